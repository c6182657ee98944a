#include "learning/slices.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace seatsync::learning {
namespace {

using ::testing::ElementsAre;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Outcome outcome(double days, double price, std::size_t event, double actual = 100) {
    return {.forecast = {.point = price,
                         .quantiles = {price * 0.9, price * 0.95, price, price * 1.1, price * 1.2}},
            .last_price = price,
            .actual = actual,
            .event = event,
            .days_to_event = days};
}

std::vector<std::pair<double, double>> bounds(const std::vector<Slice>& slices) {
    std::vector<std::pair<double, double>> all;
    for (const Slice& slice : slices)
        all.emplace_back(slice.from, slice.to);
    return all;
}

TEST(SlicesTest, AnEdgeBelongsToTheSliceAboveIt) {
    const std::vector<Outcome> outcomes = {outcome(0.5, 100, 1), outcome(1, 100, 1),
                                           outcome(2.9, 100, 1), outcome(3, 100, 2),
                                           outcome(500, 100, 3)};
    const auto slices = slices_by_days(domain::Horizon::day_1, outcomes, outcomes);
    EXPECT_THAT(bounds(slices), ElementsAre(std::pair(0.0, 1.0), std::pair(1.0, 3.0),
                                            std::pair(3.0, 7.0), std::pair(120.0, kInfinity)));
    EXPECT_EQ(slices[1].tasks, 2U);
    EXPECT_EQ(slices[1].events, 1U);
}

TEST(SlicesTest, FewTasksAreCountedWithoutAFigure) {
    std::vector<Outcome> outcomes;
    for (std::size_t i = 0; i + 1 < kSliceTasksLeast; ++i)
        outcomes.push_back(outcome(2, 100, i));
    EXPECT_EQ(slices_by_days(domain::Horizon::day_1, outcomes, outcomes)[0].metrics, std::nullopt);
    outcomes.push_back(outcome(2, 100, 0));
    const auto slices = slices_by_days(domain::Horizon::day_1, outcomes, outcomes);
    ASSERT_TRUE(slices[0].metrics.has_value());
    EXPECT_EQ(slices[0].tasks, kSliceTasksLeast);
    EXPECT_EQ(slices[0].events, kSliceTasksLeast - 1);
}

TEST(SlicesTest, AFigureIsOfItsOwnTasksAlone) {
    std::vector<Outcome> outcomes;
    std::vector<Outcome> last_value;
    for (std::size_t i = 0; i < 40; ++i) {
        outcomes.push_back(outcome(0.5, 100, i));     // Held.
        outcomes.push_back(outcome(5, 100, i, 500));  // Missed.
        last_value.push_back(outcome(0.5, 100, i, 100));
        last_value.push_back(outcome(5, 100, i, 200));
    }
    const auto slices = slices_by_days(domain::Horizon::day_1, outcomes, last_value);
    ASSERT_EQ(slices.size(), 2U);
    EXPECT_EQ(slices[0].metrics->coverage90, 1);
    EXPECT_EQ(slices[1].metrics->coverage90, 0);
    // By hand: pinballs of 90, 95, 100, 110, 120 at 200 are 5.5, 26.25, 50, 67.5, 76.
    EXPECT_DOUBLE_EQ(slices[1].metrics->last_relative_pinball, 225.25 / 5 / 100);
    EXPECT_LT(slices[0].metrics->last_relative_pinball, 0.02);
}

TEST(SlicesTest, PriceBandsAreQuartiles) {
    std::vector<Outcome> outcomes;
    for (int price = 1; price <= 200; ++price)
        outcomes.push_back(outcome(2, price, 1));
    const auto slices = slices_by_price(domain::Horizon::day_1, outcomes, outcomes);
    EXPECT_THAT(bounds(slices), ElementsAre(std::pair(0.0, 51.0), std::pair(51.0, 101.0),
                                            std::pair(101.0, 151.0), std::pair(151.0, kInfinity)));
    for (const Slice& slice : slices)
        EXPECT_EQ(slice.tasks, 50U);
}

TEST(SlicesTest, OnePriceIsOneBand) {
    const std::vector<Outcome> outcomes(40, outcome(2, 100, 1));
    const auto slices = slices_by_price(domain::Horizon::day_1, outcomes, outcomes);
    ASSERT_EQ(slices.size(), 1U);
    EXPECT_EQ(slices[0].tasks, 40U);
    EXPECT_TRUE(slices_by_price(domain::Horizon::day_1, {}, {}).empty());
}

TEST(MeasureByEventTest, AnEventOfManyTasksWeighsNoMore) {
    std::vector<Outcome> outcomes(9, outcome(2, 100, 1));  // Held nine times.
    outcomes.push_back(outcome(2, 100, 2, 500));           // Missed.
    const EventMetrics metrics = measure_by_event(outcomes);
    EXPECT_DOUBLE_EQ(metrics.coverage90, 0.5);
    const double held = measure(domain::Horizon::close, {&outcomes[0], 1}, {})->relative_pinball;
    const double missed = measure(domain::Horizon::close, {&outcomes[9], 1}, {})->relative_pinball;
    EXPECT_DOUBLE_EQ(metrics.relative_pinball, (missed + held) / 2);
}

}  // namespace
}  // namespace seatsync::learning
