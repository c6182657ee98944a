#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_espn {

/// Reads the articles: a mention of each team that an article is filed under ("nfl/Dallas
/// Cowboys"), or of the league when it is under none. The tone is that of headline and description.
/// Errors: see feed::SourceApi::parse.
[[nodiscard]] Result<feed::Answer> parse_news(std::string_view body, const std::string& league,
                                              domain::Instant received_at);

}  // namespace seatsync::source_espn
