#include "learning/holdout.hpp"

#include "learning/bucket_predictors.hpp"
#include "learning/each_horizon.hpp"
#include "learning/ensemble_start.hpp"
#include "learning/horizon_samples.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace seatsync::learning {

namespace {

constexpr double kJudgedShare = 0.25;

/// The events of `tasks` that start last.
std::set<std::size_t> latest_events(const features::MarketHistory& history,
                                    const std::vector<Task>& tasks, domain::Instant as_of) {
    std::set<std::pair<domain::Instant, std::size_t>> by_start;
    for (const Task& task : tasks) {
        const std::size_t event = history.series()[task.row.series].event;
        by_start.emplace(history.events()[event].known_at(as_of)->start, event);
    }
    const auto count = std::lround(kJudgedShare * static_cast<double>(by_start.size()));
    std::set<std::size_t> latest;
    for (auto last = by_start.rbegin(); static_cast<long>(latest.size()) < count; ++last)
        latest.insert(last->second);
    return latest;
}

/// The questions of one horizon: of the games that start last, and of the others.
struct Questions {
    const features::MarketHistory& history;
    std::vector<Task> earlier_tasks;
    std::vector<Task> later_tasks;
    HorizonSamples earlier;
    HorizonSamples later;
    FitOptions fit;
    domain::Instant as_of;

    [[nodiscard]] domain::Horizon horizon() const { return later_tasks.front().horizon; }
    [[nodiscard]] Result<HorizonModel> fitted(const PredictorFactory& make) const {
        return train_horizon(make, earlier.samples, earlier.parts, fit);
    }
    /// Question i of the later games with its answer.
    [[nodiscard]] Outcome outcome(std::size_t i, const domain::Forecast& forecast) const {
        return {.forecast = forecast,
                .last_price = later.last_prices[i],
                .actual = later.last_prices[i] * std::exp(later.samples.log_ratio[i]),
                .event = later.samples.event[i],
                .days_to_event = later.samples.x.row(i)[fit.days_to_event_column]};
    }
};

Result<std::vector<Outcome>> answered_by(const PredictorFactory& make, const Questions& asked) {
    SEATSYNC_TRY(const HorizonModel model, asked.fitted(make));
    SEATSYNC_TRY(const Distributions predicted, model.predictor->predict(asked.later.samples.x));
    std::vector<Outcome> outcomes;
    for (std::size_t i = 0; i < asked.later.samples.size(); ++i)
        outcomes.push_back(asked.outcome(
            i, forecast_of(predicted, i, model.calibration, asked.later.last_prices[i])));
    return outcomes;
}

using HorizonModels = std::vector<std::optional<HorizonModel>>;

/// Nothing for a member with too few past games; for all of them: insufficient_data.
Result<HorizonModels> fitted_members(std::span<const PredictorKind> members,
                                     const Questions& asked) {
    HorizonModels models;
    Error too_few = fail(ErrorCode::invalid_argument, "an ensemble without members");
    for (const PredictorKind& member : members) {
        auto fitted = asked.fitted(member.make);
        if (!fitted.has_value() && fitted.error().code != ErrorCode::insufficient_data)
            return base::in_context(fitted.error(), member.name);
        if (fitted.has_value()) {
            models.emplace_back(*std::move(fitted));
        } else {
            models.emplace_back();
            too_few = fitted.error();
        }
    }
    if (std::none_of(models.begin(), models.end(), [](const auto& one) { return one.has_value(); }))
        return too_few;
    return models;
}

/// The questions of the later games, with what the members say.
Result<std::vector<DatedQuestion>> later_questions(const HorizonModels& models,
                                                   const Questions& asked, const Support& support) {
    auto questions = questions_of(asked.history, asked.later_tasks, models.size());
    for (std::size_t k = 0; k < models.size(); ++k) {
        if (!models[k])
            continue;
        SEATSYNC_TRY(const Distributions said,
                     models[k]->predictor->predict(asked.later.samples.x));
        for (std::size_t i = 0; i < questions.size(); ++i) {
            questions[i].question.masses[k] = said.masses(i, support);
            reach_as_calibrated(questions[i].question, k, said, i, models[k]->calibration,
                                asked.horizon());
        }
    }
    return questions;
}

Result<std::vector<Outcome>> answered_by_ensemble(std::span<const PredictorKind> members,
                                                  const Questions& asked) {
    SEATSYNC_TRY(const HorizonModels models, fitted_members(members, asked));
    std::vector<const OutOfFold*> said;
    for (const auto& model : models)
        said.push_back(model ? &*model->out_of_fold : nullptr);
    SEATSYNC_TRY(OnlineEnsemble ensemble, untaught_ensemble(members.size(), asked.earlier_tasks));
    SEATSYNC_TRY(auto questions, later_questions(models, asked, ensemble.support()));
    const auto earlier =
        questions_out_of_fold(said, asked.history, asked.earlier_tasks, ensemble.support());
    questions.insert(questions.end(), earlier.begin(), earlier.end());
    SEATSYNC_TRY(const auto answers, walk_forward(ensemble, questions, asked.as_of));
    std::vector<Outcome> outcomes;
    for (std::size_t i = 0; i < asked.later_tasks.size(); ++i) {
        if (!answers[i])
            return fail(ErrorCode::internal, "no member says anything of a game held out");
        SEATSYNC_TRY(const domain::Forecast forecast,
                     forecast_of(*answers[i], asked.later.last_prices[i]));
        outcomes.push_back(asked.outcome(i, forecast));
    }
    return outcomes;
}

std::optional<Questions> held_out(const features::MarketHistory& history,
                                  const features::FeatureTable& table,
                                  const std::vector<Task>& tasks, const TrainOptions& options) {
    const std::set<std::size_t> latest = latest_events(history, tasks, options.as_of);
    std::vector<Task> earlier;
    std::vector<Task> later;
    for (const Task& task : tasks)
        (latest.contains(history.series()[task.row.series].event) ? later : earlier)
            .push_back(task);
    if (later.empty())
        return std::nullopt;
    auto earlier_samples = samples_of(history, table, earlier, options.as_of);
    auto later_samples = samples_of(history, table, later, options.as_of);
    return Questions{.history = history,
                     .earlier_tasks = std::move(earlier),
                     .later_tasks = std::move(later),
                     .earlier = std::move(earlier_samples),
                     .later = std::move(later_samples),
                     .fit = {.seed = options.seed,
                             .days_to_event_column = days_to_event_column(),
                             .rounds = 0,
                             .horizon = tasks.front().horizon},
                     .as_of = options.as_of};
}

Result<std::vector<PeerMetrics>> measure_peers(std::span<const PredictorKind> peers,
                                               const Questions& questions,
                                               std::span<const Outcome> last_value) {
    std::vector<PeerMetrics> measured;
    for (const PredictorKind& peer : peers) {
        const auto outcomes = answered_by(peer.make, questions);
        if (outcomes.has_value())
            measured.push_back({peer.name, *measure(questions.horizon(), *outcomes, last_value)});
        else if (outcomes.error().code != ErrorCode::insufficient_data)
            return outcomes.error();
    }
    return measured;
}

struct Measured {
    HorizonMetrics metrics;
    Breakdown breakdown;
};

Result<Measured> measure_horizon(std::span<const PredictorKind> members,
                                 std::span<const PredictorKind> peers, const Questions& questions) {
    const domain::Horizon horizon = questions.horizon();
    SEATSYNC_TRY(const auto outcomes, answered_by_ensemble(members, questions));
    SEATSYNC_TRY(const auto last_value, answered_by(make_last_value, questions));
    SEATSYNC_TRY(auto beside, measure_peers(peers, questions, last_value));
    return Measured{.metrics = *measure(horizon, outcomes, last_value),
                    .breakdown = {.horizon = horizon,
                                  .by_event = measure_by_event(outcomes),
                                  .peers = std::move(beside),
                                  .by_days = slices_by_days(horizon, outcomes, last_value),
                                  .by_price = slices_by_price(horizon, outcomes, last_value)}};
}

}  // namespace

Result<Holdout> measure_on_latest(std::span<const PredictorKind> members,
                                  std::span<const PredictorKind> peers,
                                  const features::MarketHistory& history,
                                  const features::FeatureTable& table,
                                  const TrainOptions& options) {
    const auto tasks = tasks_by_horizon(history, options.as_of);
    const auto measured = for_each_horizon<std::optional<Measured>>(
        options.threads, options.progress,
        [&](domain::Horizon horizon) -> Result<std::optional<Measured>> {
            const auto questions = held_out(history, table, tasks[index_of(horizon)], options);
            if (!questions)
                return std::optional<Measured>();
            SEATSYNC_TRY(Measured one, measure_horizon(members, peers, *questions));
            return std::optional(std::move(one));
        });
    Holdout holdout;
    for (const auto& horizon : measured) {
        if (horizon.has_value() && *horizon) {
            holdout.metrics.push_back((*horizon)->metrics);
            holdout.breakdowns.push_back((*horizon)->breakdown);
        } else if (!horizon.has_value() && horizon.error().code != ErrorCode::insufficient_data) {
            return horizon.error();
        }
    }
    return holdout;
}

}  // namespace seatsync::learning
