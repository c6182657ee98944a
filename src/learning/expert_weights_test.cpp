#include "learning/expert_weights.hpp"

#include "base/random.hpp"
#include "learning/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

namespace seatsync::learning {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr ExpertRule kRules[] = {ExpertRule::ewa, ExpertRule::ml_poly, ExpertRule::boa};

ExpertWeights make(std::size_t experts, const ExpertOptions& options) {
    return *ExpertWeights::make(experts, options);
}

TEST(ExpertWeightsTest, BeginsEvenly) {
    for (const ExpertRule rule : kRules) {
        const ExpertWeights weights = make(4, {.rule = rule});
        EXPECT_THAT(weights.weights(), ElementsAre(0.25, 0.25, 0.25, 0.25)) << name_of(rule);
        EXPECT_DOUBLE_EQ(*weights.combine(std::vector{1.0, 2.0, 3.0, 6.0}), 3);
    }
}

TEST(ExpertWeightsTest, OneStepIsTheFormula) {
    // Experts 1 and 3, combined 2, outcome 4: l' = -4, regrets -4 (2 - 1) = -4 and 4.
    const std::vector said = {1.0, 3.0};
    ExpertWeights ewa = make(2, {.rule = ExpertRule::ewa, .rate = 0.1});
    ASSERT_EQ(*ewa.learn(said, 4), 2);
    EXPECT_NEAR(ewa.weights()[1], 1 / (1 + std::exp(-0.8)), 1e-12);
    ExpertWeights poly = make(2, {.rule = ExpertRule::ml_poly});
    ASSERT_TRUE(poly.learn(said, 4));
    EXPECT_THAT(poly.weights(), ElementsAre(0, 1));
    ExpertWeights boa = make(2, {.rule = ExpertRule::boa});
    ASSERT_TRUE(boa.learn(said, 4));
    // V = 2.2 × 16 for both, so that the weights differ by the regrets over sqrt(V) alone.
    EXPECT_NEAR(boa.weights()[1], 1 / (1 + std::exp(-8 / std::sqrt(35.2))), 1e-12);
}

TEST(ExpertWeightsTest, PinballSlopeIsTheLevelsShare) {
    // Outcome above the combined quantile: l' = -level; below: 1 - level.
    const std::vector said = {0.0, 2.0};
    for (const auto& [outcome, slope] : {std::pair{5.0, -0.9}, std::pair{-5.0, 0.1}}) {
        ExpertWeights ewa = make(
            2, {.rule = ExpertRule::ewa, .loss = ExpertLoss::pinball, .level = 0.9, .rate = 1});
        ASSERT_EQ(*ewa.learn(said, outcome), 1);
        EXPECT_NEAR(ewa.weights()[1], 1 / (1 + std::exp(2 * slope)), 1e-12) << outcome;
    }
}

TEST(ExpertWeightsTest, SleepersShareNothingAndLearnNothing) {
    for (const ExpertRule rule : kRules) {
        ExpertWeights weights = make(3, {.rule = rule});
        for (int i = 0; i < 20; ++i)
            ASSERT_TRUE(weights.learn(std::vector{1.0, 4.0, 2.0}, 1.8 + 0.1 * (i % 3)));
        const std::vector<double> before = weights.weights();
        const std::vector awake = {1.0, std::numeric_limits<double>::infinity(), kNone};
        EXPECT_THAT(*weights.weights(awake), ElementsAre(1, 0, 0)) << name_of(rule);
        const std::vector two = {1.0, kNone, 2.0};
        const auto shares = *weights.weights(two);
        EXPECT_NEAR(shares[2], before[2] / (before[0] + before[2]), 1e-12) << name_of(rule);
        EXPECT_DOUBLE_EQ(*weights.combine(two), shares[0] * 1 + shares[2] * 2);
        // One awake expert is the mixture itself: no regret, so nothing changes.
        ASSERT_TRUE(weights.learn(awake, 100));
        EXPECT_THAT(weights.weights(),
                    ElementsAre(DoubleNear(before[0], 1e-12), DoubleNear(before[1], 1e-12),
                                DoubleNear(before[2], 1e-12)))
            << name_of(rule);
    }
}

TEST(ExpertWeightsTest, SaysNothingWhenAllSleep) {
    ExpertWeights weights = make(2, {});
    const std::vector said = {kNone, 1e300};
    EXPECT_EQ(weights.combine(said).error().code, ErrorCode::insufficient_data);
    EXPECT_EQ(weights.learn(said, 1).error().code, ErrorCode::insufficient_data);
    EXPECT_EQ(weights.learn(std::vector{1.0}, 1).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(weights.learn(std::vector{1.0, 2.0}, kNone).error().code,
              ErrorCode::invalid_argument);
    EXPECT_EQ(weights.steps(), 0U);
    EXPECT_THAT(weights.weights(), ElementsAre(0.5, 0.5));
}

TEST(ExpertWeightsTest, ALateExpertIsHeard) {
    for (const ExpertRule rule : kRules) {
        ExpertWeights weights = make(3, {.rule = rule});
        base::Random random(2);
        for (int t = 0; t < 600; ++t) {
            const double y = random.normal(0, 1);
            const double late = t < 100 ? kNone : y + random.normal(0, 0.05);
            ASSERT_TRUE(weights.learn(
                std::vector{y + random.normal(0, 1), y + random.normal(0, 1.2), late}, y));
        }
        EXPECT_GT(weights.weights()[2], 0.6) << name_of(rule);
    }
}

/// Mean loss of the mixture and of each expert over the last `rows` rows. From `broken_from` on,
/// expert 0, the best until then, says twice what it means.
struct Tally {
    double mixture = 0;
    std::vector<double> experts = {0, 0, 0};
};
Tally run(const ExpertOptions& options, int rows, int broken_from, int judged) {
    ExpertWeights weights = make(3, options);
    base::Random random(9);
    Tally tally;
    for (int t = 0; t < rows; ++t) {
        const double y = 5 + random.normal(0, 1);
        std::vector<double> said = {y + random.normal(0, 0.2), y + random.normal(0, 0.5),
                                    y + random.normal(0, 0.8)};
        if (t >= broken_from)
            said[0] *= 2;
        const auto loss = [&](double q) {
            return options.loss == ExpertLoss::square ? (q - y) * (q - y)
                                                      : pinball(options.level, q, y);
        };
        const double combined = *weights.learn(said, y);
        if (t < rows - judged)
            continue;
        tally.mixture += loss(combined) / judged;
        for (std::size_t k = 0; k < 3; ++k)
            tally.experts[k] += loss(said[k]) / judged;
    }
    return tally;
}

TEST(ExpertWeightsTest, FindsTheBest) {
    for (const ExpertRule rule : kRules) {
        const Tally square = run({.rule = rule}, 2000, 2000, 1000);
        EXPECT_LT(square.mixture, 1.1 * square.experts[0]) << name_of(rule);
        const Tally quantile = run({.rule = rule, .loss = ExpertLoss::pinball}, 2000, 2000, 1000);
        EXPECT_LT(quantile.mixture, 1.1 * quantile.experts[0]) << name_of(rule);
    }
}

TEST(ExpertWeightsTest, LeavesAnExpertThatBreaks) {
    // 50 outcomes after the break, the mixture is near the best that is left.
    for (const ExpertRule rule : kRules) {
        const Tally after = run({.rule = rule}, 450, 300, 100);
        EXPECT_LT(after.mixture, 1.3 * after.experts[1]) << name_of(rule);
        EXPECT_GT(after.experts[0], 10.0) << name_of(rule);
    }
}

TEST(ExpertWeightsTest, MemoryMakesItFollowFaster) {
    for (const ExpertRule rule : kRules) {
        ExpertOptions options{.rule = rule, .loss = ExpertLoss::pinball};
        const double whole = run(options, 2060, 2000, 60).mixture;
        options.memory = 0.98;
        EXPECT_LT(run(options, 2060, 2000, 60).mixture, 0.9 * whole) << name_of(rule);
    }
}

TEST(ExpertWeightsTest, ScaleOfTheLossDoesNotMatter) {
    for (const ExpertRule rule : kRules) {
        ExpertWeights small = make(2, {.rule = rule});
        ExpertWeights large = make(2, {.rule = rule});
        base::Random random(4);
        for (int t = 0; t < 50; ++t) {
            const double y = random.normal(0, 1);
            const std::vector said = {y + random.normal(0, 1), y + random.normal(0, 2)};
            ASSERT_TRUE(small.learn(said, y));
            ASSERT_TRUE(large.learn(std::vector{said[0] * 1024, said[1] * 1024}, y * 1024));
        }
        EXPECT_NEAR(small.weights()[0], large.weights()[0], 1e-9) << name_of(rule);
    }
}

TEST(ExpertWeightsTest, GoesOnWhereItWasSaved) {
    for (const ExpertRule rule : kRules) {
        ExpertWeights weights =
            make(2, {.rule = rule, .loss = ExpertLoss::pinball, .level = 0.7, .memory = 0.9});
        base::Random random(4);
        const auto step = [&](ExpertWeights& one, const std::vector<double>& said, double y) {
            return *one.learn(said, y);
        };
        for (int t = 0; t < 30; ++t)
            step(weights, {random.normal(0, 1), random.normal(1, 1)}, random.normal(0.5, 1));
        auto stored = ExpertWeights::load(weights.save());
        ASSERT_TRUE(stored) << stored.error().detail;
        EXPECT_EQ(stored->options(), weights.options());
        for (int t = 0; t < 30; ++t) {
            const std::vector said = {random.normal(0, 1), random.normal(1, 1)};
            const double y = random.normal(0.5, 1);
            EXPECT_EQ(step(*stored, said, y), step(weights, said, y));
        }
        EXPECT_EQ(stored->steps(), 60U);
        const std::string bytes = weights.save();
        for (std::size_t length = 0; length < bytes.size(); ++length)
            EXPECT_FALSE(ExpertWeights::load(bytes.substr(0, length))) << length;
        EXPECT_FALSE(ExpertWeights::load(bytes + "x"));
    }
}

TEST(ExpertWeightsTest, RefusesOptionsOutOfRange) {
    EXPECT_FALSE(ExpertWeights::make(0, {}));
    EXPECT_FALSE(ExpertWeights::make(2, {.level = 0}));
    EXPECT_FALSE(ExpertWeights::make(2, {.level = 1}));
    EXPECT_FALSE(ExpertWeights::make(2, {.rate = -1}));
    EXPECT_FALSE(ExpertWeights::make(2, {.memory = 0}));
    EXPECT_FALSE(ExpertWeights::make(2, {.memory = 1.1}));
    EXPECT_FALSE(expert_rule("opera"));
    for (const ExpertRule rule : kRules)
        EXPECT_EQ(*expert_rule(name_of(rule)), rule);
}

}  // namespace
}  // namespace seatsync::learning
