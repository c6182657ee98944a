#pragma once

#include "feed/source_factory.hpp"

#include <vector>

namespace seatsync::source_mlb {

/// "mlb": the MLB Stats API.
[[nodiscard]] std::vector<feed::SourceFactory> factories();

}  // namespace seatsync::source_mlb
