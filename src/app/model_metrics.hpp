#pragma once

#include "app/price_forecaster.hpp"

#include <string>

namespace seatsync::app {

/// The part of a summary that is stored as text: rows, members, metrics and importance as JSON.
/// Figures that do not exist (NaN) are null.
[[nodiscard]] std::string metrics_to_json(const ModelSummary& summary);

/// Fills those parts of `summary`. Errors: corrupt_data.
[[nodiscard]] Result<void> read_metrics(const std::string& text, ModelSummary& summary);

}  // namespace seatsync::app
