#pragma once

#include "feed/source_factory.hpp"

#include <vector>

namespace seatsync::source_market {

/// The sources "fred" and "yahoo", in this order.
[[nodiscard]] std::vector<feed::SourceFactory> factories();

}  // namespace seatsync::source_market
