#pragma once

#include "feed/source_factory.hpp"

#include <vector>

namespace seatsync::source_stubhub {

/// The sources "stubhub" and "stubhub_pos".
[[nodiscard]] std::vector<feed::SourceFactory> factories();

}  // namespace seatsync::source_stubhub
