#pragma once

#include "learning/order_flow.hpp"

namespace seatsync::learning {

/// What the hazards of a state add up to over a horizon, if nothing but time changes.
struct FlowOutlook {
    double moves = 0;     ///< Expected number of moves of the lowest price.
    double up_share = 0;  ///< Share of them that rise.
    double size = 0;      ///< Root mean square of their median sizes, log price.
};

/// A stretch of time with one set of hazards.
struct FlowSlice {
    FlowHazards hazards;
    double days = 0;
};

/// The `horizon_days` after a moment `days_to_event` before the event, or the time until the event
/// when that comes first or horizon_days is 0; by time.
[[nodiscard]] std::vector<FlowSlice> slices_of(const OrderFlow& flow, std::vector<double>& state,
                                               double days_to_event, double horizon_days);

[[nodiscard]] FlowOutlook outlook_of(std::span<const FlowSlice> slices);

}  // namespace seatsync::learning
