#pragma once

#include "domain/observation.hpp"
#include "learning/metrics.hpp"
#include "learning/price_model.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::app {

/// One forecast made at one row of the test set.
struct RowForecast {
    domain::SeriesKey series;
    domain::Instant asked_at;
    domain::Horizon horizon = domain::Horizon::close;
    domain::Forecast forecast;
};

struct ContestantResult {
    std::string name;
    std::vector<RowForecast> forecasts;             ///< By horizon, series, time.
    std::vector<learning::HorizonMetrics> metrics;  ///< Horizons with answers in the test set.
};

struct EvaluationOptions {
    std::uint64_t seed = 1;
    std::size_t threads = 1;
    /// Whether the contestants' online ensemble, learning::kEnsembleName, is judged after them.
    bool ensemble = false;
    /// The share of all work that is done, in [0, 1], and what is being done; may be empty. Calls
    /// come from several threads.
    std::function<void(double, std::string_view)> progress = {};
};

/// Fits every contestant on `train` and forecasts every row of the series of `test` (but their
/// first) at every horizon that lies before the event, reading at each row only what was received
/// by then, of both sets. Events of `test` that are also in `train` are an error: the answer would
/// be known. Where "last_value" is a contestant, those from it on are told its pinball loss. The
/// ensemble also learns from the outcomes of `test`, each from the moment on when it was received.
/// Errors: invalid_argument, insufficient_data, and those of the predictors.
[[nodiscard]] Result<std::vector<ContestantResult>> evaluate_forecasts(
    const domain::ObservationBatch& train, const domain::ObservationBatch& test,
    const std::vector<learning::PredictorKind>& contestants, const EvaluationOptions& options);

}  // namespace seatsync::app
