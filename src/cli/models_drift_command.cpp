#include "app/event_features.hpp"
#include "app/model_drift.hpp"
#include "cli/json_document.hpp"
#include "cli/models_commands.hpp"
#include "cli/predictors.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <algorithm>
#include <memory>
#include <ostream>
#include <span>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

constexpr std::size_t kShiftsShown = 10;

struct DriftCommand {
    std::string as_of;
    std::uint64_t seed = 1;
    bool json = false;
};

json::value alarm_json(const std::optional<learning::DriftAlarm>& alarm) {
    if (!alarm)
        return nullptr;
    return json::object{{"figure", name_of(alarm->kind)}, {"games", alarm->outcomes}};
}

json::object to_json(const app::HorizonDrift& drift) {
    return {{"horizon", name_of(drift.horizon)},
            {"not_watched",
             drift.not_watched.empty() ? json::value(nullptr) : json::value(drift.not_watched)},
            {"tasks", drift.tasks},
            {"games", drift.games},
            {"promised_loss", number_json(drift.promised_loss)},
            {"loss", number_json(drift.loss)},
            {"loss_evidence", drift.loss_evidence},
            {"promised_misses", number_json(drift.promised_misses)},
            {"misses", number_json(drift.misses)},
            {"misses_evidence", drift.misses_evidence},
            {"alarm", alarm_json(drift.alarm)}};
}

json::object to_json(const app::FeatureShift& shift) {
    return {{"feature", shift.feature},
            {"importance", shift.importance},
            {"training_mean", shift.training_mean},
            {"mean", number_json(shift.mean)},
            {"deviations", number_json(shift.deviations)}};
}

json::object to_json(const app::ModelDrift& drift) {
    json::array horizons;
    for (const app::HorizonDrift& horizon : drift.horizons)
        horizons.push_back(to_json(horizon));
    json::array shifts;
    for (const app::FeatureShift& shift : drift.shifts)
        shifts.push_back(to_json(shift));
    return {{"model", drift.model.value()},
            {"since", domain::format_utc(drift.since)},
            {"as_of", domain::format_utc(drift.as_of)},
            {"rows", drift.rows},
            {"games", drift.games},
            {"evidence_for_alarm", drift.evidence_for_alarm},
            {"horizons", std::move(horizons)},
            {"features", std::move(shifts)},
            {"retrain", drift.retrain ? json::value(*drift.retrain) : nullptr},
            {"reasons", json::value_from(drift.reasons)}};
}

void print(std::ostream& out, const app::HorizonDrift& drift) {
    out << fmt::format("  {:<5} {:>4} games  ", name_of(drift.horizon), drift.games);
    if (!drift.not_watched.empty())
        out << drift.not_watched << '\n';
    else if (drift.games == 0)
        out << "no answer came since\n";
    else
        out << fmt::format(
            "pinball {:.4f} (promised {:.4f}, evidence {:.3g})  missed {:.1f} % (promised {:.1f} "
            "%, evidence {:.3g}){}\n",
            drift.loss, drift.promised_loss, drift.loss_evidence, 100 * drift.misses,
            100 * drift.promised_misses, drift.misses_evidence, drift.alarm ? "  ALARM" : "");
}

std::string_view verdict_of(const std::optional<bool>& retrain) {
    if (!retrain)
        return "too little came since to say whether the model still holds";
    return *retrain ? "train it anew: seatsync forecast train" : "the model holds";
}

void print(std::ostream& out, const app::ModelDrift& drift) {
    out << fmt::format(
        "model {}, since its window ended at {}: {} prices of {} games\n"
        "forecasts against the card, one of each game; alarm at evidence {:g}:\n",
        drift.model.value(), domain::format_utc(drift.since), drift.rows, drift.games,
        drift.evidence_for_alarm);
    for (const app::HorizonDrift& horizon : drift.horizons)
        print(out, horizon);
    if (!drift.shifts.empty())
        out << "inputs that moved most, in standard deviations of training:\n";
    for (const app::FeatureShift& shift :
         std::span(drift.shifts).first(std::min(kShiftsShown, drift.shifts.size())))
        out << fmt::format("  {:<32} {:>+6.2f}  (share of the model {:.1f} %)\n", shift.feature,
                           shift.deviations, 100 * shift.importance);
    out << verdict_of(drift.retrain) << '\n';
    for (const std::string& reason : drift.reasons)
        out << "  " << reason << '\n';
}

Result<void> run_drift(const Context& context, const DriftCommand& command) {
    SEATSYNC_TRY(const auto as_of, context.as_of(command.as_of));
    SEATSYNC_TRY(const Stores stores, context.open_stores());
    SEATSYNC_TRY(const auto model, model_named(*stores.models, "in-use"));
    SEATSYNC_TRY(const auto observations, app::read_everything(*stores.market, {}, as_of));
    SEATSYNC_TRY(const auto drift,
                 app::watch_drift(observations, model, member_kinds(context.environment()), as_of,
                                  command.seed));
    if (command.json)
        context.print_json(to_json(drift));
    else
        print(context.environment().out, drift);
    return {};
}

}  // namespace

void add_models_drift(CLI::App& models, Context& context) {
    auto options = std::make_shared<DriftCommand>();
    auto* command = add_command(
        models, "drift",
        "Whether the model in use still holds on what came after its window, and whether to train "
        "anew; either way the exit code is 0",
        "  seatsync models drift\n"
        "  seatsync models drift --as-of 2021-09-15 --json");
    command
        ->add_option("--as-of", options->as_of,
                     "Only what was received by then (UTC; default: now)")
        ->check(check_instant);
    command->add_option("--seed", options->seed, "Draws the forecast of each game that is watched")
        ->capture_default_str();
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_drift(context, *options); });
    });
}

}  // namespace seatsync::cli
