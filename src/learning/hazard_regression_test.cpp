#include "learning/hazard_regression.hpp"

#include "base/random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace seatsync::learning {
namespace {

/// 4,000 rows of two covariates.
struct Sample {
    Covariates x{.columns = 2, .values = {}};
    std::vector<double> outcome;
    std::vector<double> exposure;
};

template <class Draw>
Sample drawn(Draw draw) {
    base::Random random(8);
    Sample sample;
    for (int i = 0; i < 4000; ++i) {
        const double a = random.normal(0, 1);
        const double b = random.normal(0, 1);
        sample.x.values.insert(sample.x.values.end(), {a, b});
        sample.exposure.push_back(random.uniform(0.1, 3));
        sample.outcome.push_back(draw(random, -0.7 + 0.8 * a - 0.3 * b, sample.exposure.back()));
    }
    return sample;
}

void expect_found(const Regression& model) {
    EXPECT_NEAR(model.coefficients[0], -0.7, 0.1);
    EXPECT_NEAR(model.coefficients[1], 0.8, 0.1);
    EXPECT_NEAR(model.coefficients[2], -0.3, 0.1);
}

TEST(HazardRegressionTest, FindsTheHazardBehindUnevenGaps) {
    const Sample sample = drawn([](base::Random& random, double eta, double exposure) {
        return random.exponential(std::exp(eta)) < exposure ? 1.0 : 0.0;
    });
    const auto model = fit_regression(sample.x, Link::hazard, sample.outcome, sample.exposure, 1);
    ASSERT_TRUE(model);
    expect_found(*model);
}

TEST(HazardRegressionTest, FindsOddsAndMeans) {
    const Sample odds = drawn([](base::Random& random, double eta, double) {
        return random.chance(1 / (1 + std::exp(-eta))) ? 1.0 : 0.0;
    });
    expect_found(*fit_regression(odds.x, Link::logit, odds.outcome, {}, 1));
    const Sample mean =
        drawn([](base::Random& random, double eta, double) { return eta + random.normal(0, 1); });
    expect_found(*fit_regression(mean.x, Link::identity, mean.outcome, {}, 1));
}

TEST(HazardRegressionTest, WithoutCovariatesIsTheRate) {
    // One of four within exposure 1: 1 - exp(-r) is a quarter.
    const std::array outcome = {1.0, 0.0, 0.0, 0.0};
    const std::array exposure = {1.0, 1.0, 1.0, 1.0};
    const auto model = fit_regression({}, Link::hazard, outcome, exposure, 0);
    ASSERT_TRUE(model);
    EXPECT_NEAR(std::exp(model->coefficients[0]), -std::log(0.75), 1e-4);
}

TEST(HazardRegressionTest, TheRidgeHoldsCoefficientsButNotTheIntercept) {
    const Sample sample = drawn([](base::Random& random, double eta, double) {
        return random.chance(1 / (1 + std::exp(-eta))) ? 1.0 : 0.0;
    });
    const auto model = fit_regression(sample.x, Link::logit, sample.outcome, {}, 1e9);
    ASSERT_TRUE(model);
    double share = 0;
    for (const double outcome : sample.outcome)
        share += outcome / 4000;
    EXPECT_NEAR(model->coefficients[0], std::log(share / (1 - share)), 1e-3);
    EXPECT_NEAR(model->coefficients[1], 0, 1e-4);
}

TEST(HazardRegressionTest, RefusesWhatCannotBeFitted) {
    const std::array alike = {1.0, 1.0};
    const std::array exposure = {1.0, 2.0};
    EXPECT_EQ(fit_regression({}, Link::hazard, alike, exposure, 0).error().code,
              ErrorCode::insufficient_data);
    EXPECT_EQ(fit_regression({}, Link::logit, {}, {}, 0).error().code,
              ErrorCode::insufficient_data);
}

TEST(HazardRegressionTest, IsStoredWithEveryBit) {
    const Regression model{{0.1, -1.0 / 3, 7}};
    base::ByteWriter out;
    model.save(out);
    const std::string bytes = out.take();
    base::ByteReader in(bytes);
    EXPECT_EQ(Regression::load(in, 2)->coefficients, model.coefficients);
    base::ByteReader other(bytes);
    EXPECT_EQ(Regression::load(other, 3).error().code, ErrorCode::corrupt_data);
}

}  // namespace
}  // namespace seatsync::learning
