#include "learning/sale_curve.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

namespace seatsync::learning {
namespace {

PriceProcess process(const FlowHazards& hazards, double days) {
    return *PriceProcess::make({{hazards, days / 3}, {hazards, 2 * days / 3}}, {1}, {1});
}

TEST(PriceProcessTest, TheCheapestGoesAtTheHazardOfRemoval) {
    const auto one = process({.removal = 0.4, .undercut = 0, .jump_size = 0.1}, 2);
    EXPECT_NEAR(one.taken(0.9), 1 - std::exp(-0.8), 1e-8);
    EXPECT_NEAR(one.taken(1), 1 - std::exp(-0.8), 1e-8);
    // Undercutting does not touch a listing that is far below.
    const auto two = process({.removal = 0.4, .undercut = 3, .jump_size = 0.01}, 2);
    EXPECT_NEAR(two.taken(0.5), 1 - std::exp(-0.8), 1e-8);
}

TEST(PriceProcessTest, ADearerOneWaitsForThoseBelow) {
    // Each removal lifts the others' lowest price above 1.2: the second takes the listing.
    const auto one = process({.removal = 0.7, .jump_size = 0.25}, 2);
    EXPECT_NEAR(one.taken(1.2), 1 - std::exp(-1.4) * (1 + 1.4), 1e-8);
    EXPECT_EQ(one.taken(1000), 0);
    EXPECT_EQ(one.taken(0), 0);
    EXPECT_EQ(one.taken(std::nan("")), 0);
}

TEST(PriceProcessTest, SellersWhoRaiseMakeRoomButDoNotBuy) {
    const auto one = process({.raise = 2, .jump_size = 0.25}, 2);
    EXPECT_EQ(one.taken(1.0), 0);
    EXPECT_EQ(one.taken(0.5), 0);
}

TEST(PriceProcessTest, EndsWhereTheCompoundPoissonDoes) {
    const FlowHazards hazards{
        .removal = 0.5, .raise = 0.3, .arrival = 0.4, .undercut = 0.6, .jump_size = 0.04};
    const auto end = process(hazards, 3).at_end();
    EXPECT_NEAR(std::accumulate(end.begin(), end.end(), 0.0), 1, 1e-8);
    double mean = 0;
    double square = 0;
    for (std::size_t i = 0; i < end.size(); ++i) {
        const double x = process(hazards, 3).log_ratio(i);
        mean += end[i] * x;
        square += end[i] * x * x;
    }
    // Mean and variance: (up - down) × days × size and total × days × size squared.
    EXPECT_NEAR(mean, (0.8 - 1.0) * 3 * 0.04, 1e-6);
    EXPECT_NEAR(square - mean * mean, 1.8 * 3 * 0.04 * 0.04, 0.0003);
}

TEST(PriceProcessTest, UnmovedIfNothingHappens) {
    const auto end = process({.undercut = 0.5, .jump_size = 0.1}, 2).at_end();
    EXPECT_NEAR(end[end.size() / 2], std::exp(-1.0), 1e-8);
    EXPECT_NEAR(std::accumulate(end.begin(), end.begin() + 100, 0.0), 1 - std::exp(-1.0), 1e-8);
    EXPECT_EQ(process({}, 2).taken(1), 0);
}

TEST(PriceProcessTest, DearerSellsLessAndMoreTimeSellsMore) {
    const FlowHazards hazards{
        .removal = 1.5, .raise = 0.3, .arrival = 0.4, .undercut = 1.2, .jump_size = 0.05};
    double last = 1;
    for (const double ratio : {0.7, 0.9, 1.0, 1.05, 1.1, 1.3, 1.6}) {
        const double here = process(hazards, 3).taken(ratio);
        EXPECT_LE(here, last + 1e-12) << ratio;
        EXPECT_GT(process(hazards, 6).taken(ratio), here) << ratio;
        EXPECT_GE(here, 0);
        last = here;
    }
    EXPECT_LT(last, 0.2);
}

TEST(PriceProcessTest, ManyMovesLoseNoProbability) {
    const auto end = process({.removal = 40, .undercut = 41, .jump_size = 0.02}, 7).at_end();
    EXPECT_NEAR(std::accumulate(end.begin(), end.end(), 0.0), 1, 1e-6);
}

TEST(PriceProcessTest, RefusesWhatIsNoHazard) {
    EXPECT_FALSE(PriceProcess::make({}, {1}, {1}));
    EXPECT_FALSE(PriceProcess::make({{{.removal = -1}, 1}}, {1}, {1}));
    EXPECT_FALSE(PriceProcess::make({{{.removal = 1}, std::nan("")}}, {1}, {1}));
    EXPECT_FALSE(PriceProcess::make({{{.removal = 1}, 1}}, {}, {1}));
    EXPECT_FALSE(PriceProcess::make({{{.removal = 1}, 1}}, {1}, {-1}));
}

}  // namespace
}  // namespace seatsync::learning
