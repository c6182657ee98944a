#pragma once

#include "domain/forecast.hpp"

#include <cstddef>
#include <optional>
#include <span>

namespace seatsync::learning {

/// One forecast with what came true. Prices in units of the currency, > 0.
struct Outcome {
    domain::Forecast forecast;
    double last_price = 0;
    double actual = 0;
    std::size_t event = 0;
    double days_to_event = 0;  ///< When asked; read by slices alone.
};

/// How forecasts of one horizon did, every task weighted equally; the definitions are the scorer's
/// (score_forecasts.py, slice "all", "every row weighted equally").
struct HorizonMetrics {
    domain::Horizon horizon = domain::Horizon::close;
    std::size_t tasks = 0;
    std::size_t events = 0;
    double mean_absolute_error = 0;      ///< Units of the currency.
    double mean_absolute_log_error = 0;  ///< Mean |ln(point / actual)|
    double coverage90 = 0;               ///< Share of actual prices inside [q05, q95].
    double width90 = 0;                  ///< Mean (q95 - q05) / last price.
    double relative_pinball = 0;         ///< Mean over the levels of the pinball loss / last price.
    double last_mean_absolute_error = 0;  ///< Of the last price as the point forecast.
    double last_mean_absolute_log_error = 0;
    /// Of the last price with quantiles from past games (make_last_value) on the same tasks.
    double last_relative_pinball = 0;
};

/// Pinball loss of quantile `q` at `level` when `actual` came true.
[[nodiscard]] double pinball(double level, double q, double actual);

/// Mean over the levels of an outcome's pinball loss, over its last price.
[[nodiscard]] double relative_pinball(const Outcome& outcome);

/// Whether the actual price lies in [q05, q95], the scorer's tolerance included.
[[nodiscard]] bool covered(const Outcome& outcome);

/// `last_value_outcomes`: the same tasks forecast by make_last_value, or empty (its figure is then
/// NaN). Nothing when `outcomes` is empty: no sample, no metric.
[[nodiscard]] std::optional<HorizonMetrics> measure(domain::Horizon horizon,
                                                    std::span<const Outcome> outcomes,
                                                    std::span<const Outcome> last_value_outcomes);

}  // namespace seatsync::learning
