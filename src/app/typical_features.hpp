#pragma once

#include "features/normalisation.hpp"

#include <functional>

namespace seatsync::app {

/// Statistics of the whole catalogue over at most 4000 of the rows that `wanted` accepts, evenly
/// chosen.
[[nodiscard]] features::Normalisation typical_features(
    const features::MarketHistory& history,
    const std::function<bool(const features::RowRef&)>& wanted);

}  // namespace seatsync::app
