#include "learning/drift.hpp"

#include "base/random.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace seatsync::learning {
namespace {

DriftOptions card(double outcomes_per_false_alarm) {
    return {.mean_loss = 0.02,
            .miscoverage = 0.1,
            .loss_slack = 0,
            .coverage_slack = 0,
            .outcomes_per_false_alarm = outcomes_per_false_alarm};
}

/// Outcomes until the first alarm, at most `most`.
std::size_t run_length(base::Random& random, const DriftOptions& options, double loss_factor,
                       double misses, std::size_t most) {
    DriftMonitor monitor = *DriftMonitor::make(options);
    for (std::size_t i = 0; i < most; ++i) {
        const double loss = random.exponential(1 / (0.02 * loss_factor));
        const auto alarm = monitor.observe(loss, !random.chance(misses));
        EXPECT_TRUE(alarm);
        if (*alarm)
            return i + 1;
    }
    return most;
}

TEST(DriftMonitorTest, FalseAlarmsAreAsRareAsStated) {
    // Of each figure one in 500 outcomes at most on average; of both one in 250.
    base::Random random(1);
    double sum = 0;
    constexpr int kRuns = 300;
    for (int i = 0; i < kRuns; ++i)
        sum += static_cast<double>(run_length(random, card(500), 1, 0.1, 20000));
    EXPECT_GT(sum / kRuns, 250);
}

TEST(DriftMonitorTest, SeesALossThatGrew) {
    base::Random random(2);
    for (int i = 0; i < 20; ++i)
        EXPECT_LT(run_length(random, card(10000), 1.5, 0.1, 5000), 400U);
}

TEST(DriftMonitorTest, SeesAnIntervalThatFails) {
    base::Random random(3);
    for (int i = 0; i < 20; ++i)
        EXPECT_LT(run_length(random, card(10000), 1, 0.25, 5000), 400U);
}

TEST(DriftMonitorTest, SaysWhichFigureAndKeepsSayingIt) {
    DriftMonitor monitor = *DriftMonitor::make(card(100));
    std::optional<DriftAlarm> alarm;
    while (!alarm)
        alarm = *monitor.observe(0.0199, false);
    EXPECT_EQ(alarm->kind, DriftKind::coverage);
    EXPECT_EQ(alarm->outcomes, monitor.outcomes());
    EXPECT_GE(alarm->evidence, 100);
    EXPECT_EQ((*monitor.observe(0, true))->outcomes, alarm->outcomes);
    ASSERT_TRUE(monitor.reset(card(100)));
    EXPECT_EQ(monitor.outcomes(), 0U);
    EXPECT_FALSE(monitor.alarm());
    while (!monitor.alarm())
        ASSERT_TRUE(monitor.observe(0.05, true));
    EXPECT_EQ(monitor.alarm()->kind, DriftKind::loss);
}

TEST(DriftMonitorTest, SlackIsNoDrift) {
    base::Random random(4);
    DriftOptions options = card(10000);
    options.loss_slack = 0.6;
    options.coverage_slack = 0.1;
    EXPECT_EQ(run_length(random, options, 1.5, 0.18, 3000), 3000U);
}

TEST(DriftMonitorTest, OneLossAloneIsNoDrift) {
    DriftMonitor monitor = *DriftMonitor::make(card(10000));
    for (int i = 0; i < 50; ++i)
        ASSERT_TRUE(monitor.observe(0.02, true));
    EXPECT_FALSE(*monitor.observe(std::numeric_limits<double>::infinity(), true));
}

TEST(DriftMonitorTest, RefusesWhatIsNoCard) {
    EXPECT_FALSE(DriftMonitor::make({}));
    DriftOptions options = card(100);
    options.miscoverage = 0;
    EXPECT_FALSE(DriftMonitor::make(options));
    options = card(1);
    EXPECT_FALSE(DriftMonitor::make(options));
    DriftMonitor monitor = *DriftMonitor::make(card(100));
    EXPECT_EQ(monitor.observe(std::nan(""), true).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(monitor.observe(-1, true).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(monitor.outcomes(), 0U);
}

}  // namespace
}  // namespace seatsync::learning
