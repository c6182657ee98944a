#pragma once

#include "base/result.hpp"

#include <span>
#include <vector>

namespace seatsync::learning {

/// More players have more coalitions than are worth going through one by one.
inline constexpr std::size_t kGamePlayersMost = 20;

/// The Shapley value of each of n players of a game, exactly: what a player adds on average when
/// the players come in one after the other, in all orders alike. `values`: what each of the 2^n
/// coalitions reaches; player i belongs to coalition c where bit i of c is set. The shares add up
/// to values.back() - values.front(). Complexity: n 2^n. Errors: invalid_argument when there are
/// not 2^n values, n is 0 or above kGamePlayersMost, or a value is not finite. Source: Shapley, A
/// Value for n-Person Games, Contributions to the Theory of Games II (1953).
[[nodiscard]] Result<std::vector<double>> exact_shapley(std::span<const double> values);

}  // namespace seatsync::learning
