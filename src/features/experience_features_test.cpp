#include "testing/expect_feature.hpp"
#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <cmath>
#include <numbers>

namespace seatsync::features {
namespace {

using testing::expect_error;
using testing::expect_missing;
using testing::expect_value;

constexpr double kLn2 = std::numbers::ln2;

class ExperienceFeaturesTest : public ::testing::Test {
  protected:
    void game(const char* id, double start, const char* home, const char* away) {
        domain::Event event = testing::an_event(id);
        event.start = testing::on_day(start);
        event.venue.zone = domain::Zone::utc();
        event.home = home;
        event.away = away;
        batch_.events.push_back(event);
    }

    domain::Quote& quote(const char* id, double day, std::int64_t cents) {
        batch_.quotes.push_back(testing::a_quote(id, testing::on_day(day), cents));
        return batch_.quotes.back();
    }

    /// Quoted at 100.00 five days before and `day_before` one day before, then `last` at half a
    /// day.
    void past(const char* id, double start, const char* home, const char* away,
              std::int64_t day_before, std::int64_t last) {
        game(id, start, home, away);
        quote(id, start - 5, 10000).listings = 199;
        quote(id, start - 1, day_before).listings = 150;
        quote(id, start - 0.5, last).listings = 99;
    }

    domain::ObservationBatch batch_;
};

TEST_F(ExperienceFeaturesTest, TheLastDayOfPastGames) {
    game("s:9", 40, "Eagles", "Bears");
    quote("s:9", 35, 10000);
    past("s:1", 10, "Eagles", "Bears", 10000, 20000);
    past("s:2", 11, "Lions", "Bears", 10000, 10000);
    expect_missing(batch_, "s:9", 35, "last_minute_premium",
                   "fewer than three such games are over");
    past("s:3", 12, "Lions", "Bears", 10000, 80000);  // 3 ln 2 counts as 1.
    expect_value(batch_, "s:9", 35, "last_minute_premium", (kLn2 + 0 + 1) / 3);
    const double mean = (kLn2 + 1) / 3;
    const double squares = (kLn2 - mean) * (kLn2 - mean) + mean * mean + (1 - mean) * (1 - mean);
    expect_error(batch_, "s:9", 35, "last_minute_premium", std::sqrt(squares / 6));
}

TEST_F(ExperienceFeaturesTest, GamesOfTheSameVisitorFromAsFarBefore) {
    game("s:9", 40, "Eagles", "Bears");
    quote("s:9", 35, 10000);  // Five days before.
    past("s:1", 10, "Lions", "Bears", 30000, 20000);
    past("s:2", 11, "Lions", "Bears", 30000, 20000);
    past("s:3", 12, "Lions", "Eagles", 30000, 20000);
    expect_missing(batch_, "s:9", 35, "similar_game_performance",
                   "fewer than three such games are over");
    past("s:4", 13, "Lions", "Bears", 30000, 20000);
    expect_value(batch_, "s:9", 35, "similar_game_performance", kLn2);
    batch_.events[0].away = "";
    expect_missing(batch_, "s:9", 35, "similar_game_performance", "the event names no visitor");
}

TEST_F(ExperienceFeaturesTest, DemandIsHowTheListingsOfPastHomeGamesFell) {
    game("s:9", 40, "Eagles", "Bears");
    quote("s:9", 35, 10000);
    past("s:1", 10, "Eagles", "Bears", 10000, 10000);
    past("s:2", 11, "Eagles", "Bears", 10000, 10000);
    past("s:3", 12, "Lions", "Bears", 10000, 10000);
    expect_missing(batch_, "s:9", 35, "historical_demand", "fewer than three such games are over");
    past("s:4", 13, "Eagles", "Bears", 10000, 10000);
    expect_value(batch_, "s:9", 35, "historical_demand", kLn2);  // ln(200 / 100)
    expect_error(batch_, "s:9", 35, "historical_demand", 0);
}

/// Day 40 is 2021-07-11, a Sunday; three games on it at 200, three on other days at 100.
TEST_F(ExperienceFeaturesTest, WeekdaysAreComparedAmongOpenGames) {
    const std::pair<const char*, double> games[] = {{"s:1", 40}, {"s:2", 47}, {"s:3", 54},
                                                    {"s:4", 41}, {"s:5", 42}, {"s:6", 43}};
    for (const auto& [id, start] : games) {
        game(id, start, "Eagles", "Bears");
        quote(id, 30, start == 40 || start == 47 || start == 54 ? 20000 : 10000);
    }
    expect_value(batch_, "s:1", 30, "seasonal_patterns", kLn2);
    expect_value(batch_, "s:1", 30, "venue_premium", 0);
    expect_missing(batch_, "s:4", 30, "seasonal_patterns",
                   "fewer than three open games of the weekday are quoted");
    batch_.quotes.erase(batch_.quotes.begin() + 3);
    expect_missing(batch_, "s:1", 30, "seasonal_patterns",
                   "fewer than three open games of other weekdays are quoted");
}

TEST_F(ExperienceFeaturesTest, AVenueIsDearWhenItsGamesAre) {
    for (const char* id : {"s:1", "s:2", "s:3"}) {
        game(id, 40, "Eagles", "Bears");
        quote(id, 30, 20000);
    }
    game("s:4", 40, "Lions", "Bears");
    quote("s:4", 30, 10000);
    expect_value(batch_, "s:1", 30, "venue_premium", kLn2 / 4);
    // All: deviation of ln 2 times (1, 1, 1, 0) is ½ ln 2; of the mean of four ¼ ln 2.
    expect_error(batch_, "s:1", 30, "venue_premium", kLn2 / 4);
    expect_missing(batch_, "s:4", 30, "venue_premium",
                   "fewer than three open games of the home team are quoted");
}

TEST_F(ExperienceFeaturesTest, GamesOfTheSeasonThatAreCalledOff) {
    for (const char* id : {"s:1", "s:2", "s:3", "s:4"})
        game(id, 40, "Eagles", "Bears");
    quote("s:1", 30, 20000);
    quote("s:1", 32, 20000);
    expect_value(batch_, "s:1", 30, "cancellation_rate", 0);
    batch_.events.push_back(batch_.events[3]);
    batch_.events.back().status = domain::EventStatus::postponed;
    batch_.events.back().received_at = testing::on_day(31);
    expect_value(batch_, "s:1", 30, "cancellation_rate", 0);
    expect_value(batch_, "s:1", 32, "cancellation_rate", 0.25);
    expect_error(batch_, "s:1", 32, "cancellation_rate", std::sqrt(0.25 * 0.75 / 4));
}

TEST_F(ExperienceFeaturesTest, BuyersAreNotKnown) {
    game("s:1", 40, "Eagles", "Bears");
    quote("s:1", 30, 20000);
    expect_missing(batch_, "s:1", 30, "repeat_buyer_rate", "sales are stored without their buyers");
}

}  // namespace
}  // namespace seatsync::features
