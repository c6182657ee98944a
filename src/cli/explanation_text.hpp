#pragma once

#include "app/forecast_explanation.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace seatsync::cli {

/// All of it, as docs/forecast-explanation.md describes; what does not exist (NaN) is null.
[[nodiscard]] boost::json::object explanation_json(const app::ForecastExplanation& explanation);

/// A column of money that adds up from the baseline to the forecast, with the `top` largest
/// contributions one by one, where they are not 0, and all by category.
[[nodiscard]] std::string explanation_text(const app::ForecastExplanation& explanation,
                                           std::size_t top);

}  // namespace seatsync::cli
