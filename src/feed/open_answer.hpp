#pragma once

#include "feed/json_fields.hpp"

#include <string>
#include <string_view>

namespace seatsync::feed {

/// The parsed body of an answer, which holds something at `content`. Errors: those of
/// JsonDocument::parse; unavailable with the provider's words when it holds a text at `message` in
/// its place; corrupt_data when neither.
[[nodiscard]] Result<JsonDocument> open_answer(std::string_view body, std::string_view content,
                                               std::string_view message);

/// The text at `message` of a body; empty when it is no JSON or has none.
[[nodiscard]] std::string words_of(std::string_view body, std::string_view message);

}  // namespace seatsync::feed
