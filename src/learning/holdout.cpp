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
             .event = later.samples.event[i],
             .days_to_event = later.samples.x.row(i)[fit.days_to_event_column]});
    return outcomes;
}

/// The questions of one horizon: of the games that start last, and of the others.
struct Questions {
    domain::Horizon horizon = domain::Horizon::close;
    HorizonSamples earlier;
    HorizonSamples later;
    FitOptions fit;

    [[nodiscard]] Result<std::vector<Outcome>> answered_by(const PredictorFactory& make) const {
        return outcomes_of(make, earlier, later, fit);
    }
};

std::optional<Questions> questions_of(const features::MarketHistory& history,
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
    return Questions{.horizon = tasks.front().horizon,
                     .earlier = samples_of(history, table, earlier, options.as_of),
                     .later = samples_of(history, table, later, options.as_of),
                     .fit = {.seed = options.seed,
                             .days_to_event_column = days_to_event_column(),
                             .rounds = 0,
                             .horizon = tasks.front().horizon}};
}

Result<std::vector<PeerMetrics>> measure_peers(std::span<const Peer> peers,
                                               const Questions& questions,
                                               std::span<const Outcome> last_value) {
    std::vector<PeerMetrics> measured;
    for (const Peer& peer : peers) {
        const auto outcomes = questions.answered_by(peer.make);
        if (outcomes.has_value())
            measured.push_back({peer.name, *measure(questions.horizon, *outcomes, last_value)});
        else if (outcomes.error().code != ErrorCode::insufficient_data)
            return outcomes.error();
    }
    return measured;
}

struct Measured {
    HorizonMetrics metrics;
    Breakdown breakdown;
};

Result<Measured> measure_horizon(const PredictorFactory& make, std::span<const Peer> peers,
                                 const Questions& questions) {
    const domain::Horizon horizon = questions.horizon;
    SEATSYNC_TRY(const auto outcomes, questions.answered_by(make));
    SEATSYNC_TRY(const auto last_value, questions.answered_by(make_last_value));
    SEATSYNC_TRY(auto beside, measure_peers(peers, questions, last_value));
    return Measured{.metrics = *measure(horizon, outcomes, last_value),
                    .breakdown = {.horizon = horizon,
                                  .by_event = measure_by_event(outcomes),
                                  .peers = std::move(beside),
                                  .by_days = slices_by_days(horizon, outcomes, last_value),
                                  .by_price = slices_by_price(horizon, outcomes, last_value)}};
}

}  // namespace

Result<Holdout> measure_on_latest(const PredictorFactory& make, std::span<const Peer> peers,
                                  const features::MarketHistory& history,
                                  const features::FeatureTable& table,
                                  const TrainOptions& options) {
    const auto tasks = tasks_by_horizon(history, options.as_of);
    const auto measured = for_each_horizon<std::optional<Measured>>(
        options.threads, options.progress,
        [&](domain::Horizon horizon) -> Result<std::optional<Measured>> {
            const auto questions = questions_of(history, table, tasks[index_of(horizon)], options);
            if (!questions)
                return std::optional<Measured>();
            SEATSYNC_TRY(Measured one, measure_horizon(make, peers, *questions));
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
