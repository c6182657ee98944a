#pragma once

#include "feed/source_factory.hpp"

#include <vector>

namespace seatsync::source_competing_events {

/// The source "predicthq".
[[nodiscard]] std::vector<feed::SourceFactory> factories();

}  // namespace seatsync::source_competing_events
