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
/// as known at `as_of`, then id) are `fit`, the next 20 % `tune`, the rest `calibrate`. Only events
/// in `used` count; they are known by `as_of`.
[[nodiscard]] std::vector<Part> split_by_time(const features::MarketHistory& history,
                                              const std::vector<bool>& used, domain::Instant as_of);

}  // namespace seatsync::learning
