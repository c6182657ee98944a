#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_mlb {

/// Reads /standings: each team's wins, losses and wins of its last ten games.
/// Errors: see feed::SourceApi::parse.
[[nodiscard]] Result<feed::Answer> parse_standings(std::string_view body, const std::string& league,
                                                   domain::Instant received_at);

/// Reads /teams, which says nothing that is observed: every team is passed over.
[[nodiscard]] Result<feed::Answer> parse_teams(std::string_view body);

/// The parsed body, which holds a list at `list`. Errors: unavailable when it holds the provider's
/// error message in its place, corrupt_data when neither.
[[nodiscard]] Result<feed::JsonDocument> open_answer(std::string_view body, std::string_view list);

/// "Object not found (number 10)"; empty when the body is no error of this provider.
[[nodiscard]] std::string error_words(std::string_view body);

}  // namespace seatsync::source_mlb
