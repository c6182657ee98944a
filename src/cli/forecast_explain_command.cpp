#include "app/forecast_explanation.hpp"
#include "app/stored_forecaster.hpp"
#include "cli/explanation_text.hpp"
#include "cli/find_event.hpp"
#include "cli/forecast_commands.hpp"
#include "cli/predictors.hpp"
#include "cli/progress.hpp"
#include "http/shapes.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

struct ExplainCommand {
    std::string event;
    std::string as_of;
    std::string horizon;
    std::string number = "point";
    std::size_t top = 10;
    app::ExplanationOptions options;
    bool json = false;
};

std::vector<std::string> number_names() {
    std::vector<std::string> names;
    for (const app::ForecastNumber number : app::kForecastNumbers)
        names.emplace_back(name_of(number));
    return names;
}

Result<app::ExplanationOptions> understood(const ExplainCommand& command) {
    app::ExplanationOptions options = command.options;
    if (!command.horizon.empty()) {
        SEATSYNC_TRY(options.horizon, domain::horizon_named(command.horizon));
    }
    for (const app::ForecastNumber number : app::kForecastNumbers)
        if (name_of(number) == command.number)
            options.number = number;
    return options;
}

Result<void> run_explain(const Context& context, const ExplainCommand& command) {
    const Environment& environment = context.environment();
    SEATSYNC_TRY(app::ExplanationOptions options, understood(command));
    SEATSYNC_TRY(const auto as_of, context.as_of(command.as_of));
    SEATSYNC_TRY(const Stores stores, context.open_stores());
    SEATSYNC_TRY(const auto event, find_event(*stores.market, command.event, as_of));
    SEATSYNC_TRY(const auto forecaster, app::StoredForecaster::open(*stores.market, *stores.models,
                                                                    member_kinds(environment)));
    SEATSYNC_TRY(const auto function, forecaster->function_at(as_of));
    ProgressLine line(environment, "explaining");
    options.progress = [&line](double share) {
        line.update(static_cast<std::uint64_t>(share * 1000), 1000);
    };
    const auto explanations =
        explain_forecasts(*stores.market, *forecaster, function, event.id, as_of, options);
    if (!explanations)
        return base::in_context(explanations.error(),
                                fmt::format("{} ({})", display_name(event), event.id.value()));
    boost::json::array list;
    for (const auto& explanation : *explanations) {
        if (command.json)
            list.push_back(explanation_json(explanation));
        else
            environment.out << explanation_text(explanation, command.top);
    }
    if (command.json)
        context.print_json({{"explanations", std::move(list)},
                            {"seed", options.seed},
                            {"model", http::model_json(forecaster->model())}});
    return {};
}

void add_what(CLI::App& command, ExplainCommand& options) {
    command
        .add_option("event", options.event,
                    "Event id, or a part of its name (`market events` lists them)")
        ->required();
    command
        .add_option("--as-of", options.as_of, "Only what was received by then (UTC; default: now)")
        ->check(check_instant);
    command
        .add_option("--horizon", options.horizon,
                    "1d, 3d, 7d or close (default: the longest in days that is forecast)")
        ->check(CLI::IsMember({"1d", "3d", "7d", "close"}));
    command.add_option("--of", options.number, "The number that is explained, or a quantile")
        ->check(CLI::IsMember(number_names()))
        ->capture_default_str();
    command.add_option("--top", options.top, "Features that are listed one by one")
        ->capture_default_str();
}

void add_how(CLI::App& command, ExplainCommand& options) {
    command
        .add_option("--background", options.options.background_rows,
                    "Typical rows that the game is compared with")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    command
        .add_option("--pairs", options.options.pairs_per_background,
                    "Orders for each of them, walked both ways: four times as many halve the error")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    command.add_option("--seed", options.options.seed, "Of the sampling")->capture_default_str();
    command.add_flag("--json", options.json, "Print JSON, with all features");
}

}  // namespace

void add_forecast_explain(CLI::App& forecast, Context& context) {
    auto options = std::make_shared<ExplainCommand>();
    auto* command = add_command(
        forecast, "explain",
        "What each feature adds to a forecast, in money: baseline + contributions = forecast "
        "(docs/forecast-explanation.md)",
        "  seatsync forecast explain mlb_stubhub_2021:104722879 --as-of 2021-06-10\n"
        "  seatsync forecast explain \"Rangers at Dodgers\" --as-of 2021-06-10 --horizon 3d --of "
        "q95\n"
        "  seatsync forecast explain mlb_stubhub_2021:104722879 --as-of 2021-06-10 --json");
    add_what(*command, *options);
    add_how(*command, *options);
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_explain(context, *options); });
    });
}

}  // namespace seatsync::cli
