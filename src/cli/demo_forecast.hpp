#pragma once

#include "app/model_store.hpp"
#include "app/price_forecaster.hpp"
#include "cli/context.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace seatsync::cli {

/// What the demo learns from.
struct DemoSettings {
    std::string data;  ///< Folder of real price history; empty: the seasons before the emulator's.
    std::uint64_t seed = 1;
    std::size_t threads = 1;
};

/// What a model that was trained on the spot says of the open events.
struct DemoForecast {
    std::string source;     ///< Of the history, for people.
    domain::Instant as_of;  ///< The newest price.
    app::ModelSummary model;
    std::vector<app::SeriesForecast> prices;
};

/// Fills the empty stores with history, trains, forecasts. Errors: those of the steps;
/// insufficient_data when the history holds no prices.
[[nodiscard]] Result<DemoForecast> make_demo_forecast(const Context& context,
                                                      const DemoSettings& settings,
                                                      const Stores& stores);

/// By the newest model known at `as_of`.
[[nodiscard]] Result<std::vector<app::SeriesForecast>> prices_at(const Environment& environment,
                                                                 const Stores& stores,
                                                                 domain::Instant as_of);

[[nodiscard]] boost::json::array to_json(const std::vector<app::SeriesForecast>& prices);
[[nodiscard]] boost::json::object to_json(const DemoForecast& forecast);

/// A table of the first twenty.
void print(std::ostream& out, const std::vector<app::SeriesForecast>& prices);
void print(std::ostream& out, const DemoForecast& forecast);

}  // namespace seatsync::cli
