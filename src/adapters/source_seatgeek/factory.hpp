#pragma once

#include "feed/source_factory.hpp"

#include <vector>

namespace seatsync::source_seatgeek {

/// The source "seatgeek".
[[nodiscard]] std::vector<feed::SourceFactory> factories();

}  // namespace seatsync::source_seatgeek
