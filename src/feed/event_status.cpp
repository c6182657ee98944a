#include "feed/event_status.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::feed {

Result<domain::EventStatus> status_of_word(std::string_view word, std::string_view path,
                                           std::span<const StatusWord> words) {
    const auto found = std::ranges::find(words, word, &StatusWord::first);
    if (found == words.end())
        return fail(ErrorCode::corrupt_data, fmt::format("{}: '{}' is not known", path, word));
    return found->second;
}

Result<domain::EventStatus> status_at(JsonValue value, std::string_view path,
                                      std::span<const StatusWord> words) {
    SEATSYNC_TRY(const auto word, text_at(value, path));
    return word ? status_of_word(*word, path, words) : domain::EventStatus::scheduled;
}

}  // namespace seatsync::feed
