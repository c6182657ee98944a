#include "learning/conformal.hpp"

#include "base/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace seatsync::learning {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

TEST(ConformalRankTest, RoundsUpButNotForALastBit) {
    EXPECT_EQ(conformal_rank(19, 0.1), 18);
    EXPECT_EQ(conformal_rank(9, 0.7), 3);  // 10 × 0.3 is 3 and a last bit in binary.
    EXPECT_EQ(conformal_rank(19, 0.12), 18);
    EXPECT_EQ(conformal_rank(9, 0.05), 10);
    EXPECT_EQ(conformal_rank(0, 0.5), 1);
}

TEST(ConformalScoresTest, KeepsTheNewestOfItsWindow) {
    ConformalScores scores(3);
    for (const double score : {9.0, 1.0, 5.0, 3.0, 5.0})
        ASSERT_TRUE(scores.add(score));
    EXPECT_EQ(scores.size(), 3U);
    EXPECT_EQ(scores.by_time(), (std::deque<double>{5, 3, 5}));
    EXPECT_EQ(scores.quantile(0.75), 3);  // Rank 1 of 4.
    EXPECT_EQ(scores.quantile(0.25), 5);  // Rank 3.
    ASSERT_TRUE(scores.add(0));           // One of the two fives goes.
    EXPECT_EQ(scores.quantile(0.25), 5);
    EXPECT_EQ(scores.quantile(0.75), 0);
}

TEST(ConformalScoresTest, SaysWhenItKnowsTooLittle) {
    ConformalScores scores;
    EXPECT_EQ(scores.quantile(0.1), kInfinite);
    for (int i = 1; i <= 8; ++i)
        ASSERT_TRUE(scores.add(i));
    EXPECT_EQ(scores.quantile(0.1), kInfinite);
    ASSERT_TRUE(scores.add(9));
    EXPECT_EQ(scores.quantile(0.1), 9);
    EXPECT_EQ(scores.quantile(0), kInfinite);
    EXPECT_EQ(scores.quantile(-0.1), kInfinite);
    EXPECT_EQ(scores.quantile(1), -kInfinite);
    EXPECT_EQ(scores.add(kInfinite).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(scores.add(std::nan("")).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(scores.size(), 9U);
}

TEST(SplitConformalTest, CoversAsTheLawSays) {
    // Of 2,000 intervals from 50 scores each, coverage of a normal error: mean and 5 % quantile.
    base::Random random(3);
    std::vector<double> covered;
    for (int repeat = 0; repeat < 2000; ++repeat) {
        SplitConformal known;
        for (int i = 0; i < 50; ++i)
            ASSERT_TRUE(known.learn(10, 10 + random.normal(0, 2)));
        covered.push_back(std::erf(known.half_width(0.2) / 2 / std::sqrt(2)));
    }
    const auto law = coverage_law(50, 0.2);
    ASSERT_TRUE(law);
    double sum = 0;
    for (const double share : covered)
        sum += share;
    EXPECT_NEAR(sum / 2000, law->mean, 0.005);
    std::sort(covered.begin(), covered.end());
    EXPECT_NEAR(covered[100], law->q05, 0.015);
    EXPECT_NEAR(covered[1900], law->q95, 0.015);
}

TEST(SplitConformalTest, IntervalLiesAroundTheForecast) {
    SplitConformal known;
    ASSERT_TRUE(known.learn(10, 13));
    const auto interval = known.interval(100, 0.5);
    EXPECT_EQ(interval.lower, 97);
    EXPECT_EQ(interval.upper, 103);
}

TEST(CoverageLawTest, RefusesWhatCoversAll) {
    EXPECT_EQ(coverage_law(8, 0.1).error().code, ErrorCode::insufficient_data);
    EXPECT_EQ(coverage_law(100, 0).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(coverage_law(100, 1).error().code, ErrorCode::invalid_argument);
}

TEST(ConformalQuantilesTest, NarrowsWhatWasTooWide) {
    ConformalQuantiles known;
    for (int i = 0; i < 9; ++i)
        ASSERT_TRUE(known.learn(0, 10, 5));
    const auto interval = known.interval(100, 110, 0.1);
    EXPECT_EQ(interval.lower, 105);
    EXPECT_EQ(interval.upper, 105);
    EXPECT_EQ(ConformalQuantiles::score(0, 10, 12), 2);
    EXPECT_EQ(ConformalQuantiles::score(0, 10, -3), 3);
}

AdaptiveConformal adaptive(double gamma, std::size_t window = 50, std::size_t warm_up = 20) {
    return *AdaptiveConformal::make(
        {.alpha = 0.1, .gamma = gamma, .window = window, .warm_up = warm_up});
}

/// Misses among outcomes whose errors grow fourfold half-way.
double share_missed(double gamma, std::size_t from, std::size_t to) {
    AdaptiveConformal level = adaptive(gamma, 200, 200);
    base::Random random(11);
    std::size_t misses = 0;
    for (std::size_t t = 0; t < to; ++t) {
        if (t == from)
            misses = level.misses();
        EXPECT_TRUE(level.learn(std::abs(random.normal(0, t < 1000 ? 1 : 4))));
    }
    return static_cast<double>(level.misses() - misses) / static_cast<double>(to - from);
}

TEST(AdaptiveConformalTest, FollowsABreakThatAFixedLevelMisses) {
    EXPECT_GT(share_missed(0, 1000, 1150), 0.2);
    EXPECT_LT(share_missed(0.05, 1000, 1150), 0.15);
    EXPECT_NEAR(share_missed(0.05, 200, 2000), 0.1, adaptive_bound(0.1, 0.05, 1800));
}

TEST(AdaptiveConformalTest, GathersBeforeItJudges) {
    AdaptiveConformal level = adaptive(0.05, 50, 3);
    for (int i = 0; i < 3; ++i) {
        EXPECT_FALSE(level.warm());
        ASSERT_TRUE(level.learn(i));
        EXPECT_EQ(level.alpha(), 0.1);
    }
    EXPECT_TRUE(level.warm());
    EXPECT_EQ(level.threshold(), kInfinite);  // Three scores are too few for 0.1.
    ASSERT_TRUE(level.learn(1000));
    EXPECT_EQ(level.misses(), 0U);
    EXPECT_DOUBLE_EQ(level.alpha(), 0.1 + 0.05 * 0.1);
    EXPECT_EQ(level.learn(std::nan("")).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(level.outcomes(), 1U);
}

TEST(AdaptiveConformalTest, GoesOnWhereItWasSaved) {
    AdaptiveConformal level = adaptive(0.05);
    base::Random random(5);
    for (int i = 0; i < 200; ++i)
        ASSERT_TRUE(level.learn(random.exponential(1)));
    auto stored = AdaptiveConformal::load(level.save());
    ASSERT_TRUE(stored) << stored.error().detail;
    for (int i = 0; i < 100; ++i) {
        const double score = random.exponential(0.5);
        EXPECT_EQ(stored->threshold(), level.threshold());
        ASSERT_TRUE(level.learn(score));
        ASSERT_TRUE(stored->learn(score));
    }
    EXPECT_EQ(stored->alpha(), level.alpha());
    EXPECT_EQ(stored->misses(), level.misses());
    const std::string bytes = level.save();
    for (std::size_t length = 0; length < bytes.size(); ++length)
        EXPECT_FALSE(AdaptiveConformal::load(bytes.substr(0, length))) << length;
    EXPECT_FALSE(AdaptiveConformal::load(bytes + "x"));
}

TEST(AdaptiveConformalTest, RefusesOptionsOutOfRange) {
    EXPECT_FALSE(AdaptiveConformal::make({.alpha = 0}));
    EXPECT_FALSE(AdaptiveConformal::make({.alpha = 1}));
    EXPECT_FALSE(AdaptiveConformal::make({.gamma = -0.1}));
    EXPECT_EQ(adaptive_bound(0.1, 0, 100), kInfinite);
    EXPECT_NEAR(adaptive_bound(0.1, 0.005, 1000), 0.181, 1e-12);
}

}  // namespace
}  // namespace seatsync::learning
