#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_espn {

/// Reads the standings, whether they hang below the league, its conferences or its divisions.
/// Errors: see feed::SourceApi::parse.
[[nodiscard]] Result<feed::Answer> parse_standings(std::string_view body, const std::string& league,
                                                   domain::Instant received_at);

/// Reads the record of a team's own page; passed over when there is none.
[[nodiscard]] feed::Item read_team_record(feed::JsonValue team, const std::string& league,
                                          domain::Instant received_at);

}  // namespace seatsync::source_espn
