#pragma once

#include "feed/source_factory.hpp"

#include <vector>

namespace seatsync::source_reddit {

/// The source "reddit".
[[nodiscard]] std::vector<feed::SourceFactory> factories();

}  // namespace seatsync::source_reddit
