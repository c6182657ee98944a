#include "feed/source_api.hpp"

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

}  // namespace
}  // namespace seatsync::feed
