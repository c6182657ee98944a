#pragma once

#include "app/forecast_evaluation.hpp"

#include <filesystem>

namespace seatsync::cli {

/// Writes forecasts as the scorer reads them (docs/formats/predictions.md): series_id,
/// observed_at_utc, horizon, predicted, q05…q95. `markets_apart`: the series id carries the market
/// ("37:tickpick"), as in sets whose quotes name one. The file appears whole or not at all.
/// Errors: unavailable when it cannot be written.
[[nodiscard]] Result<void> write_predictions(const std::filesystem::path& file,
                                             const std::vector<app::RowForecast>& forecasts,
                                             bool markets_apart);

}  // namespace seatsync::cli
