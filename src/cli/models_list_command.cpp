#include "app/forecast_training.hpp"
#include "app/model_choice.hpp"
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

/// A model with what the list says of it.
struct Entry {
    app::StoredModel model;
    app::ModelSummary summary;
    bool in_use = false;
};

Result<std::vector<Entry>> entries_of(const app::ModelStore& models) {
    SEATSYNC_TRY(const auto in_use, app::model_in_use(models));
    SEATSYNC_TRY(auto listed, models.list());
    std::vector<Entry> entries;
    for (app::StoredModel& model : listed) {
        SEATSYNC_TRY(auto summary, app::summary_of(model));
        const bool used = in_use && in_use->id == model.id;
        entries.push_back(
            {.model = std::move(model), .summary = std::move(summary), .in_use = used});
    }
    return entries;
}

json::array promotions_json(const std::vector<app::Promotion>& promotions) {
    json::array list;
    for (const app::Promotion& promotion : promotions)
        list.push_back(
            {{"model", promotion.model.value()}, {"at", domain::format_utc(promotion.at)}});
    return list;
}

json::object to_json(const Entry& entry) {
    json::object object = origin_json(entry.model);
    object["training_rows"] = entry.summary.training_rows;
    object["in_use"] = entry.in_use;
    return object;
}

/// "0.0412 (last 0.0450)", of the close; empty when it was not measured.
std::string close_of(const app::ModelSummary& summary) {
    const auto found =
        std::ranges::find(summary.metrics, domain::Horizon::close, &app::HorizonMetrics::horizon);
    if (found == summary.metrics.end())
        return {};
    return fmt::format("{:.4f} (last {:.4f})", found->relative_pinball,
                       found->last_relative_pinball);
}

void print(std::ostream& out, const std::vector<Entry>& entries) {
    out << fmt::format("  {:<28} {:<20} {:<20} {:<20} {:>8}  {}\n", "model", "trained",
                       "window from", "to", "rows", "pinball at close");
    for (const Entry& entry : entries)
        out << fmt::format(
            "{} {:<28} {:<20.20} {:<20.20} {:<20.20} {:>8}  {}\n", entry.in_use ? '*' : ' ',
            entry.model.id.value(), domain::format_utc(entry.model.created_at),
            domain::format_utc(entry.model.window_from), domain::format_utc(entry.model.window_to),
            entry.summary.training_rows, close_of(entry.summary));
    out << (entries.empty() ? "no model is trained yet: run `seatsync forecast train`\n"
                            : "* in use\n");
}

Result<void> run_list(const Context& context, bool as_json) {
    SEATSYNC_TRY(const Stores stores, context.open_stores());
    SEATSYNC_TRY(const auto entries, entries_of(*stores.models));
    if (!as_json) {
        print(context.environment().out, entries);
        return {};
    }
    SEATSYNC_TRY(const auto promotions,
                 stores.models->promotions(std::string(app::kPriceModelName)));
    json::array list;
    for (const Entry& entry : entries)
        list.push_back(to_json(entry));
    context.print_json(
        json::object{{"models", std::move(list)}, {"promotions", promotions_json(promotions)}});
    return {};
}

}  // namespace

void add_models_list(CLI::App& models, Context& context) {
    auto as_json = std::make_shared<bool>(false);
    auto* command = add_command(models, "list", "All models, newest first, and which one answers",
                                "  seatsync models list\n"
                                "  seatsync models list --json      (and every promotion)");
    command->add_flag("--json", *as_json, "Print JSON");
    command->callback([&context, as_json] {
        context.set_action([&context, as_json] { return run_list(context, *as_json); });
    });
}

}  // namespace seatsync::cli
