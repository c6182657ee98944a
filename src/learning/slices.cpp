#include "learning/slices.hpp"

#include "learning/day_stretches.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace seatsync::learning {

namespace {

using Outcomes = std::span<const Outcome>;
using Key = double (*)(const Outcome&);

std::optional<Slice> slice_between(double from, double to, domain::Horizon horizon, Outcomes all,
                                   Outcomes last_value, Key key) {
    std::vector<Outcome> inside;
    std::vector<Outcome> last_inside;
    std::set<std::size_t> events;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (key(all[i]) < from || key(all[i]) >= to)
            continue;
        inside.push_back(all[i]);
        last_inside.push_back(last_value[i]);
        events.insert(all[i].event);
    }
    if (inside.empty())
        return std::nullopt;
    Slice slice{.from = from,
                .to = to,
                .tasks = inside.size(),
                .events = events.size(),
                .metrics = std::nullopt};
    if (slice.tasks >= kSliceTasksLeast)
        slice.metrics = measure(horizon, inside, last_inside);
    return slice;
}

/// `edges` ascend; the last slice has no end.
std::vector<Slice> slices_at(std::span<const double> edges, domain::Horizon horizon, Outcomes all,
                             Outcomes last_value, Key key) {
    std::vector<Slice> slices;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const double to =
            i + 1 < edges.size() ? edges[i + 1] : std::numeric_limits<double>::infinity();
        if (const auto slice = slice_between(edges[i], to, horizon, all, last_value, key))
            slices.push_back(*slice);
    }
    return slices;
}

}  // namespace

std::vector<Slice> slices_by_days(domain::Horizon horizon, Outcomes outcomes,
                                  Outcomes last_value_outcomes) {
    return slices_at(kDayEdges, horizon, outcomes, last_value_outcomes,
                     [](const Outcome& outcome) { return outcome.days_to_event; });
}

std::vector<Slice> slices_by_price(domain::Horizon horizon, Outcomes outcomes,
                                   Outcomes last_value_outcomes) {
    if (outcomes.empty())
        return {};
    std::vector<double> prices;
    for (const Outcome& outcome : outcomes)
        prices.push_back(outcome.last_price);
    std::sort(prices.begin(), prices.end());
    std::vector<double> edges = {0.0};
    for (const std::size_t quarter : {1U, 2U, 3U})
        edges.push_back(prices[prices.size() * quarter / 4]);
    return slices_at(edges, horizon, outcomes, last_value_outcomes,
                     [](const Outcome& outcome) { return outcome.last_price; });
}

EventMetrics measure_by_event(Outcomes outcomes) {
    struct Sums {
        double loss = 0;
        double held = 0;
        double tasks = 0;
    };
    std::map<std::size_t, Sums> by_event;
    for (const Outcome& outcome : outcomes) {
        Sums& sums = by_event[outcome.event];
        sums.loss += relative_pinball(outcome);
        sums.held += covered(outcome) ? 1 : 0;
        sums.tasks += 1;
    }
    EventMetrics mean;
    for (const auto& [event, sums] : by_event) {
        mean.relative_pinball += sums.loss / sums.tasks / static_cast<double>(by_event.size());
        mean.coverage90 += sums.held / sums.tasks / static_cast<double>(by_event.size());
    }
    return mean;
}

}  // namespace seatsync::learning
