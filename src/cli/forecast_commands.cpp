#include "cli/forecast_commands.hpp"

#include "cli/commands.hpp"
#include "http/shapes.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <thread>

namespace seatsync::cli {

namespace json = boost::json;

std::size_t default_threads() {
    return std::max(1U, std::thread::hardware_concurrency());
}

json::object to_json(const app::SeriesForecast& forecast) {
    const auto& series = forecast.last.series;
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
            {"forecast", http::forecast_json(forecast.horizons)},
            {"missing_features", std::move(missing)},
            {"unanswered", http::unanswered_json(forecast.unanswered)}};
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
    auto* forecast =
        program.add_subcommand("forecast", "Price forecasts: train, judge, ask, explain");
    forecast->require_subcommand(1);
    add_forecast_train(*forecast, context);
    add_forecast_evaluate(*forecast, context);
    add_forecast_predict(*forecast, context);
    add_forecast_explain(*forecast, context);
}

}  // namespace seatsync::cli
