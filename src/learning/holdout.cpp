#include "learning/holdout.hpp"

#include "learning/bucket_predictors.hpp"
#include "learning/each_horizon.hpp"
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

Result<std::vector<Outcome>> outcomes_of(const PredictorFactory& make,
                                         const HorizonSamples& earlier, const HorizonSamples& later,
                                         const FitOptions& fit) {
    SEATSYNC_TRY(const HorizonModel model,
                 train_horizon(make, earlier.samples, earlier.parts, fit));
    SEATSYNC_TRY(const Distributions predicted, model.predictor->predict(later.samples.x));
    std::vector<Outcome> outcomes;
    for (std::size_t i = 0; i < later.samples.size(); ++i)
        outcomes.push_back(
            {.forecast = forecast_of(predicted, i, model.calibration, later.last_prices[i]),
             .last_price = later.last_prices[i],
             .actual = later.last_prices[i] * std::exp(later.samples.log_ratio[i]),
             .event = later.samples.event[i]});
    return outcomes;
}

Result<std::optional<HorizonMetrics>> measure_horizon(const PredictorFactory& make,
                                                      const features::MarketHistory& history,
                                                      const features::FeatureTable& table,
                                                      const std::vector<Task>& tasks,
                                                      const TrainOptions& options) {
    const std::set<std::size_t> latest = latest_events(history, tasks, options.as_of);
    std::vector<Task> earlier;
    std::vector<Task> later;
    for (const Task& task : tasks)
        (latest.contains(history.series()[task.row.series].event) ? later : earlier)
            .push_back(task);
    if (later.empty())
        return std::optional<HorizonMetrics>();
    const HorizonSamples known = samples_of(history, table, earlier, options.as_of);
    const HorizonSamples asked = samples_of(history, table, later, options.as_of);
    const FitOptions fit{
        .seed = options.seed, .days_to_event_column = days_to_event_column(), .rounds = 0};
    SEATSYNC_TRY(const auto outcomes, outcomes_of(make, known, asked, fit));
    SEATSYNC_TRY(const auto last_value, outcomes_of(make_last_value, known, asked, fit));
    return measure(tasks.front().horizon, outcomes, last_value);
}

}  // namespace

Result<std::vector<HorizonMetrics>> measure_on_latest(const PredictorFactory& make,
                                                      const features::MarketHistory& history,
                                                      const features::FeatureTable& table,
                                                      const TrainOptions& options) {
    const auto tasks = tasks_by_horizon(history, options.as_of);
    const auto measured = for_each_horizon<std::optional<HorizonMetrics>>(
        options.threads, options.progress, [&](domain::Horizon horizon) {
            return measure_horizon(make, history, table, tasks[index_of(horizon)], options);
        });
    std::vector<HorizonMetrics> metrics;
    for (const auto& horizon : measured) {
        if (horizon.has_value() && *horizon)
            metrics.push_back(**horizon);
        else if (!horizon.has_value() && horizon.error().code != ErrorCode::insufficient_data)
            return horizon.error();
    }
    return metrics;
}

}  // namespace seatsync::learning
