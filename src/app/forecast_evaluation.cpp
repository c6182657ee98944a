#include "app/forecast_evaluation.hpp"

#include "learning/ensemble_model.hpp"
#include "learning/horizon_samples.hpp"
#include "learning/walk_forward.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace seatsync::app {

namespace {

using domain::Horizon;
using domain::ObservationBatch;
using features::FeatureTable;
using features::MarketHistory;
using features::RowRef;

/// The questions of one horizon, ready for any predictor.
struct Questions {
    std::vector<RowRef> rows;
    learning::Matrix x;
    std::vector<double> last_prices;
};

struct TestSet {
    MarketHistory history;
    std::array<Questions, domain::kHorizons.size()> questions;
    std::vector<learning::Task> tasks;
};

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

ObservationBatch together(const ObservationBatch& a, const ObservationBatch& b) {
    ObservationBatch both = a;
    both.events.insert(both.events.end(), b.events.begin(), b.events.end());
    both.quotes.insert(both.quotes.end(), b.quotes.begin(), b.quotes.end());
    both.records.insert(both.records.end(), b.records.begin(), b.records.end());
    both.results.insert(both.results.end(), b.results.begin(), b.results.end());
    return both;
}

Questions questions_of(const MarketHistory& history, const FeatureTable& table, Horizon horizon) {
    Questions questions;
    questions.x.columns = table.columns;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const features::SeriesHistory& series = history.series()[table.rows[i].series];
        const std::size_t row = table.rows[i].row;
        const domain::Event& event = *history.event_of(series).known_at(series.received_at[row]);
        if (!learning::lies_before_event(
                horizon, domain::days_between(series.received_at[row], event.start)))
            continue;
        questions.rows.push_back(table.rows[i]);
        learning::add_question(questions.x, history, table, i);
        questions.last_prices.push_back(static_cast<double>(series.cents[row]) / 100.0);
    }
    return questions;
}

TestSet test_set_of(const ObservationBatch& train, const ObservationBatch& test) {
    std::set<domain::EventId> asked;
    for (const domain::Event& event : test.events)
        asked.insert(event.id);
    TestSet set{
        .history = MarketHistory::from(together(train, test)), .questions = {}, .tasks = {}};
    const auto is_asked = [&](const RowRef& ref) {
        const auto& series = set.history.series()[ref.series];
        return ref.row > 0 && asked.contains(series.key.event) &&
               learning::forecast_wanted(
                   *set.history.event_of(series).known_at(series.received_at[ref.row]));
    };
    const FeatureTable table = compute_features(set.history, is_asked);
    for (const Horizon horizon : domain::kHorizons)
        set.questions[index_of(horizon)] = questions_of(set.history, table, horizon);
    for (const learning::Task& task : learning::build_tasks(set.history, domain::Instant::max()))
        if (asked.contains(set.history.series()[task.row.series].key.event))
            set.tasks.push_back(task);
    return set;
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

Result<AnswersByHorizon> answers_of(const learning::PriceModel& model, const TestSet& set) {
    AnswersByHorizon answers;
    for (const Horizon horizon : domain::kHorizons) {
        const Questions& asked = set.questions[index_of(horizon)];
        if (asked.rows.empty() || !model.has(horizon))
            continue;
        SEATSYNC_TRY(const auto forecasts, model.predict(horizon, asked.x, asked.last_prices));
        for (std::size_t i = 0; i < forecasts.size(); ++i)
            answers[index_of(horizon)].emplace(asked.rows[i], forecasts[i]);
    }
    return answers;
}

/// The questions with their moments and what came true.
Result<std::vector<learning::DatedQuestion>> dated_questions(const learning::EnsembleModel& model,
                                                             const TestSet& set, Horizon horizon) {
    const Questions& asked = set.questions[index_of(horizon)];
    SEATSYNC_TRY(auto said, model.questions(horizon, asked.x));
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
                             .question = std::move(said[i])});
        if (const auto task = answered.find(row); task != answered.end()) {
            questions.back().known_at =
                learning::settled_at(*task->second, questions.back().asked_at);
            questions.back().log_ratio = task->second->log_ratio;
        }
    }
    return questions;
}

Result<AnswersByHorizon> answers_of(const learning::EnsembleModel& model, const TestSet& set) {
    AnswersByHorizon answers;
    for (const Horizon horizon : domain::kHorizons) {
        const Questions& asked = set.questions[index_of(horizon)];
        if (asked.rows.empty() || !model.has(horizon))
            continue;
        SEATSYNC_TRY(const auto questions, dated_questions(model, set, horizon));
        learning::OnlineEnsemble ensemble = model.trained(horizon);
        SEATSYNC_TRY(const auto said,
                     learning::walk_forward(ensemble, questions, domain::Instant::max()));
        for (std::size_t i = 0; i < said.size(); ++i) {
            SEATSYNC_TRY(const domain::Forecast forecast,
                         forecast_of(said[i], asked.last_prices[i]));
            answers[index_of(horizon)].emplace(asked.rows[i], forecast);
        }
    }
    return answers;
}

Result<AnswersByHorizon> ensemble_answers(const std::vector<learning::PriceModel>& models,
                                          const MarketHistory& training, const TestSet& set) {
    std::vector<const learning::PriceModel*> members;
    for (const learning::PriceModel& model : models)
        members.push_back(&model);
    SEATSYNC_TRY(const auto ensemble,
                 learning::EnsembleModel::from(members, training, domain::Instant::max()));
    return answers_of(ensemble, set);
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

Result<std::vector<ContestantResult>> evaluate_forecasts(const ObservationBatch& train,
                                                         const ObservationBatch& test,
                                                         const std::vector<Contestant>& contestants,
                                                         const EvaluationOptions& options) {
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
    std::vector<learning::PriceModel> models;
    OutcomesByHorizon last_value;
    for (const Contestant& contestant : contestants) {
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
        SEATSYNC_TRY(const auto answers, answers_of(model, set));
        results.push_back(judged(contestant.name, set, answers, last_value));
        models.push_back(std::move(model));
    }
    if (options.ensemble) {
        tell(1, "walking forward");
        SEATSYNC_TRY(const auto answers, ensemble_answers(models, training, set));
        results.push_back(judged("ensemble", set, answers, last_value));
    }
    return results;
}

}  // namespace seatsync::app
