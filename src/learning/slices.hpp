#pragma once

#include "learning/metrics.hpp"

#include <vector>

namespace seatsync::learning {

/// Below so many tasks a slice states its counts and no figure.
inline constexpr std::size_t kSliceTasksLeast = 30;

/// The outcomes of one horizon that lie in [from, to) of something.
struct Slice {
    double from = 0;
    double to = 0;  ///< Infinity: without end.
    std::size_t tasks = 0;
    std::size_t events = 0;
    std::optional<HorizonMetrics> metrics;  ///< Nothing below kSliceTasksLeast tasks.
};

/// By days to the event when asked, at the scorer's edges (kDayEdges). Slices
/// without a task are left out. `last_value_outcomes`: the same tasks in the same order, forecast
/// by make_last_value.
[[nodiscard]] std::vector<Slice> slices_by_days(domain::Horizon horizon,
                                                std::span<const Outcome> outcomes,
                                                std::span<const Outcome> last_value_outcomes);

/// By the last price, at the quartiles of these outcomes; in units of each series' currency. Where
/// many prices are the same there are fewer bands.
[[nodiscard]] std::vector<Slice> slices_by_price(domain::Horizon horizon,
                                                 std::span<const Outcome> outcomes,
                                                 std::span<const Outcome> last_value_outcomes);

/// Figures of one task drawn from each event, each task of it as likely: what a sequence of
/// outcomes shows that takes one of each event (DriftMonitor). The scorer calls them "every event
/// weighted equally".
struct EventMetrics {
    double relative_pinball = 0;
    double coverage90 = 0;
};

/// `outcomes` holds one or more.
[[nodiscard]] EventMetrics measure_by_event(std::span<const Outcome> outcomes);

}  // namespace seatsync::learning
