#include "feed/source_api.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::feed {
namespace {

using namespace std::chrono_literals;

constexpr Instant kNow = std::chrono::sys_days(2021y / 6 / 11) + 12h;

Observation reading_of(std::string subject) {
    return domain::Reading{.source = "fuzz",
                           .subject = std::move(subject),
                           .measure = "number",
                           .valid_at = kNow,
                           .event_at = kNow,
                           .received_at = kNow,
                           .value = 1.0};
}

/// What becomes of the list's one element, {"id":7,"x":true}.
Item item_of(const std::function<Result<void>(JsonValue, Item&)>& read) {
    const auto document = JsonDocument::parse(R"({"list":[{"id":7,"x":true}]})");
    const auto items = read_items(array_at(document->root(), "list").value(), "id", read);
    return items.at(0);
}

TEST(ReadItemsTest, KeepsWhatIsValid) {
    const Item item = item_of([](JsonValue, Item& one) -> Result<void> {
        one.observations.push_back(reading_of("here"));
        return {};
    });
    EXPECT_EQ(item, (Item{.key = "7", .observations = {reading_of("here")}}));
}

TEST(ReadItemsTest, TurnsAnInvalidObservationIntoAProblem) {
    const Item item = item_of([](JsonValue, Item& one) -> Result<void> {
        one.observations = {reading_of("here"), reading_of("")};
        return {};
    });
    EXPECT_TRUE(item.observations.empty());
    EXPECT_NE(item.problem.find("subject"), std::string::npos) << item.problem;
    EXPECT_EQ(item.content, R"({"id":7,"x":true})");
}

TEST(ReadItemsTest, TurnsSilenceIntoAProblem) {
    EXPECT_EQ(item_of([](JsonValue, Item&) -> Result<void> { return {}; }).problem,
              "it says nothing that is of use");
}

TEST(ReadItemsTest, TakesTheEventOfASightingIntoTheCheck) {
    const Item item = item_of([](JsonValue, Item& one) -> Result<void> {
        one.observations.push_back(Sighting{});
        return {};
    });
    EXPECT_NE(item.problem.find("namespace:id"), std::string::npos) << item.problem;
}

TEST(ReadItemsTest, LetsAnItemBePassedOver) {
    const Item item = item_of([](JsonValue, Item& one) -> Result<void> {
        one.passed_over = "a parking pass";
        return {};
    });
    EXPECT_EQ(item, (Item{.key = "7", .passed_over = "a parking pass"}));
}

domain::Event game(std::string league, Instant start) {
    domain::Event event;
    event.league = std::move(league);
    event.start = start;
    return event;
}

TEST(NextStartTest, IsOfTheLeagueAndNotBeforeTheTime) {
    Watch watch;
    for (const auto& [league, hours] :
         {std::pair("mlb", -1h), std::pair("nba", 1h), std::pair("mlb", 2h), std::pair("mlb", 3h)})
        watch.games.push_back(game(league, kNow + hours));
    EXPECT_EQ(next_start_of(watch, "mlb", kNow), kNow + 2h);
    EXPECT_EQ(next_start_of(watch, "mlb", kNow + 2h), kNow + 2h);
    EXPECT_EQ(next_start_of(watch, "nfl", kNow), std::nullopt);
}

TEST(RateLimitTest, ReadsEveryUnit) {
    const auto limits = parse_rate_limits("5/1s, 100/10m,60/2h, 5000/1d").value();
    EXPECT_THAT(limits, ::testing::ElementsAre(RateLimit{5, std::chrono::seconds(1)},
                                               RateLimit{100, std::chrono::seconds(600)},
                                               RateLimit{60, std::chrono::seconds(7200)},
                                               RateLimit{5000, std::chrono::seconds(86'400)}));
    EXPECT_TRUE(parse_rate_limits("").value().empty());
}

TEST(RateLimitTest, RefusesWhatIsNone) {
    for (const char* text : {"5", "5/", "5/s", "0/1s", "-1/1s", "5/1w", "a/1s", "5/1s,,", "5/0s"})
        EXPECT_FALSE(parse_rate_limits(text)) << text;
}

TEST(ErrorByStatusTest, SaysWhatToDo) {
    struct Row {
        int status;
        ErrorCode code;
    };
    for (const Row& row :
         {Row{400, ErrorCode::invalid_argument}, Row{401, ErrorCode::invalid_argument},
          Row{403, ErrorCode::invalid_argument}, Row{404, ErrorCode::not_found},
          Row{429, ErrorCode::unavailable}, Row{500, ErrorCode::unavailable},
          Row{503, ErrorCode::unavailable}, Row{302, ErrorCode::unavailable}})
        EXPECT_EQ(error_by_status(row.status, "").code, row.code) << row.status;
    EXPECT_EQ(error_by_status(429, "slow down").detail,
              "status 429: too many requests (slow down)");
}

class TokenSource final : public SourceApi {
  public:
    const SourceInfo& info() const override { return info_; }
    std::vector<Task> tasks(const Watch&, Instant) const override { return {}; }
    HttpRequest request(const Task&, const std::string&, Instant) const override { return {}; }
    Result<Answer> parse(const Task&, std::string_view, Instant) const override { return Answer{}; }
    Result<std::string> endpoint_of(std::string_view) const override { return std::string(); }

  private:
    SourceInfo info_;
};

TEST(TokenTest, TrustsTheLifetimeThatIsTold) {
    const auto token = TokenSource().parse_token(
        R"({"access_token": "abc", "token_type": "bearer", "expires_in": 1199})");
    ASSERT_TRUE(token);
    EXPECT_EQ(token->value, "abc");
    EXPECT_EQ(token->lifetime, std::chrono::seconds(1199));
}

TEST(TokenTest, RefusesATokenWithoutLifetime) {
    for (const char* body :
         {R"({"access_token": "abc"})", R"({"access_token": "abc", "expires_in": 0})",
          R"({"expires_in": 60})", "<html>"})
        EXPECT_FALSE(TokenSource().parse_token(body)) << body;
}

}  // namespace
}  // namespace seatsync::feed
