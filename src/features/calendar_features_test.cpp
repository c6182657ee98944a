#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace seatsync::features {
namespace {

using testing::at;

/// The game of testing::an_event: Friday 2021-06-11 19:10 in Los Angeles, Saturday in UTC; moved to
/// Saturday 13:40 by a version of 8 June.
domain::ObservationBatch a_moved_game() {
    domain::Event moved = testing::an_event("s:1");
    moved.start = at("2021-06-12T20:40:00Z");
    moved.start_tbd = true;
    moved.received_at = at("2021-06-08T00:00:00Z");
    return {.events = {testing::an_event("s:1"), moved},
            .quotes = {testing::a_quote("s:1", at("2021-06-07T06:10:00Z"), 100),
                       testing::a_quote("s:1", at("2021-06-10T20:40:00Z"), 100)}};
}

TEST(CalendarFeaturesTest, ReadsTheClocksOfTheVenueAndTheStartAsKnown) {
    const testing::FeatureReader reader(a_moved_game());
    const auto first = at("2021-06-07T06:10:00Z");   // Sunday 6 June, 23:10 in Los Angeles.
    const auto second = at("2021-06-10T20:40:00Z");  // Thursday 10 June, 13:40.
    struct Case {
        domain::Instant time;
        const char* feature;
        double value;
    };
    const Case cases[] = {
        {first, "days_to_event", 4 + 20.0 / 24},
        {second, "days_to_event", 2},
        {first, "log_days_to_event", std::log(5 + 20.0 / 24)},
        {second, "log_days_to_event", std::log(3)},
        {first, "event_weekday", 4},
        {second, "event_weekday", 5},
        {first, "event_hour", 19 + 10.0 / 60},
        {second, "event_hour", 13 + 40.0 / 60},
        {first, "event_on_weekend", 0},
        {second, "event_on_weekend", 1},
        {first, "start_tbd", 0},
        {second, "start_tbd", 1},
        {first, "hour_of_day", 23 + 10.0 / 60},
        {second, "hour_of_day", 13 + 40.0 / 60},
        {first, "weekday_now", 6},
        {second, "weekday_now", 3},
    };
    const auto series = testing::a_quote("s:1", {}, 1).series;
    for (const auto& [time, feature, value] : cases)
        EXPECT_NEAR(reader.value(series, time, feature), value, 1e-5)
            << feature << " at " << domain::format_utc(time);
}

TEST(CalendarFeaturesTest, ADoubleheaderHasTwoClocks) {
    domain::ObservationBatch batch{.events = {testing::an_event("s:1"), testing::an_event("s:2")}};
    batch.events[0].start = at("2021-06-12T20:10:00Z");
    for (const char* id : {"s:1", "s:2"})
        batch.quotes.push_back(testing::a_quote(id, testing::on_day(0), 100));
    const testing::FeatureReader reader(batch);
    EXPECT_NEAR(reader.value("s:1", 0, "event_hour"), 13 + 10.0 / 60, 1e-5);
    EXPECT_NEAR(reader.value("s:2", 0, "event_hour"), 19 + 10.0 / 60, 1e-5);
}

}  // namespace
}  // namespace seatsync::features
