#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_nfl {

/// Reads the schedule of the current week from Next Gen Stats, with scores. `gameTime` is UTC,
/// `isoTime` the same in milliseconds since 1970; the day of the game stands in `gameId`. Its
/// `smartId` is the id of the game at api.nfl.com. Errors: see feed::SourceApi::parse.
[[nodiscard]] Result<feed::Answer> parse_ngs_schedule(std::string_view body,
                                                      const std::string& league,
                                                      domain::Instant received_at);

}  // namespace seatsync::source_nfl
