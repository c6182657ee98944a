#pragma once

#include "feed/source_api.hpp"

#include <string>

namespace seatsync::source_sportradar {

/// Reads the standings of a season: teams within divisions within conferences, or within the two
/// leagues of baseball. Errors: see feed::SourceApi::parse.
[[nodiscard]] Result<feed::Answer> parse_standings(feed::JsonValue root, const std::string& league,
                                                   domain::Instant received_at);

/// Reads the teams of a league, which say nothing that is observed: each is passed over. Errors:
/// the same.
[[nodiscard]] Result<feed::Answer> parse_hierarchy(feed::JsonValue root);

}  // namespace seatsync::source_sportradar
