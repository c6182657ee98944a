#include "learning/metrics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace seatsync::learning {

namespace {

/// The scorer's tolerance for "equal": a millionth of the price.
constexpr double kEqual = 1e-6;

template <class Value>
double mean(std::span<const Outcome> outcomes, Value value) {
    double sum = 0;
    for (const Outcome& outcome : outcomes)
        sum += value(outcome);
    return outcomes.empty() ? std::numeric_limits<double>::quiet_NaN()
                            : sum / static_cast<double>(outcomes.size());
}

}  // namespace

double pinball(double level, double q, double actual) {
    return std::max(level * (actual - q), (level - 1) * (actual - q));
}

double relative_pinball(const Outcome& outcome) {
    double sum = 0;
    for (std::size_t i = 0; i < domain::kLevels.size(); ++i)
        sum += pinball(domain::kLevels[i], outcome.forecast.quantiles[i], outcome.actual);
    return sum / static_cast<double>(domain::kLevels.size()) / outcome.last_price;
}

bool covered(const Outcome& outcome) {
    const double slack = kEqual * outcome.actual;
    return outcome.forecast.quantiles.front() - slack <= outcome.actual &&
           outcome.actual <= outcome.forecast.quantiles.back() + slack;
}

std::optional<HorizonMetrics> measure(domain::Horizon horizon, std::span<const Outcome> outcomes,
                                      std::span<const Outcome> last_value_outcomes) {
    if (outcomes.empty())
        return std::nullopt;
    std::set<std::size_t> events;
    for (const Outcome& outcome : outcomes)
        events.insert(outcome.event);
    return HorizonMetrics{
        .horizon = horizon,
        .tasks = outcomes.size(),
        .events = events.size(),
        .mean_absolute_error =
            mean(outcomes, [](const Outcome& o) { return std::abs(o.actual - o.forecast.point); }),
        .mean_absolute_log_error =
            mean(outcomes,
                 [](const Outcome& o) { return std::abs(std::log(o.forecast.point / o.actual)); }),
        .coverage90 = mean(outcomes, [](const Outcome& o) { return covered(o) ? 1.0 : 0.0; }),
        .width90 = mean(outcomes,
                        [](const Outcome& o) {
                            return (o.forecast.quantiles.back() - o.forecast.quantiles.front()) /
                                   o.last_price;
                        }),
        .relative_pinball = mean(outcomes, relative_pinball),
        .last_mean_absolute_error =
            mean(outcomes, [](const Outcome& o) { return std::abs(o.actual - o.last_price); }),
        .last_mean_absolute_log_error = mean(
            outcomes, [](const Outcome& o) { return std::abs(std::log(o.last_price / o.actual)); }),
        .last_relative_pinball = mean(last_value_outcomes, relative_pinball)};
}

}  // namespace seatsync::learning
