#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_nba {

/// Reads the standings (leaguestandings and leaguestandingsv3, whose columns differ).
/// Errors: see feed::SourceApi::parse.
[[nodiscard]] Result<feed::Answer> parse_standings(std::string_view body, const std::string& league,
                                                   domain::Instant received_at);

/// Reads the standings inside a playoff picture, where a team is named by its city ("L.A. Lakers").
/// Errors: the same.
[[nodiscard]] Result<feed::Answer> parse_playoff_picture(std::string_view body,
                                                         const std::string& league,
                                                         domain::Instant received_at);

}  // namespace seatsync::source_nba
