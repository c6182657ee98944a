#pragma once

#include "feed/source_factory.hpp"

#include <vector>

namespace seatsync::server {

/// Every source that this program was built with, by name.
[[nodiscard]] std::vector<feed::SourceFactory> source_factories();

}  // namespace seatsync::server
