#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_nfl {

/// Reads the standings of the weeks. Errors: see feed::SourceApi::parse.
[[nodiscard]] Result<feed::Answer> parse_standings(std::string_view body, const std::string& league,
                                                   domain::Instant received_at);

/// One team of them. Errors: corrupt_data naming the field.
[[nodiscard]] Result<domain::TeamRecord> read_record(feed::JsonValue standing,
                                                     const std::string& league, std::string season,
                                                     domain::Instant received_at);

}  // namespace seatsync::source_nfl
