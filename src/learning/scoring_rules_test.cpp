#include "learning/scoring_rules.hpp"

#include "base/random.hpp"
#include "learning/metrics.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

namespace seatsync::learning {
namespace {

TEST(ScoringRulesTest, IntervalScoreIsTheSumOfItsQuantilesPinballLosses) {
    // Gneiting and Raftery 2007, section 6.2: 2/alpha times both losses.
    for (const double actual : {-3.0, 1.0, 2.0, 3.5, 9.0})
        EXPECT_NEAR(interval_score(1, 3, 0.2, actual),
                    2 / 0.2 * (pinball(0.1, 1, actual) + pinball(0.9, 3, actual)), 1e-12);
}

TEST(ScoringRulesTest, NormalCrpsIsTheLimitOfEnsembles) {
    base::Random random(7);
    std::vector<double> members(200000);
    for (double& member : members)
        member = random.normal(100, 15);
    for (const double actual : {60.0, 100.0, 131.0})
        EXPECT_NEAR(*crps_ensemble(members, actual), crps_normal(100, 15, actual), 0.1);
}

TEST(ScoringRulesTest, EnsembleCrpsIsTheDefinition) {
    const std::array members = {3.0, -1.0, 7.5, 3.0};
    double spread = 0;
    double distance = 0;
    for (const double a : members) {
        distance += std::abs(a - 2) / 4;
        for (const double b : members)
            spread += std::abs(a - b) / 16;
    }
    EXPECT_NEAR(*crps_ensemble(members, 2), distance - spread / 2, 1e-12);
    EXPECT_EQ(crps_ensemble({}, 2).error().code, ErrorCode::insufficient_data);
}

TEST(ScoringRulesTest, NaNGivesNaN) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_TRUE(std::isnan(interval_score(1, 3, 0.1, nan)));
    EXPECT_TRUE(std::isnan(interval_score(nan, 3, 0.1, 2)));
    EXPECT_TRUE(std::isnan(crps_normal(1, 3, nan)));
}

TEST(ScoringRulesTest, WeightedQuantileLossRefusesWhatItCannotJudge) {
    const std::array actual = {90.0, 130.0};
    const std::array<QuantileForecasts, 1> one = {{{0.5, {100, 100}}}};
    EXPECT_NEAR(*weighted_quantile_loss(one, actual), 2 * (5.0 + 15) / 220, 1e-12);
    const std::array<QuantileForecasts, 1> too_few = {{{0.5, {100}}}};
    EXPECT_EQ(weighted_quantile_loss(too_few, actual).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(weighted_quantile_loss({}, actual).error().code, ErrorCode::insufficient_data);
    const std::array nothing = {0.0, 0.0};
    EXPECT_EQ(weighted_quantile_loss(one, nothing).error().code, ErrorCode::insufficient_data);
}

TEST(ScoringRulesTest, ScaledErrorOfTheNaiveForecastIsOne) {
    const std::array train = {10.0, 20.0, 12.0, 24.0};
    // |12 - 10|, |24 - 20|: mean 3, as that of |15 - 12|, |27 - 24|.
    EXPECT_DOUBLE_EQ(
        *mean_absolute_scaled_error(train, 2, std::array{15.0, 27.0}, std::array{12.0, 24.0}), 1);
    const auto code = [&](std::size_t season, const std::vector<double>& actual,
                          const std::vector<double>& forecast) {
        return mean_absolute_scaled_error(train, season, actual, forecast).error().code;
    };
    EXPECT_EQ(code(0, {1}, {1}), ErrorCode::invalid_argument);
    EXPECT_EQ(code(1, {1}, {1, 2}), ErrorCode::invalid_argument);
    EXPECT_EQ(code(4, {1}, {1}), ErrorCode::insufficient_data);
    EXPECT_EQ(code(1, {}, {}), ErrorCode::insufficient_data);
    EXPECT_EQ(mean_absolute_scaled_error(std::array{5.0, 5.0}, 1, std::array{5.0}, std::array{5.0})
                  .error()
                  .code,
              ErrorCode::insufficient_data);
}

}  // namespace
}  // namespace seatsync::learning
