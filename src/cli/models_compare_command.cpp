#include "app/forecast_training.hpp"
#include "app/metrics_json.hpp"
#include "cli/models_commands.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <algorithm>
#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

namespace json = boost::json;
using app::HorizonMetrics;

struct CompareOptions {
    std::string a;
    std::string b;
    bool json = false;
};

/// The figures of two models at one horizon; a model that was not measured there has none.
struct Pair {
    domain::Horizon horizon = domain::Horizon::close;
    std::optional<HorizonMetrics> a;
    std::optional<HorizonMetrics> b;
};

struct Comparison {
    app::StoredModel a;
    app::StoredModel b;
    std::vector<Pair> horizons;
    /// Why the figures are not of the same games; empty when nothing speaks against it.
    std::string other_games;
};

std::optional<HorizonMetrics> metrics_at(const app::ModelSummary& summary,
                                         domain::Horizon horizon) {
    const auto found = std::ranges::find(summary.metrics, horizon, &HorizonMetrics::horizon);
    return found == summary.metrics.end() ? std::nullopt : std::optional(*found);
}

std::string window_of(const app::StoredModel& model) {
    return fmt::format("{} to {}", domain::format_utc(model.window_from),
                       domain::format_utc(model.window_to));
}

/// A model is measured on the latest games of its own data.
std::string why_other_games(const Comparison& comparison) {
    const auto& [a, b, horizons, unused] = comparison;
    if (a.window_from != b.window_from || a.window_to != b.window_to)
        return fmt::format("the windows differ: A {}, B {}", window_of(a), window_of(b));
    for (const Pair& pair : horizons)
        if (pair.a && pair.b &&
            (pair.a->tasks != pair.b->tasks || pair.a->events != pair.b->events))
            return fmt::format("the samples differ at {}: A {} tasks of {} games, B {} of {}",
                               name_of(pair.horizon), pair.a->tasks, pair.a->events, pair.b->tasks,
                               pair.b->events);
    return {};
}

Result<Comparison> compare(const app::ModelStore& models, const CompareOptions& options) {
    Comparison comparison;
    SEATSYNC_TRY(comparison.a, model_named(models, options.a));
    SEATSYNC_TRY(comparison.b, model_named(models, options.b));
    SEATSYNC_TRY(const auto a, app::summary_of(comparison.a));
    SEATSYNC_TRY(const auto b, app::summary_of(comparison.b));
    for (const domain::Horizon horizon : domain::kHorizons)
        if (Pair pair{horizon, metrics_at(a, horizon), metrics_at(b, horizon)}; pair.a || pair.b)
            comparison.horizons.push_back(pair);
    comparison.other_games = why_other_games(comparison);
    return comparison;
}

json::value to_json(const std::optional<HorizonMetrics>& metrics) {
    return metrics ? json::value(app::metrics_json(*metrics)) : nullptr;
}

/// B less A; null unless both were measured.
json::value difference_json(const Pair& pair) {
    if (!pair.a || !pair.b)
        return nullptr;
    return json::object{{"mean_absolute_log_error",
                         pair.b->mean_absolute_log_error - pair.a->mean_absolute_log_error},
                        {"relative_pinball", pair.b->relative_pinball - pair.a->relative_pinball},
                        {"coverage90", pair.b->coverage90 - pair.a->coverage90},
                        {"width90", pair.b->width90 - pair.a->width90}};
}

json::object to_json(const Comparison& comparison) {
    json::array horizons;
    for (const Pair& pair : comparison.horizons)
        horizons.push_back({{"horizon", name_of(pair.horizon)},
                            {"a", to_json(pair.a)},
                            {"b", to_json(pair.b)},
                            {"difference", difference_json(pair)}});
    const std::string& why = comparison.other_games;
    return {{"a", origin_json(comparison.a)},
            {"b", origin_json(comparison.b)},
            {"same_games", why.empty()},
            {"same_games_reason", why.empty() ? json::value(nullptr) : json::value(why)},
            {"horizons", std::move(horizons)}};
}

void print_figure(std::ostream& out, const Pair& pair, const char* name,
                  double HorizonMetrics::*figure) {
    out << fmt::format("  {:<5} {:<10} {:>8.4f} {:>8.4f} {:>+9.4f}\n", name_of(pair.horizon), name,
                       (*pair.a).*figure, (*pair.b).*figure, (*pair.b).*figure - (*pair.a).*figure);
}

void print(std::ostream& out, const Comparison& comparison) {
    out << fmt::format("A {}\nB {}\n", comparison.a.id.value(), comparison.b.id.value());
    if (!comparison.other_games.empty())
        out << "Not measured on the same games, so a difference may be the games': "
            << comparison.other_games << '\n';
    out << fmt::format("  {:<5} {:<10} {:>8} {:>8} {:>9}\n", "", "", "A", "B", "B - A");
    for (const Pair& pair : comparison.horizons) {
        if (!pair.a || !pair.b) {
            out << fmt::format("  {:<5} not measured for {}\n", name_of(pair.horizon),
                               pair.a ? "B" : "A");
            continue;
        }
        print_figure(out, pair, "log error", &HorizonMetrics::mean_absolute_log_error);
        print_figure(out, pair, "pinball", &HorizonMetrics::relative_pinball);
        print_figure(out, pair, "held 90 %", &HorizonMetrics::coverage90);
        print_figure(out, pair, "width", &HorizonMetrics::width90);
    }
}

Result<void> run_compare(const Context& context, const CompareOptions& options) {
    SEATSYNC_TRY(const Stores stores, context.open_stores());
    SEATSYNC_TRY(const Comparison comparison, compare(*stores.models, options));
    if (options.json)
        context.print_json(to_json(comparison));
    else
        print(context.environment().out, comparison);
    return {};
}

}  // namespace

void add_models_compare(CLI::App& models, Context& context) {
    auto options = std::make_shared<CompareOptions>();
    auto* command = add_command(
        models, "compare",
        "Two models by horizon, and whether they were measured on the same games",
        "  seatsync models compare in-use latest\n"
        "  seatsync models compare xgboost-0123456789abcdef xgboost-fedcba9876543210 --json");
    command->add_option("a", options->a, kModelArgument)->required();
    command->add_option("b", options->b, "Likewise")->required();
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_compare(context, *options); });
    });
}

}  // namespace seatsync::cli
