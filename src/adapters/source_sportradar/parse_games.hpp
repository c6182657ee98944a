#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_sportradar {

/// Reads the games of a season, of a week or of a day, or one game alone. `scheduled` is UTC; the
/// day at the venue is known where the venue's zone is told, else it is the day that the answer is
/// of. Errors: see feed::SourceApi::parse.
[[nodiscard]] Result<feed::Answer> parse_games(feed::JsonValue root, const std::string& league,
                                               domain::Instant received_at);

/// The state that a status names: "closed", "postponed".
[[nodiscard]] domain::EventStatus status_named(std::string_view word);

}  // namespace seatsync::source_sportradar
