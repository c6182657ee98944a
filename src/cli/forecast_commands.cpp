#include "cli/forecast_commands.hpp"

#include "cli/commands.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <cmath>
#include <thread>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

json::value number(double value) {
    return std::isfinite(value) ? json::value(value) : json::value(nullptr);
}

/// Prices leave the program in cents of precision, as they entered it.
double rounded(double price) {
    return std::round(price * 100) / 100;
}

json::object to_json(const app::HorizonForecast& horizon) {
    const auto& quantiles = horizon.forecast.quantiles;
    return {{"horizon", name_of(horizon.horizon)},
            {"target_at", domain::format_utc(horizon.target_at)},
            {"point", rounded(horizon.forecast.point)},
            {"q05", rounded(quantiles[0])},
            {"q25", rounded(quantiles[1])},
            {"q50", rounded(quantiles[2])},
            {"q75", rounded(quantiles[3])},
            {"q95", rounded(quantiles[4])}};
}

}  // namespace

std::size_t default_threads() {
    return std::max(1U, std::thread::hardware_concurrency());
}

json::object to_json(const app::HorizonMetrics& metrics) {
    return {{"horizon", name_of(metrics.horizon)},
            {"tasks", metrics.tasks},
            {"events", metrics.events},
            {"mean_absolute_error", number(metrics.mean_absolute_error)},
            {"mean_absolute_log_error", number(metrics.mean_absolute_log_error)},
            {"coverage90", number(metrics.coverage90)},
            {"width90", number(metrics.width90)},
            {"relative_pinball", number(metrics.relative_pinball)},
            {"last_mean_absolute_error", number(metrics.last_mean_absolute_error)},
            {"last_mean_absolute_log_error", number(metrics.last_mean_absolute_log_error)},
            {"last_relative_pinball", number(metrics.last_relative_pinball)}};
}

json::object to_json(const app::ModelSummary& summary) {
    json::array metrics;
    for (const auto& horizon : summary.metrics)
        metrics.push_back(to_json(horizon));
    json::array importance;
    for (const auto& feature : summary.importance)
        importance.push_back({{"feature", feature.feature}, {"share", feature.share}});
    return {{"id", summary.id},
            {"predictor", summary.predictor},
            {"as_of", domain::format_utc(summary.as_of)},
            {"window_from", domain::format_utc(summary.window_from)},
            {"window_to", domain::format_utc(summary.window_to)},
            {"seed", summary.seed},
            {"revision", summary.revision},
            {"training_rows", summary.training_rows},
            {"metrics", std::move(metrics)},
            {"importance", std::move(importance)}};
}

json::object to_json(const app::SeriesForecast& forecast) {
    const auto& series = forecast.last.series;
    json::array horizons;
    for (const auto& horizon : forecast.horizons)
        horizons.push_back(to_json(horizon));
    json::array missing;
    for (const std::string& name : forecast.missing)
        missing.emplace_back(name);
    return {{"event_id", forecast.event.id.value()},
            {"event", domain::display_name(forecast.event)},
            {"start", domain::format_utc(forecast.event.start)},
            {"start_local", domain::format_local(forecast.event.start, forecast.event.venue.zone)},
            {"market", series.market},
            {"price_kind", name_of(series.kind)},
            {"currency", series.currency.code()},
            {"as_of", domain::format_utc(forecast.as_of)},
            {"last_at", domain::format_utc(forecast.last.received_at)},
            {"last_price", static_cast<double>(*forecast.last.get_in_cents) / 100.0},
            {"forecast", std::move(horizons)},
            {"missing_features", std::move(missing)}};
}

std::string table_of(const std::vector<app::HorizonMetrics>& metrics) {
    std::string text;
    for (const auto& m : metrics)
        text += fmt::format(
            "  {:<5} {:>6} tasks of {:>4} games  log error {:.4f} (last price {:.4f})  "
            "pinball {:.4f} (last {:.4f})  90 % interval held {:.1f} %\n",
            name_of(m.horizon), m.tasks, m.events, m.mean_absolute_log_error,
            m.last_mean_absolute_log_error, m.relative_pinball, m.last_relative_pinball,
            100 * m.coverage90);
    return text;
}

void add_forecast_commands(CLI::App& program, Context& context) {
    auto* forecast = program.add_subcommand("forecast", "Price forecasts: train, judge, ask");
    forecast->require_subcommand(1);
    add_forecast_train(*forecast, context);
    add_forecast_evaluate(*forecast, context);
    add_forecast_predict(*forecast, context);
}

}  // namespace seatsync::cli
