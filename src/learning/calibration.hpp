#pragma once

#include "domain/forecast.hpp"
#include "learning/distribution.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace seatsync::learning {

/// How a predictor's own levels must be read so that they hold on games it was not fitted on.
struct Calibration {
    /// levels[i] is the predictor's level whose quantile is stated for domain::kLevels[i].
    std::array<double, domain::kLevels.size()> levels = domain::kLevels;
    /// The point forecast is this share of the predictor's median log ratio; 0 says "unchanged".
    double shrink = 0;
    std::size_t sample = 0;  ///< Rows that it was measured on.
    double independent = 0;  ///< Independent rows among them, at the outer level with fewer.
    friend bool operator==(const Calibration&, const Calibration&) = default;
};

/// What a predictor said of rows it was not fitted on, and what came true: one entry per row.
struct CalibrationSample {
    std::vector<double> transform;  ///< Probability integral transform of the outcome, in [0, 1].
    std::vector<double> log_ratio;
    std::vector<double> median;      ///< The predictor's median log ratio.
    std::vector<std::size_t> event;  ///< Rows of one event are not independent.

    [[nodiscard]] std::size_t size() const { return transform.size(); }
    /// Adds rows. Where a distribution has an atom at the outcome, the transform is drawn from the
    /// atom's stretch with the seed.
    void add(const Distributions& predicted, std::span<const double> log_ratios,
             std::span<const std::size_t> events, std::uint64_t seed);
};

/// Distributional split-conformal calibration: the transforms of the outcomes are exchangeable with
/// that of a new row, so the ceil((n + 1) p)-th smallest is the level that covers it with
/// probability p (below the median the floor((n + 1) p)-th). n is not the count of rows but the
/// number of independent rows that would have the same variance, found from the spread between
/// events: thirty games followed for weeks are nearer to thirty than to three thousand.
/// The point shrinks to "unchanged" unless the median gains 0.5 % or more in absolute log error.
/// Source: Chernozhukov, Wüthrich, Zhu, Distributional conformal prediction, PNAS 118 (2021);
/// the effective n is Kish's design effect, Survey Sampling (1965), section 5.4.
/// Errors: insufficient_data below 100 rows.
[[nodiscard]] Result<Calibration> calibrate(const CalibrationSample& sample);

/// Below so many independent rows one stretch of games says too little about the tails.
inline constexpr double kFewIndependent = 60;

/// `latest`, with its outer levels moved out to those of an earlier stretch of games where that was
/// wilder, if `latest` rests on fewer than kFewIndependent rows: the change from one month to the
/// next is then the larger part of what is not known.
[[nodiscard]] Calibration with_care(Calibration latest, const Calibration& earlier);

/// The calibrated forecast of a row whose newest price is `last_price` (> 0).
[[nodiscard]] domain::Forecast forecast_of(const Distributions& predicted, std::size_t row,
                                           const Calibration& calibration, double last_price);

}  // namespace seatsync::learning
