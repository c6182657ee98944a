#pragma once

#include "learning/tasks.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace seatsync::learning {

/// The parts of a history's events in the order of their starts: whole events, the later ones for
/// what must be judged on the unseen.
enum class Part : std::uint8_t { fit, tune, calibrate };

/// Per event of `history`: within each namespace and season the first 60 % of the events (by start,
/// then id) are `fit`, the next 20 % `tune`, the rest `calibrate`. Only events in `used` count.
[[nodiscard]] std::vector<Part> split_by_time(const features::MarketHistory& history,
                                              const std::vector<bool>& used);

}  // namespace seatsync::learning
