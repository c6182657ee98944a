#pragma once

#include <string>
#include <string_view>

namespace seatsync::market {

/// Text as names are compared: lower case, accents and punctuation gone, "&" is "and", single
/// spaces. "St." is "saint" in front and after "Mount", else "state" ("Ohio St."). A rank in front
/// ("#5", "No. 5", "(5)") is gone. Idempotent.
[[nodiscard]] std::string tidy(std::string_view text);

/// "los-angeles-dodgers": tidy text with hyphens.
[[nodiscard]] std::string slug_of(std::string_view text);

/// Without what stands in round or square brackets, except "(W)" and "(M)".
[[nodiscard]] std::string without_brackets(std::string_view text);

}  // namespace seatsync::market
