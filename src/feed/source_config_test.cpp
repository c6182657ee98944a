#include "feed/source_factory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::feed {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<Setting> settings() {
    return settings_of(
        {.base_url = "https://api.example.com",
         .limits = "5/1s",
         .period_s = "3600",
         .period_min_s = "30"},
        {{.name = "client_id", .description = "the key", .secret = true, .required = true}});
}

SourceConfig::Variable variables(std::map<std::string, std::string> values) {
    return [values = std::move(values)](const std::string& name) -> std::optional<std::string> {
        const auto found = values.find(name);
        return found == values.end() ? std::nullopt : std::optional(found->second);
    };
}

TEST(SourceConfigTest, TakesSecretsFromTheEnvironment) {
    const auto config = SourceConfig::read("seatgeek", settings(), {},
                                           variables({{"SEATSYNC_SEATGEEK_CLIENT_ID", "k"}}));
    ASSERT_TRUE(config);
    EXPECT_EQ(config->value("client_id"), "k");
    EXPECT_THAT(config->missing(), IsEmpty());
}

TEST(SourceConfigTest, NamesTheVariableThatIsMissing) {
    const auto config = SourceConfig::read("seatgeek", settings(), {}, variables({}));
    ASSERT_TRUE(config);
    EXPECT_THAT(config->missing(), ElementsAre("SEATSYNC_SEATGEEK_CLIENT_ID"));
}

TEST(SourceConfigTest, RefusesASecretInTheFileWithoutShowingIt) {
    const auto config =
        SourceConfig::read("seatgeek", settings(), {{"client_id", "hush"}}, variables({}));
    ASSERT_FALSE(config);
    EXPECT_THAT(config.error().detail, HasSubstr("SEATSYNC_SEATGEEK_CLIENT_ID"));
    EXPECT_THAT(config.error().detail, ::testing::Not(HasSubstr("hush")));
}

TEST(SourceConfigTest, RefusesAnUnknownSetting) {
    const auto config =
        SourceConfig::read("seatgeek", settings(), {{"perido_s", "5"}}, variables({}));
    ASSERT_FALSE(config);
    EXPECT_THAT(config.error().detail, HasSubstr("there is no setting 'perido_s'"));
}

TEST(CommonConfigTest, ReadsWhatEverySourceHas) {
    const auto config = SourceConfig::read(
        "seatgeek", settings(), {{"period_s", "600"}, {"leagues", "mlb, nba"}}, variables({}));
    const auto common = CommonConfig::read(*config);
    ASSERT_TRUE(common);
    EXPECT_EQ(common->base_url, "https://api.example.com");
    EXPECT_THAT(common->limits, ElementsAre(RateLimit{5, std::chrono::seconds(1)}));
    EXPECT_EQ(common->period, std::chrono::seconds(600));
    EXPECT_EQ(common->period_min, std::chrono::seconds(30));
    EXPECT_EQ(common->timeout, std::chrono::seconds(10));
    EXPECT_TRUE(common->wants("nba"));
    EXPECT_FALSE(common->wants("nfl"));
}

TEST(CommonConfigTest, AllLeaguesAreWantedWhenNoneIsNamed) {
    const auto config = SourceConfig::read("seatgeek", settings(), {}, variables({}));
    EXPECT_TRUE(CommonConfig::read(*config)->wants("anything"));
}

TEST(CommonConfigTest, NamesTheSettingThatIsWrong) {
    for (const auto& [name, value] : std::map<std::string, std::string>{{"period_s", "0"},
                                                                        {"period_min_s", "soon"},
                                                                        {"timeout_s", "-1"},
                                                                        {"limits", "fast"}}) {
        const auto config =
            SourceConfig::read("seatgeek", settings(), {{name, value}}, variables({}));
        const auto common = CommonConfig::read(*config);
        ASSERT_FALSE(common) << name;
        EXPECT_THAT(common.error().detail, HasSubstr("[sources.seatgeek] " + name));
    }
}

}  // namespace

}  // namespace seatsync::feed
