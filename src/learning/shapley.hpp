#pragma once

#include "base/result.hpp"
#include "learning/samples.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace seatsync::learning {

/// A function of rows of features, one number per row, in any unit. The same row gives the same
/// number, whatever the other rows.
using RowFunction = std::function<Result<std::vector<double>>(const Matrix& rows)>;

struct ShapleyOptions {
    /// The player that each column belongs to, from 0 without gaps; empty: each column is one. The
    /// path of a row, where rows have one, is one more player, the last.
    std::vector<std::size_t> player_of_column = {};
    /// Orders drawn for each row of the background; each is walked forwards and backwards.
    std::size_t pairs_per_background = 1;
    std::uint64_t seed = 1;
    std::size_t rows_per_call = 4096;  ///< About so many rows are asked about at once.
    /// Told how many of all pairs are done; may be empty.
    std::function<void(std::size_t done, std::size_t total)> progress = {};
};

/// What a player adds, in the function's unit.
struct Contribution {
    double value = 0;
    double error = 0;  ///< Standard error over the pairs; NaN when there is only one.
};

struct ShapleyEstimate {
    double baseline = 0;                ///< Mean of the function over the background.
    double answer = 0;                  ///< Of the row.
    std::vector<Contribution> players;  ///< baseline + their sum = answer, but for rounding.
    std::size_t pairs = 0;              ///< Of orders.
    std::size_t rows_asked = 0;         ///< At which the function was evaluated.
};

/// What moves the function from the background to `row`, by player, from sampled orders. An order
/// begins at a row of the background and gives one player after the other the values of `row`; the
/// contribution of a player is the mean of its steps. Steps telescope, so that contributions add up
/// whatever the sample. A player whose values are those of the background (missing equals missing)
/// makes no step; one that the function ignores makes steps of exactly 0. Each order is walked
/// backwards too (antithetic), which makes the sampling exact, relative to the background, for
/// functions whose players act alone or in pairs.
/// `row`: one row; `background`: one or more with the same columns and shape of path.
/// Errors: invalid_argument when they are not so, a count of `options` is 0 or the numbers of its
/// players have gaps; internal when the function answers another count of numbers or one that is
/// not finite; those of the function.
/// Sources: Castro, Gómez, Tejada, Polynomial calculation of the Shapley value based on sampling,
/// Computers & Operations Research 36 (2009), for the orders; Štrumbelj, Kononenko, Explaining
/// prediction models and individual predictions with feature contributions, KAIS 41 (2014), for the
/// background; Mitchell, Cooper, Frank, Holmes, Sampling Permutations for Shapley Value Estimation,
/// JMLR 23 (2022), for the antithetic pairs.
[[nodiscard]] Result<ShapleyEstimate> sampled_shapley(const RowFunction& function,
                                                      const Matrix& row, const Matrix& background,
                                                      const ShapleyOptions& options = {});

}  // namespace seatsync::learning
