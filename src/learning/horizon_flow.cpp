#include "learning/horizon_flow.hpp"

#include <algorithm>
#include <cmath>

namespace seatsync::learning {

namespace {

constexpr std::size_t kSlices = 8;
constexpr double kNearestDays = 1.0 / 24;

}  // namespace

std::vector<FlowSlice> slices_of(const OrderFlow& flow, std::vector<double>& state,
                                 double days_to_event, double horizon_days) {
    const double begin = std::max(days_to_event, kNearestDays);
    const double end =
        horizon_days > 0 ? std::max(begin - horizon_days, kNearestDays / 2) : kNearestDays / 2;
    // Slices of equal ratio: the hazards follow the logarithm of the time that is left.
    const double ratio = std::pow(end / begin, 1.0 / static_cast<double>(kSlices));
    std::vector<FlowSlice> slices;
    double from = begin;
    for (std::size_t i = 0; i < kSlices; ++i) {
        const double to = from * ratio;
        slices.push_back({flow.hazards(state, std::sqrt(from * to)), from - to});
        from = to;
    }
    return slices;
}

FlowOutlook outlook_of(std::span<const FlowSlice> slices) {
    FlowOutlook sum;
    double up = 0;
    double squares = 0;
    for (const FlowSlice& slice : slices) {
        const double moves = slice.hazards.total() * slice.days;
        sum.moves += moves;
        up += slice.hazards.up() * slice.days;
        squares += moves * slice.hazards.jump_size * slice.hazards.jump_size;
    }
    sum.up_share = up / sum.moves;
    sum.size = std::sqrt(squares / sum.moves);
    return sum;
}

}  // namespace seatsync::learning
