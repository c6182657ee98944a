#pragma once

#include "feed/source_factory.hpp"

#include <vector>

namespace seatsync::source_nfl {

/// "nfl": api.nfl.com, whose keys are not issued to developers; and "nflverse": the table of all
/// games that the nflverse project publishes, which needs no key.
[[nodiscard]] std::vector<feed::SourceFactory> factories();

}  // namespace seatsync::source_nfl
