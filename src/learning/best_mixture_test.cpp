#include "learning/best_mixture.hpp"

#include "base/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace seatsync::learning {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;

TEST(BestMixtureTest, MixesWhatErrsToBothSides) {
    // Errors 1 and -3 at every step: three parts of the first, one of the second.
    const std::vector<std::vector<double>> said = {{2, 3, 4}, {-2, -1, 0}, {50, 60, 70}};
    const auto best = best_mixture(said, std::vector{1.0, 2.0, 3.0});
    ASSERT_TRUE(best);
    EXPECT_THAT(best->weights,
                ElementsAre(DoubleNear(0.75, 1e-9), DoubleNear(0.25, 1e-9), DoubleNear(0, 1e-9)));
    EXPECT_NEAR(best->mean_squared_error, 0, 1e-9);
}

/// Mean squared error of a mixture.
double error_of(const std::vector<std::vector<double>>& said, const std::vector<double>& weights,
                const std::vector<double>& outcomes) {
    double sum = 0;
    for (std::size_t t = 0; t < outcomes.size(); ++t) {
        double error = -outcomes[t];
        for (std::size_t k = 0; k < said.size(); ++k)
            error += weights[k] * said[k][t];
        sum += error * error;
    }
    return sum / static_cast<double>(outcomes.size());
}

TEST(BestMixtureTest, NoMixtureIsBetter) {
    base::Random random(6);
    std::vector<double> outcomes(80);
    std::vector<std::vector<double>> said(12, std::vector<double>(80));
    for (std::size_t t = 0; t < outcomes.size(); ++t) {
        outcomes[t] = random.normal(10, 3);
        const double shared = random.normal(0, 1);
        for (std::size_t k = 0; k < said.size(); ++k)
            said[k][t] = outcomes[t] + shared + random.normal(0.3 * static_cast<double>(k % 4), 1);
    }
    said.push_back(said[3]);  // Twins must not confuse it.
    const auto best = best_mixture(said, outcomes);
    ASSERT_TRUE(best) << best.error().detail;
    EXPECT_NEAR(std::accumulate(best->weights.begin(), best->weights.end(), 0.0), 1, 1e-9);
    EXPECT_NEAR(error_of(said, best->weights, outcomes), best->mean_squared_error, 1e-9);
    for (const double weight : best->weights)
        EXPECT_GE(weight, 0);
    // A small step towards any expert does not help: the conditions of the optimum.
    for (std::size_t k = 0; k < said.size(); ++k) {
        std::vector<double> other = best->weights;
        for (double& weight : other)
            weight *= 1 - 1e-4;
        other[k] += 1e-4;
        EXPECT_GE(error_of(said, other, outcomes), best->mean_squared_error - 1e-9) << k;
    }
}

TEST(BestMixtureTest, RefusesWhatItCannotMix) {
    const std::vector one = {1.0};
    EXPECT_EQ(best_mixture({}, one).error().code, ErrorCode::insufficient_data);
    const std::vector<std::vector<double>> uneven = {{1.0, 2.0}};
    EXPECT_EQ(best_mixture(uneven, one).error().code, ErrorCode::invalid_argument);
    const std::vector<std::vector<double>> missing = {{std::nan("")}};
    EXPECT_EQ(best_mixture(missing, one).error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace seatsync::learning
