#include "learning/cooperative_game.hpp"

#include "base/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace seatsync::learning {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

constexpr double kTiny = 1e-12;

TEST(CooperativeGameTest, GloveGame) {
    // Players 0 and 1 own a left glove each, player 2 the right one; a pair is worth 1. Player 2
    // adds the 1 unless it comes first, in 4 of 6 orders; each other in one: 1/6, 1/6, 4/6.
    const double values[] = {0, 0, 0, 0, 0, 1, 1, 1};
    EXPECT_THAT(*exact_shapley(values),
                ElementsAre(DoubleNear(1.0 / 6, kTiny), DoubleNear(1.0 / 6, kTiny),
                            DoubleNear(4.0 / 6, kTiny)));
}

TEST(CooperativeGameTest, AirportGame) {
    // Runways for planes that need 8, 11, 13 and 18: those that need a stretch share it equally
    // (Littlechild and Owen, Management Science 20, 1973): 8/4, + 3/3, + 2/2, + 5/1.
    const double needs[] = {8, 11, 13, 18};
    std::vector<double> values(16, 0.0);
    for (std::size_t coalition = 0; coalition < values.size(); ++coalition)
        for (std::size_t player = 0; player < 4; ++player)
            if ((coalition >> player & 1U) != 0)
                values[coalition] = std::max(values[coalition], needs[player]);
    EXPECT_THAT(*exact_shapley(values), ElementsAre(DoubleNear(2, kTiny), DoubleNear(3, kTiny),
                                                    DoubleNear(4, kTiny), DoubleNear(9, kTiny)));
}

TEST(CooperativeGameTest, WeightedVoting) {
    // Votes 4, 3, 2, 1 and a majority of 6 (Shapley and Shubik, 1954, by counting the 24 orders):
    // the pivots are 10, 6, 6 and 2 of 24.
    const int votes[] = {4, 3, 2, 1};
    std::vector<double> values;
    for (unsigned coalition = 0; coalition < 16; ++coalition) {
        int sum = 0;
        for (unsigned player = 0; player < 4; ++player)
            sum += (coalition >> player & 1U) != 0 ? votes[player] : 0;
        values.push_back(sum >= 6 ? 1 : 0);
    }
    EXPECT_THAT(*exact_shapley(values),
                ElementsAre(DoubleNear(10.0 / 24, kTiny), DoubleNear(6.0 / 24, kTiny),
                            DoubleNear(6.0 / 24, kTiny), DoubleNear(2.0 / 24, kTiny)));
}

TEST(CooperativeGameTest, SharesAddUpAlsoWhenNobodyReachesSomething) {
    base::Random random(3);
    for (const std::size_t players : {1U, 2U, 7U, 12U}) {
        std::vector<double> values(std::size_t{1} << players);
        for (double& value : values)
            value = random.normal(5, 3);
        const auto shares = *exact_shapley(values);
        EXPECT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0),
                    values.back() - values.front(), 1e-9);
    }
}

TEST(CooperativeGameTest, RefusesWhatIsNoGame) {
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    const std::vector<std::vector<double>> no_games = {
        {}, {1}, {1, 2, 3}, {0, kInfinite}, {0, std::nan("")}, std::vector<double>(1U << 21U)};
    for (const auto& values : no_games) {
        const auto shares = exact_shapley(values);
        ASSERT_FALSE(shares.has_value()) << values.size();
        EXPECT_EQ(shares.error().code, ErrorCode::invalid_argument);
    }
}

}  // namespace
}  // namespace seatsync::learning
