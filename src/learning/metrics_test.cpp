#include "learning/metrics.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace seatsync::learning {
namespace {

/// Computed by hand from the definitions at the head of score_forecasts.py.
const Outcome kRose = {.forecast = {.point = 110, .quantiles = {90, 100, 110, 120, 140}},
                       .last_price = 100,
                       .actual = 120,
                       .event = 1};
const Outcome kFell = {.forecast = {.point = 110, .quantiles = {90, 100, 110, 120, 140}},
                       .last_price = 200,
                       .actual = 80,
                       .event = 2};

TEST(PinballTest, WeighsMissesByTheLevel) {
    EXPECT_DOUBLE_EQ(pinball(0.05, 90, 120), 1.5);
    EXPECT_DOUBLE_EQ(pinball(0.05, 90, 80), 9.5);
    EXPECT_DOUBLE_EQ(pinball(0.95, 90, 120), 28.5);
    EXPECT_DOUBLE_EQ(pinball(0.95, 140, 120), 1.0);
    EXPECT_DOUBLE_EQ(pinball(0.5, 100, 100), 0);
}

TEST(MetricsTest, AreThoseOfTheScorer) {
    const Outcome outcomes[] = {kRose, kFell};
    const Outcome last_value[] = {kRose};
    const auto metrics = measure(domain::Horizon::day_3, outcomes, last_value);
    ASSERT_TRUE(metrics.has_value());
    EXPECT_EQ(metrics->horizon, domain::Horizon::day_3);
    EXPECT_EQ(metrics->tasks, 2U);
    EXPECT_EQ(metrics->events, 2U);
    EXPECT_DOUBLE_EQ(metrics->mean_absolute_error, (10 + 30) / 2.0);
    EXPECT_DOUBLE_EQ(metrics->mean_absolute_log_error,
                     (std::log(120.0 / 110) + std::log(110.0 / 80)) / 2);
    EXPECT_DOUBLE_EQ(metrics->coverage90, 0.5);
    EXPECT_DOUBLE_EQ(metrics->width90, (0.5 + 0.25) / 2);
    const double rose = (1.5 + 5 + 5 + 0 + 1) / 5 / 100;
    const double fell = (9.5 + 15 + 15 + 10 + 3) / 5 / 200;
    EXPECT_DOUBLE_EQ(metrics->relative_pinball, (rose + fell) / 2);
    EXPECT_DOUBLE_EQ(metrics->last_mean_absolute_error, (20 + 120) / 2.0);
    EXPECT_DOUBLE_EQ(metrics->last_mean_absolute_log_error, (std::log(1.2) + std::log(2.5)) / 2);
    EXPECT_DOUBLE_EQ(metrics->last_relative_pinball, rose);
}

TEST(MetricsTest, AnActualOnTheEdgeIsCovered) {
    struct Case {
        double actual, covered;
    };
    const Case cases[] = {{90, 1},        {140, 1},        {90 - 1e-5, 1}, {140 + 1e-5, 1},
                          {90 - 1e-3, 0}, {140 + 1e-3, 0}, {95, 1},        {130, 1}};
    for (const auto& [actual, covered] : cases) {
        Outcome outcome = kRose;
        outcome.actual = actual;
        EXPECT_EQ(measure(domain::Horizon::day_1, {&outcome, 1}, {})->coverage90, covered)
            << actual;
    }
}

TEST(MetricsTest, OneEventIsCountedOnce) {
    const Outcome outcomes[] = {kRose, kRose};
    EXPECT_EQ(measure(domain::Horizon::day_1, outcomes, {})->events, 1U);
}

TEST(MetricsTest, WithoutTheLastValueItsPinballIsMissing) {
    EXPECT_TRUE(
        std::isnan(measure(domain::Horizon::day_1, {&kRose, 1}, {})->last_relative_pinball));
}

TEST(MetricsTest, NoSampleNoMetric) {
    EXPECT_EQ(measure(domain::Horizon::day_1, {}, {}), std::nullopt);
}

}  // namespace
}  // namespace seatsync::learning
