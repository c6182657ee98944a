#pragma once

#include "base/result.hpp"

#include <span>
#include <vector>

namespace seatsync::learning {

/// The mixture that would have had the least mean squared error, known only afterwards: what online
/// aggregation is measured against.
struct BestMixture {
    std::vector<double> weights;  ///< Not below 0, adding to 1.
    double mean_squared_error = 0;
};

/// `predictions[k]`: those of expert k, one per outcome, all finite. It is the point of least norm
/// in the convex hull of the experts' errors, found exactly but for rounding.
/// Errors: invalid_argument when the counts differ or a number is not finite; insufficient_data
/// without experts or outcomes; internal when the search does not end.
/// Source: Wolfe, Finding the nearest point in a polytope, Mathematical Programming 11 (1976).
[[nodiscard]] Result<BestMixture> best_mixture(std::span<const std::vector<double>> predictions,
                                               std::span<const double> outcomes);

}  // namespace seatsync::learning
