#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_mlb {

/// Reads /schedule: each game of each day as a sighting, and its result once it is really over. A
/// postponed game says abstractGameState "Final" and has none. The same game may be listed again on
/// its new day; the later item is the newer version. Doubleheaders carry their number.
/// Errors: see feed::SourceApi::parse.
[[nodiscard]] Result<feed::Answer> parse_schedule(std::string_view body, const std::string& league,
                                                  domain::Instant received_at);

}  // namespace seatsync::source_mlb
