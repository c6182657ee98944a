#pragma once

#include "app/price_forecaster.hpp"

#include <string>
#include <vector>

namespace seatsync::app {

/// Between these the share of prices that a 90 % interval held is taken as kept.
inline constexpr double kCoverageLeast = 0.87;
inline constexpr double kCoverageMost = 0.93;

/// What a model's own figures say against it, for people, each with the figure and its sample:
/// horizons that were not measured or on few games; a coverage outside of the bounds above; a
/// pinball loss no better than a peer's; and slices whose coverage lies outside of the bounds by
/// more than chance: more than two standard errors from 0.9, games counted as independent.
[[nodiscard]] std::vector<std::string> known_limits(const ModelSummary& summary);

/// The bounds of a slice for people: "3 to 7", "120 and more".
[[nodiscard]] std::string range_of(const learning::Slice& slice);

}  // namespace seatsync::app
