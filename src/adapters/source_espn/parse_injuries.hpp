#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_espn {

/// Reads the injuries of all teams. To be listed is not to be injured: the status, as written, says
/// whether a player can play ("Active" is one of them).
/// Errors: see feed::SourceApi::parse.
[[nodiscard]] Result<feed::Answer> parse_injuries(std::string_view body, const std::string& league,
                                                  domain::Instant received_at);

}  // namespace seatsync::source_espn
