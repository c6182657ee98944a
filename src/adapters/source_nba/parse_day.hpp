#pragma once

#include "feed/source_api.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace seatsync::source_nba {

/// Reads the older scoreboard of a day (scoreboardv2): a table of games and one of scores. It tells
/// the hour ("7:00 pm ET") only before a game; of others the date stands alone. A game that is on
/// several channels stands in it several times.
/// Errors: see feed::SourceApi::parse.
[[nodiscard]] Result<feed::Answer> parse_day(std::string_view body, const std::string& league,
                                             domain::Instant received_at);

/// The time of day of "7:00 pm ET"; nothing when the text is none.
[[nodiscard]] std::optional<std::chrono::minutes> eastern_time_in(std::string_view text);

}  // namespace seatsync::source_nba
