#pragma once

#include "feed/source_api.hpp"

#include <string>

namespace seatsync::source_sportradar {

/// Reads the injuries of the players of the teams. To be listed is not to be out: the status, as
/// written, says it. Errors: see feed::SourceApi::parse.
[[nodiscard]] Result<feed::Answer> parse_injuries(feed::JsonValue root, const std::string& league,
                                                  domain::Instant received_at);

}  // namespace seatsync::source_sportradar
