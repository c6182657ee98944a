#pragma once

#include "feed/source_factory.hpp"

#include <vector>

namespace seatsync::source_newsapi {

/// The source "newsapi".
[[nodiscard]] std::vector<feed::SourceFactory> factories();

}  // namespace seatsync::source_newsapi
