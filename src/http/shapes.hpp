#pragma once

#include "app/price_forecaster.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <optional>
#include <vector>

namespace seatsync::http {

// The JSON shapes that several routes share; docs/api.md lists their fields. Prices are numbers in
// units of the series' currency with two decimals, times are ISO 8601 in UTC unless the name says
// local, and what is not known is null.

/// id, league, season, title, home, away, venue, city, zone, start_utc, start_local (the date alone
/// while the hour is to be determined), start_tbd, status.
[[nodiscard]] boost::json::object event_json(const domain::Event& event);

/// market, zone, price_kind, currency.
[[nodiscard]] boost::json::object series_json(const domain::SeriesKey& series);

/// series_json and last_price, last_at, listings.
[[nodiscard]] boost::json::object last_quote_json(const domain::Quote& last);

/// horizon, target_at, point, q05, q25, q50, q75, q95, members[] {name, weight, silent}.
[[nodiscard]] boost::json::object horizon_json(const app::HorizonForecast& horizon);
[[nodiscard]] boost::json::array forecast_json(const std::vector<app::HorizonForecast>& horizons);

/// horizon and reason of each.
[[nodiscard]] boost::json::array unanswered_json(
    const std::vector<app::UnansweredHorizon>& unanswered);

/// horizon, tasks, events and the measured figures of learning::HorizonMetrics.
[[nodiscard]] boost::json::object metrics_json(const app::HorizonMetrics& metrics);

/// id, predictor, members[], as_of, window_from, window_to, seed, revision, training_rows,
/// metrics[], importance[]; null when no model is trained.
[[nodiscard]] boost::json::value model_json(const std::optional<app::ModelSummary>& model);

}  // namespace seatsync::http
