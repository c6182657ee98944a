#include "base/random.hpp"
#include "learning/distribution.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

namespace seatsync::learning {
namespace {

struct Made {
    std::vector<double> values;
    Distributions distributions;
};

/// Values of whose kind a sample of log ratios has: many zeros, some equal, some far out.
Made make_one(std::uint64_t seed) {
    base::Random random(seed);
    std::vector<double> values;
    for (std::int64_t i = random.integer(1, 120); i > 0; --i)
        values.push_back(random.chance(0.3)   ? 0.0
                         : random.chance(0.3) ? std::round(random.normal(0, 3)) / 10
                                              : random.normal(0, 0.4));
    auto support = std::make_shared<const Support>(Support::from(values, 5, 4).value());
    std::vector<float> probabilities;
    float sum = 0;
    for (std::size_t i = 0; i < support->cells.size(); ++i) {
        probabilities.push_back(random.chance(0.2) ? 0.0F : static_cast<float>(random.uniform()));
        sum += probabilities.back();
    }
    if (sum == 0)
        probabilities[0] = sum = 1;
    for (float& probability : probabilities)
        probability /= sum;
    const double shift = random.chance(0.5) ? 0.0 : random.normal(0, 0.1);
    return {values, Distributions(support, probabilities, {shift})};
}

RC_GTEST_PROP(DistributionsProperty, AQuantileIsWhereTheCumulativeReachesTheLevel,
              (std::uint64_t seed, std::uint16_t number)) {
    const Made made = make_one(seed);
    const double level = (1 + number % 997) / 998.0;
    const auto there = made.distributions.cumulative(0, made.distributions.quantile(0, level));
    RC_ASSERT(there.below <= level + 1e-6);
    RC_ASSERT(there.up_to >= level - 1e-6);
}

RC_GTEST_PROP(DistributionsProperty, QuantilesDoNotDecrease, (std::uint64_t seed)) {
    const Made made = make_one(seed);
    double before = made.distributions.quantile(0, 0.002);
    for (int i = 1; i <= 100; ++i) {
        const double here = made.distributions.quantile(0, 0.002 + 0.00996 * i);
        RC_ASSERT(before <= here);
        before = here;
    }
}

RC_GTEST_PROP(DistributionsProperty, CumulativesGrowFromNothingToAll, (std::uint64_t seed)) {
    const Made made = make_one(seed);
    double before = 0;
    RC_ASSERT(made.distributions.cumulative(0, -99).below == 0);
    for (double value = -3; value <= 3; value += 0.05) {
        const auto here = made.distributions.cumulative(0, value);
        RC_ASSERT(before <= here.below + 1e-12);
        RC_ASSERT(here.below <= here.up_to);
        before = here.up_to;
    }
    RC_ASSERT(std::abs(made.distributions.cumulative(0, 99).up_to - 1) < 1e-5);
}

RC_GTEST_PROP(SupportProperty, CellsAscendAndHoldEveryValue, (std::uint64_t seed)) {
    base::Random random(seed);
    std::vector<double> values;
    for (std::int64_t i = random.integer(1, 200); i > 0; --i)
        values.push_back(random.chance(0.4) ? static_cast<double>(random.integer(-3, 3)) / 10
                                            : random.normal(0, 0.4));
    const Support support = Support::from(values, 6, 5).value();
    RC_ASSERT(support.cells.size() <= 13);
    for (std::size_t i = 1; i < support.cells.size(); ++i)
        RC_ASSERT(support.cells[i - 1].points.back() < support.cells[i].points.front());
    for (const double value : values) {
        const Cell& cell = support.cells[support.cell_of(value)];
        RC_ASSERT(cell.points.front() <= value + kUnchanged);
        RC_ASSERT(value <= cell.points.back() + kUnchanged);
    }
}

}  // namespace
}  // namespace seatsync::learning
