#include "app/test_set.hpp"

#include "learning/horizon_samples.hpp"

#include <set>

namespace seatsync::app {

namespace {

using domain::Horizon;
using domain::ObservationBatch;
using features::FeatureTable;
using features::MarketHistory;
using features::RowRef;

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

}  // namespace

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

}  // namespace seatsync::app
