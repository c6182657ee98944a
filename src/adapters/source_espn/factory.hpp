#pragma once

#include "feed/source_factory.hpp"

#include <vector>

namespace seatsync::source_espn {

/// "espn": the site API of ESPN.
[[nodiscard]] std::vector<feed::SourceFactory> factories();

}  // namespace seatsync::source_espn
