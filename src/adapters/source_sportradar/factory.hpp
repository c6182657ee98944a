#pragma once

#include "feed/source_factory.hpp"

#include <vector>

namespace seatsync::source_sportradar {

/// "sportradar": schedules, results, standings and injuries of the leagues that a key is good for.
[[nodiscard]] std::vector<feed::SourceFactory> factories();

}  // namespace seatsync::source_sportradar
