#pragma once

#include "feed/source_factory.hpp"

#include <vector>

namespace seatsync::source_ticketmaster {

/// The sources "ticketmaster" and "ticketmaster_nearby". They share one key and its quota.
[[nodiscard]] std::vector<feed::SourceFactory> factories();

}  // namespace seatsync::source_ticketmaster
