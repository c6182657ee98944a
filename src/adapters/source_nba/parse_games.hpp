#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_nba {

/// Reads a scoreboard, of today (cdn.nba.com) or of any day (scoreboardv3). Its `gameEt` is Eastern
/// wall time with a false Z and is not read. Out of season it is empty.
/// Errors: see feed::SourceApi::parse.
[[nodiscard]] Result<feed::Answer> parse_scoreboard(std::string_view body,
                                                    const std::string& league,
                                                    domain::Instant received_at);

/// Reads the schedule of a season (scheduleLeagueV2). Errors: the same.
[[nodiscard]] Result<feed::Answer> parse_schedule(std::string_view body, const std::string& league,
                                                  domain::Instant received_at);

}  // namespace seatsync::source_nba
