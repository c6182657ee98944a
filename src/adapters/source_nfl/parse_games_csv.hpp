#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_nfl {

/// Reads games.csv of the nflverse: a row per game since 1999. `gameday` is local, `gametime` is US
/// Eastern and empty in old rows; scores are empty until a game is played. The last week of a
/// season stands at Sunday 13:00 until it is set: its hour is not known before the game is played.
/// Rows of seasons before `seasons_from` are passed over.
/// Errors: unavailable for a page in place of the table, corrupt_data when a column is missing.
[[nodiscard]] Result<feed::Answer> parse_games_csv(std::string_view body, const std::string& league,
                                                   domain::Instant received_at, int seasons_from);

}  // namespace seatsync::source_nfl
