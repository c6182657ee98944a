#pragma once

#include "domain/event.hpp"
#include "feed/json_fields.hpp"

#include <span>
#include <string_view>
#include <utility>

namespace seatsync::feed {

/// A provider's word for the status of an event, and what it means.
using StatusWord = std::pair<std::string_view, domain::EventStatus>;

/// What the word that stands at `path` means. Errors: corrupt_data, naming path and word, when it
/// is none of `words`.
[[nodiscard]] Result<domain::EventStatus> status_of_word(std::string_view word,
                                                         std::string_view path,
                                                         std::span<const StatusWord> words);

/// The same of the text there; scheduled where there is none.
[[nodiscard]] Result<domain::EventStatus> status_at(JsonValue value, std::string_view path,
                                                    std::span<const StatusWord> words);

}  // namespace seatsync::feed
