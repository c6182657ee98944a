#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_espn {

/// Reads the events of a scoreboard or of a team's schedule: each as a sighting, and its result
/// once it is completed. Scores are texts on the one and objects on the other. All times are UTC;
/// where the hour is not set (timeValid false), the date is that of the US East. Errors: see
/// feed::SourceApi::parse.
[[nodiscard]] Result<feed::Answer> parse_games(std::string_view body, const std::string& league,
                                               domain::Instant received_at);

/// Reads one team: its record, and its next game like those of a scoreboard. Errors: the same.
[[nodiscard]] Result<feed::Answer> parse_team(std::string_view body, const std::string& league,
                                              domain::Instant received_at);

}  // namespace seatsync::source_espn
