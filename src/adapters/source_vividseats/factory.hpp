#pragma once

#include "feed/source_factory.hpp"

#include <vector>

namespace seatsync::source_vividseats {

/// The sources "vividseats" (SkyBox) and "vividseats_broker" (the broker listing API).
[[nodiscard]] std::vector<feed::SourceFactory> factories();

}  // namespace seatsync::source_vividseats
