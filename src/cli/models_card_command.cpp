#include "app/forecast_training.hpp"
#include "app/metrics_json.hpp"
#include "app/model_choice.hpp"
#include "app/model_limits.hpp"
#include "cli/forecast_commands.hpp"
#include "cli/models_commands.hpp"
#include "http/json_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <ostream>
#include <span>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

constexpr std::size_t kImportanceShown = 10;

struct CardOptions {
    std::string model;
    bool json = false;
};

struct Card {
    app::StoredModel model;
    app::ModelSummary summary;
    bool in_use = false;
    std::vector<std::string> limits;
};

Result<Card> card_of(const app::ModelStore& models, const std::string& word) {
    Card card;
    SEATSYNC_TRY(card.model, model_named(models, word));
    SEATSYNC_TRY(card.summary, app::summary_of(card.model));
    SEATSYNC_TRY(const auto in_use, app::model_in_use(models));
    card.in_use = in_use && in_use->id == card.model.id;
    card.limits = app::known_limits(card.summary);
    return card;
}

json::object to_json(const Card& card) {
    json::array metrics;
    for (const auto& horizon : card.summary.metrics)
        metrics.push_back(app::metrics_json(horizon));
    json::array breakdowns;
    for (const auto& breakdown : card.summary.breakdowns)
        breakdowns.push_back(app::breakdown_json(breakdown));
    json::array importance;
    for (const auto& [feature, share] : card.summary.importance)
        importance.push_back({{"feature", feature}, {"share", share}});
    json::object object = origin_json(card.model);
    object["members"] = json::value_from(card.summary.members);
    object["training_rows"] = card.summary.training_rows;
    object["in_use"] = card.in_use;
    object["metrics"] = std::move(metrics);
    object["breakdowns"] = std::move(breakdowns);
    object["importance"] = std::move(importance);
    object["known_limits"] = json::value_from(card.limits);
    return object;
}

void print_peers(std::ostream& out, const std::vector<learning::Breakdown>& breakdowns) {
    for (const learning::Breakdown& breakdown : breakdowns)
        for (const learning::PeerMetrics& peer : breakdown.peers)
            out << fmt::format(
                "  {:<5} {:<14} log error {:.4f}  pinball {:.4f}  90 % interval held {:.1f} %\n",
                name_of(breakdown.horizon), peer.name, peer.metrics.mean_absolute_log_error,
                peer.metrics.relative_pinball, 100 * peer.metrics.coverage90);
}

void print_slices(std::ostream& out, domain::Horizon horizon,
                  const std::vector<learning::Slice>& slices) {
    for (const learning::Slice& slice : slices) {
        out << fmt::format("  {:<5} {:<20} {:>6} tasks of {:>4} games  ", name_of(horizon),
                           app::range_of(slice), slice.tasks, slice.events);
        if (slice.metrics)
            out << fmt::format("pinball {:.4f} (last {:.4f})  held {:>5.1f} %  width {:.2f}\n",
                               slice.metrics->relative_pinball,
                               slice.metrics->last_relative_pinball,
                               100 * slice.metrics->coverage90, slice.metrics->width90);
        else
            out << fmt::format("fewer than {} tasks: no figure\n", learning::kSliceTasksLeast);
    }
}

void print_measured(std::ostream& out, const app::ModelSummary& summary) {
    if (summary.metrics.empty()) {
        out << "not measured: too few games\n";
        return;
    }
    out << "measured on the quarter of the games that start last, fitted on the others:\n"
        << table_of(summary.metrics);
    if (summary.breakdowns.empty())
        return;
    out << "others on the same tasks:\n";
    print_peers(out, summary.breakdowns);
    out << "by days to the event:\n";
    for (const learning::Breakdown& breakdown : summary.breakdowns)
        print_slices(out, breakdown.horizon, breakdown.by_days);
    out << "by price (quarters of the tasks, in units of each series' currency):\n";
    for (const learning::Breakdown& breakdown : summary.breakdowns)
        print_slices(out, breakdown.horizon, breakdown.by_price);
}

void print(std::ostream& out, const Card& card) {
    const app::ModelSummary& summary = card.summary;
    out << fmt::format(
        "model {}{}\n"
        "  trained   {}\n"
        "  made of   {}\n"
        "  data      prices from {} to {}, as of {}\n"
        "  fitted on {} rows, {} features, seed {}, revision {}\n",
        summary.id, card.in_use ? ", in use" : "", domain::format_utc(card.model.created_at),
        summary.members.empty() ? summary.predictor
                                : fmt::format("{}", fmt::join(summary.members, ", ")),
        domain::format_utc(summary.window_from), domain::format_utc(summary.window_to),
        domain::format_utc(summary.as_of), summary.training_rows, card.model.features.size(),
        summary.seed, summary.revision);
    print_measured(out, summary);
    if (!summary.importance.empty())
        out << "what it leans on (share of the model's gain):\n";
    for (const auto& [feature, share] :
         std::span(summary.importance).first(std::min(kImportanceShown, summary.importance.size())))
        out << fmt::format("  {:<32} {:>5.1f} %\n", feature, 100 * share);
    out << "known limits:\n";
    for (const std::string& limit : card.limits)
        out << "  " << limit << '\n';
    if (card.limits.empty())
        out << "  none that its figures show\n";
}

Result<void> run_card(const Context& context, const CardOptions& options) {
    SEATSYNC_TRY(const Stores stores, context.open_stores());
    SEATSYNC_TRY(const Card card, card_of(*stores.models, options.model));
    if (options.json)
        context.print_json(to_json(card));
    else
        print(context.environment().out, card);
    return {};
}

}  // namespace

void add_models_card(CLI::App& models, Context& context) {
    auto options = std::make_shared<CardOptions>();
    auto* command =
        add_command(models, "card",
                    "What a model was trained on, how it did on games that it was not fitted on, "
                    "and where not to trust it",
                    "  seatsync models card in-use\n"
                    "  seatsync models card ensemble-0123456789abcdef --json");
    command->add_option("model", options->model, kModelArgument)->required();
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_card(context, *options); });
    });
}

}  // namespace seatsync::cli
