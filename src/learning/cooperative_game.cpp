#include "learning/cooperative_game.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace seatsync::learning {

namespace {

/// By the size of a coalition without the player: 1 / (n × (n - 1 over size)), the share of all
/// orders in which exactly this coalition is there when the player comes in.
std::vector<double> order_shares(std::size_t players) {
    std::vector<double> shares = {1 / static_cast<double>(players)};
    for (std::size_t size = 1; size < players; ++size)
        shares.push_back(shares.back() * static_cast<double>(size) /
                         static_cast<double>(players - size));
    return shares;
}

}  // namespace

Result<std::vector<double>> exact_shapley(std::span<const double> values) {
    if (!std::has_single_bit(values.size()) || values.size() < 2 ||
        values.size() > std::size_t{1} << kGamePlayersMost)
        return fail(ErrorCode::invalid_argument,
                    fmt::format("a game of n players, 1 to {}, has 2^n values, not {}",
                                kGamePlayersMost, values.size()));
    if (!std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x); }))
        return fail(ErrorCode::invalid_argument, "the value of a coalition is not finite");
    const auto players = static_cast<std::size_t>(std::countr_zero(values.size()));
    const std::vector<double> weights = order_shares(players);
    std::vector<double> shares(players, 0.0);
    for (std::size_t without = 0; without < values.size(); ++without)
        for (std::size_t player = 0; player < players; ++player) {
            const std::size_t with = without | (std::size_t{1} << player);
            if (with != without)
                shares[player] += weights[static_cast<std::size_t>(std::popcount(without))] *
                                  (values[with] - values[without]);
        }
    return shares;
}

}  // namespace seatsync::learning
