#include "emulator/answers.hpp"
#include "emulator/api_fixture.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

namespace seatsync::emulator {
namespace {

using std::chrono::days;

struct PredictHqTest : ::testing::Test {
    ApiFixture api{make_predicthq()};
    const Team& team = api.world().teams().front();

    [[nodiscard]] Response ask(const std::string& target) {
        // Within the limit of requests a second.
        api.world().advance_to(api.world().now() + std::chrono::seconds(1));
        return api.get(target, {{"Authorization", "Bearer x"}});
    }
    [[nodiscard]] std::string around(const std::string& more) const {
        return fmt::format(
            "/v1/events/?within=10km@{:.6f},{:.6f}&active.gte=2026-06-12&active.lte=2026-07-11{}",
            team.place.latitude, team.place.longitude, more);
    }
    /// All pages, by id.
    [[nodiscard]] std::map<std::string, boost::json::value> events(const std::string& more) {
        std::map<std::string, boost::json::value> out;
        for (std::string target = around(more); !target.empty();) {
            const auto body = ApiFixture::json(ask(target));
            for (const auto& event : body.at("results").as_array())
                EXPECT_TRUE(out.emplace(std::string(event.at("id").as_string()), event).second);
            const auto* next = body.at("next").if_string();
            target = next == nullptr ? "" : std::string(*next).substr(next->find("/v1/"));
        }
        return out;
    }
};

TEST_F(PredictHqTest, TellsEachEventOfTheCityOnceOverAllPages) {
    const auto told = events(
        "&state=active,deleted&category=concerts,festivals,expos,"
        "performing-arts,community");
    const Instant from = std::chrono::sys_days(std::chrono::June / 12 / 2026);
    std::set<std::string> expected;
    bool some_off = false;
    for (const CityEvent& event : city_events(api.world(), team, from - days(1), from + days(30))) {
        if (event.end < from || distance_km(event.place, team.place) > 10)
            continue;
        const std::string id = fmt::format("c{}", event.number);
        expected.insert(id);
        ASSERT_TRUE(told.contains(id)) << id;
        const auto& one = told.at(id);
        EXPECT_NEAR(one.at("location").at(0).to_number<double>(), event.place.longitude, 1e-9);
        EXPECT_NEAR(one.at("location").at(1).to_number<double>(), event.place.latitude, 1e-9);
        EXPECT_EQ(std::string(one.at("start").as_string()), utc_z(event.start));
        EXPECT_EQ(one.at("phq_attendance").as_int64(), event.attendance);
        EXPECT_EQ(one.at("state").as_string() == "deleted", event.cancelled);
        some_off = some_off || event.cancelled;
    }
    EXPECT_EQ(told.size(), expected.size());
    EXPECT_GT(told.size(), 10U) << "one page is not enough";
    const auto active = events(
        "&limit=100&category=concerts,festivals,expos,performing-arts,"
        "community");
    EXPECT_EQ(active.size() < told.size(), some_off);
}

TEST_F(PredictHqTest, GamesAreSports) {
    const auto told = events("&category=sports&limit=100");
    const Instant from = std::chrono::sys_days(std::chrono::June / 12 / 2026);
    std::size_t games = 0;
    for (const Game* game : api.world().games_of(team.league, from, from + days(30)))
        if (game->home == &team) {
            ++games;
            EXPECT_TRUE(told.contains(fmt::format("g{}", game->number)));
        }
    EXPECT_GT(games, 0U);
    EXPECT_GE(told.size(), games);
}

TEST_F(PredictHqTest, APageHoldsTenAndSaysWhatFollows) {
    const Response response = ask(around(""));
    EXPECT_EQ(response.items, 10U);
    const auto body = ApiFixture::json(response);
    EXPECT_FALSE(body.at("overflow").as_bool());
    EXPECT_TRUE(body.at("previous").is_null());
    const std::string next(body.at("next").as_string());
    EXPECT_TRUE(next.starts_with("https://api.predicthq.com/v1/events/?within=10km%40")) << next;
    EXPECT_TRUE(next.ends_with("&offset=10")) << next;
}

TEST_F(PredictHqTest, CountsByCategory) {
    std::string target = around("");
    target.replace(0, std::string("/v1/events/").size(), "/v1/events/count/");
    const Response response = ask(target);
    EXPECT_EQ(response.items, 1U);
    const auto body = ApiFixture::json(response);
    std::int64_t sum = 0;
    for (const auto& category : body.at("categories").as_object())
        sum += category.value().as_int64();
    EXPECT_EQ(sum, body.at("count").as_int64());
    EXPECT_EQ(sum, static_cast<std::int64_t>(events("&limit=100").size()));
}

TEST_F(PredictHqTest, RefusesAndLimits) {
    EXPECT_EQ(api.get(around("")).status, 401U);
    EXPECT_EQ(api.get(around(""), {{"Authorization", "Bearer bad"}}).status, 401U);
    EXPECT_EQ(ask("/v1/events?within=10km@40,-74").status, 404U) << "the slash is needed";
    for (const char* within : {"", "10@40,-74", "10km@40", "-1km@40,-74", "10km@91,0"})
        EXPECT_EQ(ask(std::string("/v1/events/?within=") + within).status, 400U) << within;
    for (int i = 0; i < 9; ++i)
        ASSERT_EQ(api.get(around(""), {{"Authorization", "Bearer x"}}).status, 200U);
    const Response refused = api.get(around(""), {{"Authorization", "Bearer x"}});
    EXPECT_EQ(refused.status, 429U);
    EXPECT_EQ(http::header(refused.headers, "Retry-After"), "1");
}

}  // namespace
}  // namespace seatsync::emulator
