#pragma once

#include "app/price_forecaster.hpp"
#include "cli/context.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace seatsync::cli {

// The commands below `seatsync forecast`.

void add_forecast_train(CLI::App& forecast, Context& context);
void add_forecast_evaluate(CLI::App& forecast, Context& context);
void add_forecast_predict(CLI::App& forecast, Context& context);
void add_forecast_explain(CLI::App& forecast, Context& context);

/// Cores of this machine, at least 1: the default of --threads.
[[nodiscard]] std::size_t default_threads();

[[nodiscard]] boost::json::object to_json(const app::SeriesForecast& forecast);

/// A table of measured figures, a line per horizon; empty when nothing was measured.
[[nodiscard]] std::string table_of(const std::vector<app::HorizonMetrics>& metrics);

}  // namespace seatsync::cli
