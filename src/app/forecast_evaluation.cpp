#include "app/forecast_evaluation.hpp"

#include "app/test_set.hpp"
#include "learning/ensemble_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace seatsync::app {

namespace {

using domain::Horizon;
using domain::ObservationBatch;
using features::FeatureTable;
using features::MarketHistory;
using features::RowRef;

Result<void> check_disjoint(const ObservationBatch& train, const ObservationBatch& test) {
    std::set<domain::EventId> known;
    for (const domain::Event& event : train.events)
        known.insert(event.id);
    for (const domain::Event& event : test.events)
        if (known.contains(event.id))
            return fail(
                ErrorCode::invalid_argument,
                fmt::format("event {} is in both the training and the test set", event.id.value()));
    return {};
}

using ForecastsByRow = std::map<RowRef, domain::Forecast>;

std::vector<learning::Outcome> outcomes_of(const TestSet& set, Horizon horizon,
                                           const ForecastsByRow& forecasts) {
    std::vector<learning::Outcome> outcomes;
    for (const learning::Task& task : set.tasks) {
        const auto found = forecasts.find(task.row);
        if (task.horizon != horizon || found == forecasts.end())
            continue;
        const features::SeriesHistory& series = set.history.series()[task.row.series];
        const double last = static_cast<double>(series.cents[task.row.row]) / 100.0;
        outcomes.push_back({.forecast = found->second,
                            .last_price = last,
                            .actual = last * std::exp(task.log_ratio),
                            .event = series.event});
    }
    return outcomes;
}

using AnswersByHorizon = std::array<ForecastsByRow, domain::kHorizons.size()>;
/// One per question; nothing where there is none.
using Forecasts = std::vector<std::optional<domain::Forecast>>;

/// `answer(horizon, questions)`: the Forecasts of a horizon that the model has.
template <class Model, class Answer>
Result<AnswersByHorizon> answers_of(const Model& model, const TestSet& set, const Answer& answer) {
    AnswersByHorizon answers;
    for (const Horizon horizon : domain::kHorizons) {
        const Questions& asked = set.questions[index_of(horizon)];
        if (asked.rows.empty() || !model.has(horizon))
            continue;
        SEATSYNC_TRY(const Forecasts forecasts, answer(horizon, asked));
        for (std::size_t i = 0; i < forecasts.size(); ++i)
            if (forecasts[i])
                answers[index_of(horizon)].emplace(asked.rows[i], *forecasts[i]);
    }
    return answers;
}

Result<AnswersByHorizon> answers_alone(const learning::PriceModel& model, const TestSet& set) {
    return answers_of(
        model, set, [&](Horizon horizon, const Questions& asked) -> Result<Forecasts> {
            SEATSYNC_TRY(const auto forecasts, model.predict(horizon, asked.x, asked.last_prices));
            return Forecasts(forecasts.begin(), forecasts.end());
        });
}

/// The questions with their moments and what came true.
Result<std::vector<learning::DatedQuestion>> dated_questions(const learning::EnsembleModel& model,
                                                             const TestSet& set, Horizon horizon) {
    const Questions& asked = set.questions[index_of(horizon)];
    SEATSYNC_TRY(auto said, model.ask(horizon, asked.x));
    std::map<RowRef, const learning::Task*> answered;
    for (const learning::Task& task : set.tasks)
        if (task.horizon == horizon)
            answered.emplace(task.row, &task);
    std::vector<learning::DatedQuestion> questions;
    for (std::size_t i = 0; i < asked.rows.size(); ++i) {
        const RowRef& row = asked.rows[i];
        questions.push_back({.asked_at = set.history.series()[row.series].received_at[row.row],
                             .known_at = std::nullopt,
                             .log_ratio = 0,
                             .question = std::move(said.questions[i])});
        if (const auto task = answered.find(row); task != answered.end()) {
            questions.back().known_at =
                learning::settled_at(*task->second, questions.back().asked_at);
            questions.back().log_ratio = task->second->log_ratio;
        }
    }
    return questions;
}

Result<AnswersByHorizon> answers_together(const learning::EnsembleModel& model,
                                          const TestSet& set) {
    return answers_of(
        model, set, [&](Horizon horizon, const Questions& asked) -> Result<Forecasts> {
            SEATSYNC_TRY(const auto questions, dated_questions(model, set, horizon));
            learning::OnlineEnsemble ensemble = model.trained(horizon);
            SEATSYNC_TRY(const auto said,
                         learning::walk_forward(ensemble, questions, domain::Instant::max()));
            Forecasts forecasts(said.size());
            for (std::size_t i = 0; i < said.size(); ++i) {
                if (!said[i])
                    continue;
                SEATSYNC_TRY(forecasts[i], forecast_of(*said[i], asked.last_prices[i]));
            }
            return forecasts;
        });
}

using OutcomesByHorizon = std::array<std::vector<learning::Outcome>, domain::kHorizons.size()>;

/// `last_value`: outcomes of the contestant of that name, taken when it comes by.
ContestantResult judged(const std::string& name, const TestSet& set,
                        const AnswersByHorizon& answers, OutcomesByHorizon& last_value) {
    ContestantResult result{.name = name, .forecasts = {}, .metrics = {}};
    for (const Horizon horizon : domain::kHorizons) {
        const auto& forecasts = answers[index_of(horizon)];
        for (const auto& [row, forecast] : forecasts) {
            const features::SeriesHistory& series = set.history.series()[row.series];
            result.forecasts.push_back(
                {series.key, series.received_at[row.row], horizon, forecast});
        }
        const auto outcomes = outcomes_of(set, horizon, forecasts);
        if (name == "last_value")
            last_value[index_of(horizon)] = outcomes;
        if (const auto metrics =
                learning::measure(horizon, outcomes, last_value[index_of(horizon)]))
            result.metrics.push_back(*metrics);
    }
    return result;
}

}  // namespace

Result<std::vector<ContestantResult>> evaluate_forecasts(
    const ObservationBatch& train, const ObservationBatch& test,
    const std::vector<learning::PredictorKind>& contestants, const EvaluationOptions& options) {
    SEATSYNC_CHECK(check_disjoint(train, test));
    const auto tell = [&](double share, std::string_view step) {
        if (options.progress)
            options.progress(share, step);
    };
    tell(0, "computing features");
    const MarketHistory training = MarketHistory::from(train);
    const FeatureTable training_table =
        compute_features(training, [](const RowRef& ref) { return ref.row > 0; });
    const TestSet set = test_set_of(train, test);
    std::vector<ContestantResult> results;
    std::vector<learning::EnsembleMember> members;
    OutcomesByHorizon last_value;
    for (const learning::PredictorKind& contestant : contestants) {
        // Features take about as long as one predictor.
        const double share =
            static_cast<double>(results.size() + 1) / static_cast<double>(contestants.size() + 1);
        tell(share, "fitting " + contestant.name);
        SEATSYNC_TRY(learning::PriceModel model,
                     learning::PriceModel::train(contestant.make, training, training_table,
                                                 {.as_of = domain::Instant::max(),
                                                  .seed = options.seed,
                                                  .threads = options.threads,
                                                  .progress = [&](std::string_view step) {
                                                      tell(share,
                                                           fmt::format("fitting {}: {} done",
                                                                       contestant.name, step));
                                                  }}));
        SEATSYNC_TRY(const auto answers, answers_alone(model, set));
        results.push_back(judged(contestant.name, set, answers, last_value));
        members.push_back({contestant.name, std::move(model)});
    }
    if (options.ensemble) {
        tell(1, "walking forward");
        SEATSYNC_TRY(
            const auto ensemble,
            learning::EnsembleModel::from(std::move(members), training, domain::Instant::max()));
        SEATSYNC_TRY(const auto answers, answers_together(ensemble, set));
        results.push_back(judged(std::string(learning::kEnsembleName), set, answers, last_value));
    }
    return results;
}

}  // namespace seatsync::app
