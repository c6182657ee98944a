#pragma once

#include "base/result.hpp"

#include <span>
#include <vector>

namespace seatsync::learning {

// Proper scores of predictive distributions and scale-free errors; smaller is better. All numbers
// in one unit (of the currency, or logarithms); a NaN gives NaN. Pinball loss: metrics.hpp.

/// Winkler's score of the central (1 - alpha) interval [lower, upper], alpha in (0, 1): its width,
/// and 2/alpha times the distance by which `actual` lies outside.
/// Source: Gneiting and Raftery, Strictly Proper Scoring Rules, JASA 102 (2007), eq. 43.
[[nodiscard]] double interval_score(double lower, double upper, double alpha, double actual);

/// Continuous ranked probability score of a normal distribution, `deviation` > 0.
/// Source: Gneiting and Raftery 2007, eq. 21 (there with the opposite sign).
[[nodiscard]] double crps_normal(double mean, double deviation, double actual);

/// CRPS of the distribution that gives each member the same probability: E|X - y| - E|X - X'| / 2.
/// Errors: insufficient_data without members. Complexity: n log n.
/// Source: Gneiting and Raftery 2007, eq. 20.
[[nodiscard]] Result<double> crps_ensemble(std::span<const double> members, double actual);

/// Forecast quantiles of one level: one value per outcome.
struct QuantileForecasts {
    double level = 0.5;  ///< In (0, 1).
    std::vector<double> values;
};

/// 2 × the sum of all pinball losses / (number of levels × sum of |actual|).
/// Errors: invalid_argument when a level has another number of values than there are outcomes;
/// insufficient_data without levels, or when all outcomes are 0.
/// Source: Makridakis, Spiliotis, Assimakopoulos, The M5 uncertainty competition, IJF 38 (2022).
[[nodiscard]] Result<double> weighted_quantile_loss(std::span<const QuantileForecasts> quantiles,
                                                    std::span<const double> actual);

/// Mean absolute error over the mean absolute error that the naive forecast, the value `season`
/// steps before, has in `train`.
/// Errors: invalid_argument when there are more or fewer forecasts than outcomes, or season is 0;
/// insufficient_data without outcomes, with no step in `train`, or when `train` repeats itself.
/// Source: Hyndman and Koehler, Another look at measures of forecast accuracy, IJF 22 (2006).
[[nodiscard]] Result<double> mean_absolute_scaled_error(std::span<const double> train,
                                                        std::size_t season,
                                                        std::span<const double> actual,
                                                        std::span<const double> forecast);

}  // namespace seatsync::learning
