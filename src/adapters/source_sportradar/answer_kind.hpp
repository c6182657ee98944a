#pragma once

#include "feed/json_fields.hpp"

#include <string>

namespace seatsync::source_sportradar {

/// The endpoint whose answer this looks like. Errors: invalid_argument when it is none.
[[nodiscard]] Result<std::string> kind_of_answer(feed::JsonValue root);

/// The league that an answer tells: its alias in lower case; "nfl" where there are weeks, or the
/// two conferences, which no other league that is read has. Errors: unavailable with the words of
/// an answer that is a message; invalid_argument when it tells none.
[[nodiscard]] Result<std::string> league_told(feed::JsonValue root);

/// Why an answer does not hold what was asked for: unavailable with its message, corrupt_data
/// naming `expected` when it has none.
[[nodiscard]] Error missing_from(feed::JsonValue root, std::string_view expected);

}  // namespace seatsync::source_sportradar
