#include "app/stored_forecaster.hpp"
#include "cli/find_event.hpp"
#include "cli/forecast_commands.hpp"
#include "cli/predictors.hpp"
#include "http/shapes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

struct PredictCommand {
    std::string event;
    std::string as_of;
    bool json = false;
};

void print(std::ostream& out, const app::HorizonForecast& horizon, const domain::Zone& zone) {
    out << fmt::format("  {:<5} {}  {:>9.2f}   50 %: {:.2f} to {:.2f}   90 %: {:.2f} to {:.2f}\n",
                       name_of(horizon.horizon), domain::format_local(horizon.target_at, zone),
                       horizon.forecast.point, horizon.forecast.quantiles[1],
                       horizon.forecast.quantiles[3], horizon.forecast.quantiles[0],
                       horizon.forecast.quantiles[4]);
    std::vector<std::string> weights;
    for (const auto& member : horizon.members)
        if (member.silent.empty())
            weights.push_back(fmt::format("{} {:.0f} %", member.name, 100 * member.weight));
    out << fmt::format("        by {}\n", fmt::join(weights, ", "));
    for (const auto& member : horizon.members)
        if (!member.silent.empty())
            out << fmt::format("        {} says nothing: {}\n", member.name, member.silent);
}

void print(std::ostream& out, const app::SeriesForecast& forecast) {
    const auto& zone = forecast.event.venue.zone;
    const domain::Money last(*forecast.last.get_in_cents, forecast.last.series.currency);
    out << fmt::format("{}, {} ({})\n{} on {} ({}) at {}\n", display_name(forecast.event),
                       domain::format_local(forecast.event.start, zone), forecast.event.id.value(),
                       last.to_display(), forecast.last.series.market,
                       name_of(forecast.last.series.kind),
                       domain::format_local(forecast.last.received_at, zone));
    for (const auto& horizon : forecast.horizons)
        print(out, horizon, zone);
    for (const auto& [horizon, reason] : forecast.unanswered)
        out << fmt::format("  {:<5} no forecast: {}\n", name_of(horizon), reason);
    if (!forecast.missing.empty())
        out << fmt::format("  without {} of {} features: {}\n", forecast.missing.size(),
                           features::feature_names().size(), fmt::join(forecast.missing, ", "));
}

Result<void> run_predict(const Context& context, const PredictCommand& command) {
    const Environment& environment = context.environment();
    domain::Instant as_of = environment.clock.now();
    if (!command.as_of.empty()) {
        SEATSYNC_TRY(as_of, domain::parse_instant(command.as_of));
    }
    SEATSYNC_TRY(const Stores stores, context.open_stores());
    SEATSYNC_TRY(const auto event, find_event(*stores.market, command.event, as_of));
    SEATSYNC_TRY(const auto forecaster, app::StoredForecaster::open(*stores.market, *stores.models,
                                                                    member_kinds(environment)));
    const auto forecasts = forecaster->forecast(event.id, as_of);
    if (!forecasts)
        return base::in_context(forecasts.error(),
                                fmt::format("{} ({})", display_name(event), event.id.value()));
    boost::json::array list;
    for (const auto& forecast : *forecasts) {
        if (command.json)
            list.push_back(to_json(forecast));
        else
            print(environment.out, forecast);
    }
    if (command.json)
        context.print_json(
            {{"forecasts", std::move(list)}, {"model", http::model_json(forecaster->model())}});
    return {};
}

}  // namespace

void add_forecast_predict(CLI::App& forecast, Context& context) {
    auto options = std::make_shared<PredictCommand>();
    auto* command = add_command(
        forecast, "predict", "The lowest price of an event in 1, 3 and 7 days and at the close",
        "  seatsync forecast predict mlb_stubhub_2021:104722879 --as-of 2021-06-10\n"
        "  seatsync forecast predict mlb_stubhub_2021:104722879 --as-of 2021-06-10 --json");
    command
        ->add_option("event", options->event,
                     "Event id, or a part of its name (`market events` lists them)")
        ->required();
    command
        ->add_option("--as-of", options->as_of,
                     "Only what was received by then (UTC; default: now)")
        ->check(check_instant);
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_predict(context, *options); });
    });
}

}  // namespace seatsync::cli
