#pragma once

#include "base/result.hpp"
#include "domain/forecast.hpp"
#include "learning/samples.hpp"

#include <functional>
#include <span>
#include <vector>

namespace seatsync::app {

/// What a model answers to questions about one horizon: one forecast per row of `x`, made of the
/// models' inputs with the path behind them (learning::add_question); row i starts from
/// `last_prices[i]`, in units of the currency. The same row gives the same forecast, whatever the
/// other rows. Errors: insufficient_data when the model has nothing to say about the horizon.
using ForecastFunction = std::function<Result<std::vector<domain::Forecast>>(
    domain::Horizon horizon, const learning::Matrix& x, std::span<const double> last_prices)>;

}  // namespace seatsync::app
