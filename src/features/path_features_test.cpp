#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace seatsync::features {
namespace {

const double kMissing = std::nan("");

/// Features are floats.
auto near(double expected) {
    return ::testing::NanSensitiveDoubleNear(expected, 1e-5);
}

struct Price {
    double day;
    std::int64_t cents;
};

/// One game that starts on day 60, quoted as told.
testing::FeatureReader path_of(const std::vector<Price>& prices) {
    domain::ObservationBatch batch{.events = {testing::an_event("s:1")}};
    batch.events[0].start = testing::on_day(60);
    for (const auto& [day, cents] : prices)
        batch.quotes.push_back(testing::a_quote("s:1", testing::on_day(day), cents));
    return testing::FeatureReader(batch);
}

struct Expected {
    double day;  ///< Of the row that is asked.
    const char* feature;
    double value;
};

void expect_all(const testing::FeatureReader& path, const std::vector<Expected>& expected) {
    for (const auto& [day, feature, value] : expected)
        EXPECT_THAT(path.value("s:1", day, feature), near(value)) << feature << " on day " << day;
}

TEST(PathFeaturesTest, ChangesOverSomeTimeAreAgainstTheLastRowByThen) {
    const auto path = path_of({{0, 10000},
                               {1, 11000},
                               {2, 11000},
                               {4, 9050},
                               {4.5, 9900},
                               {16, 8000},
                               {23, 7000},
                               {30, 6000}});
    expect_all(path, {
                         {0, "price_change_12h", kMissing},
                         {4.5, "price_change_12h", std::log(99.00 / 90.50)},
                         {4, "price_change_12h", kMissing},  // Day 2 is 1.5 d before day 3.5.
                         {4.5, "price_change_1d", kMissing},
                         {4, "price_change_1d", std::log(90.50 / 110.00)},  // Just old enough.
                         {1, "price_change_1d", std::log(1.1)},
                         {4, "price_change_3d", std::log(90.50 / 110.00)},
                         {2, "price_change_3d", kMissing},
                         {23, "price_change_7d", std::log(70.0 / 80.0)},
                         {16, "price_change_7d", kMissing},  // 4.5 d before day 9.
                         {30, "price_change_14d", std::log(60.0 / 80.0)},
                         {16, "price_change_14d", std::log(80.0 / 110.0)},  // Day 2 itself.
                         {4.5, "price_change_14d", kMissing},
                         {30, "price_change_30d", std::log(0.6)},
                         {23, "price_change_30d", kMissing},
                     });
}

TEST(PathFeaturesTest, LevelsAndSteps) {
    const auto path = path_of({{0, 10000}, {1, 11000}, {2, 11000}, {4, 9050}});
    expect_all(path, {
                         {4, "log_price", std::log(90.50)},
                         {4, "price_change_since_first", std::log(0.905)},
                         {0, "price_change_since_first", 0},
                         {0, "price_step", kMissing},
                         {2, "price_step", 0},
                         {4, "price_step", std::log(90.50 / 110.00)},
                         {0, "gap_days", kMissing},
                         {4, "gap_days", 2},
                         {2, "days_unchanged", 1},
                         {4, "days_unchanged", 0},
                         {0, "days_unchanged", 0},
                         {0, "last_change", 0},
                         {2, "last_change", std::log(1.1)},
                         {4, "last_change", std::log(90.50 / 110.00)},
                         {4, "below_max", std::log(90.50 / 110.00)},
                         {4, "above_min", 0},
                         {2, "above_min", std::log(1.1)},
                         {4, "whole_dollars", 0},
                         {2, "whole_dollars", 1},
                     });
}

TEST(PathFeaturesTest, DaysUnchangedOfAPriceThatNeverMovedCountFromTheFirstRow) {
    const auto path = path_of({{0, 10000}, {1, 10000}, {2.5, 10000}});
    expect_all(path, {{2.5, "days_unchanged", 2.5}, {2.5, "last_change", 0}});
}

/// Prices e^1, e^2, e^4, e^3 on days 0, 25, 29 and 31; day 31 is asked: its 3 days hold the last
/// two rows, its 7 days the last three, its 30 days those three too. Cents are rounded.
TEST(PathFeaturesTest, WindowsHoldTheRowsOfTheLastDays) {
    const auto cents = [](double log) { return std::llround(100 * std::exp(log)); };
    const auto path = path_of({{0, cents(1)}, {25, cents(2)}, {29, cents(4)}, {31, cents(3)}});
    const double tolerance = 3e-3;  // A cent on e dollars.
    const Expected expected[] = {
        {31, "above_mean_3d", 3 - 3.5},
        {31, "above_mean_7d", 3 - 3.0},
        {31, "above_mean_30d", 3 - 3.0},
        {29, "above_mean_30d", 4 - 7.0 / 3},
        {31, "volatility_3d", std::sqrt(1.0 / 2)},
        {31, "volatility_7d", std::sqrt((4.0 + 1.0) / 6)},
        {29, "volatility_30d", std::sqrt((1.0 + 4.0) / 29)},
        {31, "change_rate_3d", 1.0 / 2},
        {31, "change_rate_7d", 2.0 / 6},
        {29, "change_rate_30d", 2.0 / 29},
        {31, "below_max_7d", -1},
        {31, "above_min_7d", 1},
        {31, "below_max_30d", -1},
        {29, "above_min_30d", 3},
        {31, "above_min_30d", 1},
        {31, "above_min", 2},
        {31, "below_max", -1},
    };
    for (const auto& [day, feature, value] : expected)
        EXPECT_NEAR(path.value("s:1", day, feature), value, tolerance)
            << feature << " on day " << day;
}

TEST(PathFeaturesTest, AWindowIncludesItsEdgeAndRatesStayFiniteInAShortOne) {
    const auto path = path_of({{0, 10000}, {3, 20000}, {3.125, 10000}});
    const double two = std::numbers::ln2;
    expect_all(path, {
                         {3, "above_mean_3d", two / 2},  // The row of three days ago counts.
                         {3, "change_rate_3d", 1.0 / 3},
                         {3.125, "change_rate_3d", 1 / 0.25},  // Spans 3 h, counted as 6.
                         {3.125, "volatility_3d", std::sqrt(two * two / 0.25)},
                         {0, "volatility_3d", 0},
                         {0, "change_rate_30d", 0},
                         {0, "above_mean_7d", 0},
                     });
}

}  // namespace
}  // namespace seatsync::features
