#include "features/holidays.hpp"
#include "features/league_facts.hpp"
#include "testing/expect_feature.hpp"
#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <cmath>

namespace seatsync::features {
namespace {

using testing::at;
using testing::expect_missing;
using testing::expect_value;
using namespace std::chrono;

/// A Friday evening: 2021-07-09 19:10 in New York, day 38.96 of the tape.
class OccasionFeaturesTest : public ::testing::Test {
  protected:
    OccasionFeaturesTest() {
        batch_.events = {testing::an_event("s:1")};
        event().start = at("2021-07-09T23:10:00Z");
        event().venue.zone = domain::Zone::named("America/New_York").value();
        event().received_at = testing::on_day(-3);
        event().category = "";
        batch_.quotes = {testing::a_quote("s:1", testing::on_day(1), 10000)};
    }

    domain::Event& event() { return batch_.events[0]; }

    domain::ObservationBatch batch_;
};

TEST_F(OccasionFeaturesTest, TimeToTheEventOnSeveralScales) {
    event().start = testing::on_day(10);
    expect_value(batch_, "s:1", 1, "days_until_game", 9);
    expect_value(batch_, "s:1", 1, "sqrt_days_to_event", 3);
    expect_value(batch_, "s:1", 1, "inverse_days_to_event", 0.1);
    expect_value(batch_, "s:1", 6, "days_until_game", 4);
}

TEST_F(OccasionFeaturesTest, TheWeekdayAndTheHourAreLocal) {
    expect_value(batch_, "s:1", 1, "day_of_week", 4);
    expect_value(batch_, "s:1", 1, "weekend_indicator", 0);
    expect_value(batch_, "s:1", 1, "prime_time_indicator", 1);
    event().start = at("2021-07-11T02:00:00Z");  // Saturday 22:00.
    expect_value(batch_, "s:1", 1, "day_of_week", 5);
    expect_value(batch_, "s:1", 1, "weekend_indicator", 1);
    expect_value(batch_, "s:1", 1, "prime_time_indicator", 0);
    event().start_tbd = true;
    expect_missing(batch_, "s:1", 1, "prime_time_indicator", "the hour of the start is not set");
}

TEST_F(OccasionFeaturesTest, HolidaysNearTheGame) {
    expect_value(batch_, "s:1", 1, "holiday_proximity", -5);
    expect_value(batch_, "s:1", 1, "on_holiday", 0);
    event().start = at("2021-07-05T01:00:00Z");  // July 4, 21:00.
    expect_value(batch_, "s:1", 1, "holiday_proximity", 0);
    expect_value(batch_, "s:1", 1, "on_holiday", 1);
    event().venue.zone = domain::Zone::named("Europe/London").value();
    expect_missing(batch_, "s:1", 1, "holiday_proximity",
                   "the holidays of the venue's country are not known");
}

TEST(HolidaysTest, AreThoseOfTheLaw) {
    const std::pair<year_month_day, int> rows[] = {
        {2021y / 7 / 4, 0},   {2021y / 7 / 1, 3},   {2021y / 6 / 19, 0},  {2020y / 6 / 19, 15},
        {2021y / 11 / 25, 0}, {2021y / 9 / 6, 0},   {2021y / 12 / 30, 2}, {2021y / 12 / 28, -3},
        {2022y / 1 / 17, 0},  {2021y / 5 / 31, 0},  {2021y / 10 / 11, 0}, {2021y / 2 / 15, 0},
        {2021y / 12 / 29, 3}, {2021y / 11 / 18, 7},
    };
    for (const auto& [date, days] : rows)
        EXPECT_EQ(days_to_holiday(date), days) << domain::format_date(date);
}

TEST(LeagueFactsTest, ChangeWithTheYears) {
    EXPECT_EQ(facts_of("nfl", "2018")->games, 16);
    EXPECT_EQ(facts_of("nfl", "2018")->playoff_places, 12);
    EXPECT_EQ(facts_of("nfl", "2021")->games, 17);
    EXPECT_EQ(facts_of("mlb", "2022")->playoff_places, 12);
    EXPECT_EQ(facts_of("nba", "2014-15")->games, 82);
    EXPECT_FALSE(facts_of("mlb", "2020").has_value());
    EXPECT_FALSE(facts_of("mlb", "").has_value());
    EXPECT_FALSE(facts_of("cfb", "2021").has_value());
}

TEST_F(OccasionFeaturesTest, TheCategoryTellsThePartOfTheSeason) {
    expect_missing(batch_, "s:1", 1, "season_type", "the category of the event is not told");
    for (const auto& [category, number] : {std::pair("Preseason", 0.0),
                                           {"regular", 1.0},
                                           {"Regular Season", 1.0},
                                           {"Group A", 1.0},
                                           {"playoff_conditional", 2.0},
                                           {"Round of 32", 2.0},
                                           {"super_bowl", 2.0}}) {
        event().category = category;
        expect_value(batch_, "s:1", 1, "season_type", number);
    }
    event().category = "other";
    expect_missing(batch_, "s:1", 1, "season_type",
                   "the category of the event names no part of a season");
}

TEST_F(OccasionFeaturesTest, TheAnnouncementIsTheFirstVersionUnlessNobodyKnows) {
    domain::Event moved = event();
    moved.received_at = testing::on_day(0);
    batch_.events.push_back(moved);
    expect_value(batch_, "s:1", 1, "time_since_announcement", 4);
    event().received_at = {};
    expect_missing(batch_, "s:1", 1, "time_since_announcement",
                   "when the event was announced is not told");
}

TEST_F(OccasionFeaturesTest, PromotionsAreReadings) {
    expect_missing(batch_, "s:1", 1, "promotional_activity",
                   "nothing is stored of promotions of the event");
    domain::Reading reading = testing::a_reading(testing::on_day(1));
    reading.subject = "s:1";
    reading.measure = "promotion";
    reading.valid_at = event().start;
    reading.value = 1;
    batch_.readings = {reading};
    expect_value(batch_, "s:1", 1, "promotional_activity", 1);
    reading.value = 0;
    reading.received_at = testing::on_day(2);
    batch_.readings.push_back(reading);
    expect_value(batch_, "s:1", 1, "promotional_activity", 1);
    expect_value(batch_, "s:1", 2, "promotional_activity", 0);
}

}  // namespace
}  // namespace seatsync::features
