#pragma once

#include "feed/source_factory.hpp"

#include <vector>

namespace seatsync::source_x {

/// The source "x".
[[nodiscard]] std::vector<feed::SourceFactory> factories();

}  // namespace seatsync::source_x
