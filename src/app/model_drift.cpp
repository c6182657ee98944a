#include "app/model_drift.hpp"

#include "app/forecast_training.hpp"
#include "app/typical_features.hpp"
#include "base/random.hpp"
#include "learning/ensemble_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace seatsync::app {

namespace {

using domain::Horizon;
using features::MarketHistory;
using features::RowRef;
using learning::Task;

/// Whether a row was received after the model's window, as rows are in training: with an earlier
/// one before it.
bool came_since(const MarketHistory& history, const RowRef& ref, domain::Instant since) {
    return ref.row > 0 && history.series()[ref.series].received_at[ref.row] > since;
}

/// Which of the tasks are watched: one of each game, in the order in which the answers became
/// known.
std::vector<std::size_t> one_of_each_game(const MarketHistory& history,
                                          const std::vector<Task>& tasks, std::uint64_t seed) {
    std::map<std::size_t, std::vector<std::size_t>> by_game;
    for (std::size_t i = 0; i < tasks.size(); ++i)
        by_game[history.series()[tasks[i].row.series].event].push_back(i);
    std::vector<std::size_t> drawn;
    for (const auto& [game, own] : by_game) {
        auto random = base::Random(seed).stream(history.events()[game].first().id.value());
        const auto last = static_cast<std::int64_t>(own.size()) - 1;
        drawn.push_back(own[static_cast<std::size_t>(random.integer(0, last))]);
    }
    std::ranges::stable_sort(drawn, {}, [&](std::size_t i) { return tasks[i].known_at; });
    return drawn;
}

/// An interval that held more often than it says need not go on doing so.
double promised_misses(const learning::EventMetrics& card) {
    return std::max(learning::DriftOptions{}.miscoverage, 1 - card.coverage90);
}

Result<void> watch_outcomes(std::span<const learning::Outcome> outcomes,
                            const learning::DriftOptions& options, HorizonDrift& drift) {
    auto made = learning::DriftMonitor::make(options);
    if (!made) {
        drift.not_watched = "the card's figures leave no room: " + made.error().detail;
        return {};
    }
    learning::DriftMonitor& monitor = *made;
    for (const learning::Outcome& outcome : outcomes)
        SEATSYNC_CHECK(monitor.observe(relative_pinball(outcome), covered(outcome)));
    if (const auto seen = learning::measure(drift.horizon, outcomes, {})) {
        drift.loss = seen->relative_pinball;
        drift.misses = 1 - seen->coverage90;
    }
    drift.loss_evidence = monitor.evidence(learning::DriftKind::loss);
    drift.misses_evidence = monitor.evidence(learning::DriftKind::coverage);
    drift.alarm = monitor.alarm();
    return {};
}

/// What a horizon is watched with.
struct Watch {
    const MarketHistory& history;
    const features::FeatureTable& table;  ///< Of the rows that came since.
    const learning::EnsembleModel& model;
    const ModelSummary& card;
    domain::Instant as_of;
    std::uint64_t seed;
};

/// The drawn tasks, forecast as they would have been then.
Result<std::vector<learning::Outcome>> outcomes_of(const Watch& watch,
                                                   const std::vector<Task>& tasks,
                                                   const std::vector<std::size_t>& drawn) {
    const Horizon horizon = tasks.front().horizon;
    SEATSYNC_TRY(const auto questions,
                 watch.model.ask_again(horizon, watch.history, watch.table, tasks));
    learning::OnlineEnsemble ensemble = watch.model.trained(horizon);
    SEATSYNC_TRY(const auto answers, learning::walk_forward(ensemble, questions, watch.as_of));
    std::vector<learning::Outcome> outcomes;
    for (const std::size_t i : drawn) {
        if (!answers[i])
            return fail(ErrorCode::insufficient_data,
                        fmt::format("{}: no member of the model says anything of a question since",
                                    name_of(horizon)));
        const features::SeriesHistory& series = watch.history.series()[tasks[i].row.series];
        const double last = static_cast<double>(series.cents[tasks[i].row.row]) / 100.0;
        SEATSYNC_TRY(const domain::Forecast forecast, forecast_of(*answers[i], last));
        outcomes.push_back({.forecast = forecast,
                            .last_price = last,
                            .actual = last * std::exp(tasks[i].log_ratio),
                            .event = series.event});
    }
    return outcomes;
}

Result<HorizonDrift> watch_horizon(const Watch& watch, Horizon horizon,
                                   const std::vector<Task>& tasks) {
    HorizonDrift drift{.horizon = horizon, .tasks = tasks.size()};
    const auto promise =
        std::ranges::find(watch.card.breakdowns, horizon, &learning::Breakdown::horizon);
    if (promise == watch.card.breakdowns.end() || !watch.model.has(horizon)) {
        drift.not_watched = watch.card.breakdowns.empty()
                                ? "the card has no figures by game: an earlier version stored it"
                                : "the card has no figures of it";
        return drift;
    }
    drift.promised_loss = promise->by_event.relative_pinball;
    drift.promised_misses = promised_misses(promise->by_event);
    if (tasks.empty())
        return drift;
    const auto drawn = one_of_each_game(watch.history, tasks, watch.seed);
    drift.games = drawn.size();
    SEATSYNC_TRY(const auto outcomes, outcomes_of(watch, tasks, drawn));
    SEATSYNC_CHECK(watch_outcomes(
        outcomes, {.mean_loss = drift.promised_loss, .miscoverage = drift.promised_misses}, drift));
    return drift;
}

/// Inputs that the model leans on, by how far they moved; those that vanished come first.
std::vector<FeatureShift> shifts_of(const ModelSummary& card, const features::Normalisation& now) {
    std::vector<FeatureShift> shifts;
    for (const FeatureImportance& input : card.importance) {
        const auto then = card.normalisation.typical().find(input.feature);
        if (then == card.normalisation.typical().end() || !(then->second.deviation > 0))
            continue;
        FeatureShift shift{.feature = input.feature,
                           .importance = input.share,
                           .training_mean = then->second.mean,
                           .mean = std::numeric_limits<double>::quiet_NaN(),
                           .deviations = std::numeric_limits<double>::quiet_NaN()};
        if (const auto found = now.typical().find(input.feature); found != now.typical().end()) {
            shift.mean = found->second.mean;
            shift.deviations = (shift.mean - shift.training_mean) / then->second.deviation;
        }
        shifts.push_back(shift);
    }
    std::ranges::stable_sort(shifts, std::ranges::greater{}, [](const FeatureShift& shift) {
        return std::isnan(shift.deviations) ? std::numeric_limits<double>::infinity()
                                            : std::abs(shift.deviations);
    });
    return shifts;
}

void compare_inputs(const Watch& watch, ModelDrift& drift) {
    const auto is_new = [&](const RowRef& ref) {
        return came_since(watch.history, ref, drift.since);
    };
    std::set<std::size_t> games;
    for (std::size_t i = 0; i < watch.history.series().size(); ++i)
        for (std::size_t row = 0; row < watch.history.series()[i].size(); ++row)
            if (is_new({i, row})) {
                ++drift.rows;
                games.insert(watch.history.series()[i].event);
            }
    drift.games = games.size();
    if (drift.games >= kGamesToCompare)
        drift.shifts = shifts_of(watch.card, typical_features(watch.history, is_new));
}

void add_reason(const HorizonDrift& drift, std::vector<std::string>& reasons) {
    if (!drift.alarm)
        return;
    if (drift.alarm->kind == learning::DriftKind::loss)
        reasons.push_back(fmt::format(
            "{}: the pinball loss is {:.4f} over {} games, {:.4f} promised; alarm after {} of "
            "them",
            name_of(drift.horizon), drift.loss, drift.games, drift.promised_loss,
            drift.alarm->outcomes));
    else
        reasons.push_back(fmt::format(
            "{}: the 90 % interval missed {:.1f} % of {} games, {:.1f} % promised; alarm after "
            "{} of them",
            name_of(drift.horizon), 100 * drift.misses, drift.games, 100 * drift.promised_misses,
            drift.alarm->outcomes));
}

void add_reason(const FeatureShift& shift, std::vector<std::string>& reasons) {
    if (shift.importance < kImportanceLeast)
        return;
    if (std::isnan(shift.mean))
        reasons.push_back(fmt::format("{}, {:.1f} % of the model, has no value any more",
                                      shift.feature, 100 * shift.importance));
    else if (std::abs(shift.deviations) > kDeviationsMost)
        reasons.push_back(fmt::format(
            "{}, {:.1f} % of the model, moved by {:+.1f} deviations: {:.4g} on average, {:.4g} in "
            "training",
            shift.feature, 100 * shift.importance, shift.deviations, shift.mean,
            shift.training_mean));
}

void decide(ModelDrift& drift) {
    for (const HorizonDrift& horizon : drift.horizons)
        add_reason(horizon, drift.reasons);
    for (const FeatureShift& shift : drift.shifts)
        add_reason(shift, drift.reasons);
    const bool judged = std::ranges::any_of(drift.horizons, [](const HorizonDrift& horizon) {
        return horizon.not_watched.empty() && horizon.games >= kGamesToCompare;
    });
    if (!drift.reasons.empty())
        drift.retrain = true;
    else if (judged)
        drift.retrain = false;
    else
        drift.reasons.push_back(
            fmt::format("no horizon has {} games answered since that its card can be held against: "
                        "nothing can be said",
                        kGamesToCompare));
}

}  // namespace

Result<ModelDrift> watch_drift(const domain::ObservationBatch& observations,
                               const StoredModel& model,
                               std::span<const learning::PredictorKind> kinds,
                               domain::Instant as_of, std::uint64_t seed) {
    SEATSYNC_TRY(const auto loaded, learning::EnsembleModel::load(kinds, model.payload));
    SEATSYNC_TRY(const ModelSummary card, summary_of(model));
    const auto history = MarketHistory::from(known_by(observations, as_of));
    const auto table = compute_features(
        history, [&](const RowRef& ref) { return came_since(history, ref, model.window_to); });
    const Watch watch{history, table, loaded, card, as_of, seed};
    ModelDrift drift{.model = model.id,
                     .since = model.window_to,
                     .as_of = as_of,
                     .evidence_for_alarm = learning::DriftOptions{}.outcomes_per_false_alarm};
    const auto tasks = learning::tasks_by_horizon(history, as_of, model.window_to);
    for (const Horizon horizon : domain::kHorizons) {
        SEATSYNC_TRY(HorizonDrift watched, watch_horizon(watch, horizon, tasks[index_of(horizon)]));
        drift.horizons.push_back(std::move(watched));
    }
    compare_inputs(watch, drift);
    decide(drift);
    return drift;
}

}  // namespace seatsync::app
