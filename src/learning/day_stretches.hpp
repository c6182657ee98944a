#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

namespace seatsync::learning {

/// Where the stretches of days to the event begin that are told apart; the last has no end. The
/// scorer's (score_forecasts.py, DTE_BUCKETS).
inline constexpr std::array<double, 8> kDayEdges = {0, 1, 3, 7, 14, 30, 60, 120};

/// 0 … kDayEdges.size() - 1.
[[nodiscard]] inline std::size_t day_stretch(double days_to_event) {
    return static_cast<std::size_t>(
        std::upper_bound(kDayEdges.begin() + 1, kDayEdges.end(), days_to_event) -
        (kDayEdges.begin() + 1));
}

}  // namespace seatsync::learning
