#pragma once

#include "app/forecast_function.hpp"
#include "app/market_store.hpp"
#include "app/price_forecaster.hpp"
#include "features/catalogue.hpp"
#include "learning/shapley.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace seatsync::app {

/// A number of a forecast that can be explained.
enum class ForecastNumber { point, q05, q25, q50, q75, q95 };

inline constexpr std::array kForecastNumbers = {ForecastNumber::point, ForecastNumber::q05,
                                                ForecastNumber::q25,   ForecastNumber::q50,
                                                ForecastNumber::q75,   ForecastNumber::q95};

/// "point", "q05", …, "q95".
[[nodiscard]] std::string_view name_of(ForecastNumber number);
[[nodiscard]] double value_of(ForecastNumber number, const domain::Forecast& forecast);

struct ExplanationOptions {
    /// Nothing: the longest of 1, 3 and 7 days that there is a forecast over, else the close.
    std::optional<domain::Horizon> horizon = {};
    ForecastNumber number = ForecastNumber::point;
    std::size_t background_rows = 128;
    std::size_t pairs_per_background = 1;  ///< See learning::ShapleyOptions.
    std::uint64_t seed = 1;
    /// The share of all sampling that is done, in [0, 1]; may be empty.
    std::function<void(double)> progress = {};
};

/// What a feature adds to a forecast, in units of the currency.
struct FeatureContribution {
    const features::Feature* feature = nullptr;  ///< Null: the recent path of the series.
    double value = 0;                            ///< NaN: missing; of the path always.
    double typical = 0;            ///< Mean over the background; NaN where no row has a value.
    std::size_t typical_rows = 0;  ///< Of the background that have a value.
    learning::Contribution amount;
};

/// One number of a forecast, taken apart: baseline + all contributions = answer, but for rounding.
/// The last price is held fast. What is explained is where the price is expected to go from there,
/// for this game rather than for typical ones.
struct ForecastExplanation {
    SeriesForecast series;  ///< With the horizon that is explained alone.
    ForecastNumber number = ForecastNumber::point;
    double last_price = 0;
    double baseline =
        0;              ///< Mean of the answers from this last price for the background's features.
    double answer = 0;  ///< The number that is explained.
    std::vector<FeatureContribution> contributions;  ///< Largest first; all, also those of 0.
    std::size_t background_rows = 0;
    std::size_t pairs = 0;
    std::size_t rows_asked = 0;
};

/// baseline + all contributions - answer: what rounding makes of 0.
[[nodiscard]] double unexplained(const ForecastExplanation& explanation);

/// Explains forecasts of the event, one per series that has one over the horizon, as sampled
/// Shapley values of the answers themselves (learning::sampled_shapley); features that are missing
/// are a value like any other. `function` is what `forecaster` answers from as of then. The
/// background is drawn from the rows that a model would be fitted on: those whose outcome over the
/// horizon was received by `as_of`. Reads all observations. Same store, same seed, same bits.
/// Errors: those of PriceForecaster::forecast; insufficient_data when no series has a forecast over
/// the horizon, or no past game an outcome; invalid_argument when a count of `options` is 0;
/// internal when the function does not answer what the forecaster did.
[[nodiscard]] Result<std::vector<ForecastExplanation>> explain_forecasts(
    const MarketStore& store, const PriceForecaster& forecaster, const ForecastFunction& function,
    const domain::EventId& id, Instant as_of, const ExplanationOptions& options);

}  // namespace seatsync::app
