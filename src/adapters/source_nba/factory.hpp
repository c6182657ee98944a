#pragma once

#include "feed/source_factory.hpp"

#include <vector>

namespace seatsync::source_nba {

/// "nba": cdn.nba.com and stats.nba.com.
[[nodiscard]] std::vector<feed::SourceFactory> factories();

}  // namespace seatsync::source_nba
