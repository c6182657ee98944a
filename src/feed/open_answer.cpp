#include "feed/open_answer.hpp"

#include <fmt/format.h>

namespace seatsync::feed {

namespace {

std::string words_in(JsonValue root, std::string_view message) {
    auto words = text_or_empty(root, message);
    return words ? *std::move(words) : std::string();
}

}  // namespace

Result<JsonDocument> open_answer(std::string_view body, std::string_view content,
                                 std::string_view message) {
    SEATSYNC_TRY(auto document, JsonDocument::parse(body));
    if (find(document.root(), content))
        return document;
    if (const std::string words = words_in(document.root(), message); !words.empty())
        return fail(ErrorCode::unavailable, words);
    return fail(ErrorCode::corrupt_data, fmt::format("{}: it is missing", content));
}

std::string words_of(std::string_view body, std::string_view message) {
    const auto document = JsonDocument::parse(body);
    return document ? words_in(document->root(), message) : std::string();
}

}  // namespace seatsync::feed
