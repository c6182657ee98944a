#include "adapters/source_x/parse_posts.hpp"

#include "market/tone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

namespace seatsync::source_x {

namespace {

using feed::Answer;
using feed::Instant;
using feed::Item;
using feed::JsonArray;
using feed::JsonDocument;
using feed::JsonValue;

/// "title: detail" or "message", whichever there is.
std::string words_of(JsonValue error) {
    std::string words;
    for (const char* field : {"title", "detail", "message"})
        if (const auto text = feed::text_at(error, field); text && *text)
            words += (words.empty() ? "" : ": ") + **text;
    return words;
}

std::string words_in(JsonValue root) {
    const auto errors = feed::array_at(root, "errors");
    if (errors && *errors && (*errors)->size() > 0)
        if (std::string words = words_of((*errors)->at(0)); !words.empty())
            return words;
    return words_of(root);
}

/// Neither `data` nor `meta`: what came in place of an answer.
Error no_answer(JsonValue root) {
    const std::string words = words_in(root);
    if (words.empty())
        return fail(ErrorCode::corrupt_data, "the answer has neither data nor meta");
    return fail(ErrorCode::unavailable, words);
}

Result<Instant> time_of(JsonValue post, std::string_view id) {
    SEATSYNC_TRY(const auto created, feed::instant_at(post, "created_at"));
    return created ? Result<Instant>(*created) : posted_at(id);
}

Result<void> read_post(JsonValue post, const std::string& subject, Instant received_at,
                       Item& item) {
    domain::Mention mention{.source = "x", .subject = subject, .received_at = received_at};
    SEATSYNC_TRY(mention.id, feed::required_text(post, "id"));
    SEATSYNC_TRY(mention.event_at, time_of(post, mention.id));
    SEATSYNC_TRY(const std::string text, feed::text_or_empty(post, "text"));
    mention.tone = market::tone_of(text);
    SEATSYNC_TRY(mention.reach, feed::integer_at(post, "public_metrics.like_count"));
    SEATSYNC_TRY(mention.comments, feed::integer_at(post, "public_metrics.reply_count"));
    item.observations.emplace_back(std::move(mention));
    return {};
}

Result<void> read_hour(JsonValue bucket, const std::string& subject, Instant received_at,
                       Item& item) {
    SEATSYNC_TRY(const Instant start, feed::required_instant(bucket, "start"));
    SEATSYNC_TRY(const Instant end, feed::required_instant(bucket, "end"));
    if (end - start != std::chrono::hours(1)) {
        item.passed_over = "it does not cover a whole hour";
        return {};
    }
    SEATSYNC_TRY(const auto count, feed::integer_at(bucket, "tweet_count"));
    if (!count || *count < 0)
        return fail(ErrorCode::corrupt_data, "tweet_count: it is missing or negative");
    item.observations.emplace_back(domain::Reading{.source = "x",
                                                   .subject = subject,
                                                   .measure = "mentions_per_hour",
                                                   .valid_at = start,
                                                   .event_at = std::min(end, received_at),
                                                   .received_at = received_at,
                                                   .value = static_cast<double>(*count)});
    return {};
}

/// What was asked for and is not there, or no longer.
Result<std::vector<Item>> read_partial_errors(JsonValue root) {
    SEATSYNC_TRY(const auto errors, feed::array_at(root, "errors"));
    auto items = feed::read_items(
        errors, "resource_id", [](JsonValue error, Item& /*item*/) -> Result<void> {
            const std::string words = words_of(error);
            return fail(ErrorCode::not_found, words.empty() ? "an error without words" : words);
        });
    for (Item& item : items)
        item.key = "error/" + item.key;
    return items;
}

/// `read_data` reads the elements of `data`; the rest of an answer is the same everywhere.
template <class ReadData>
Result<Answer> read_answer(std::string_view body, const ReadData& read_data) {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    const JsonValue root = document.root();
    if (!feed::find(root, "data") && !feed::find(root, "meta"))
        return no_answer(root);
    Answer answer;
    SEATSYNC_TRY(answer.items, read_data(root));
    SEATSYNC_TRY(auto missing, read_partial_errors(root));
    std::ranges::move(missing, std::back_inserter(answer.items));
    SEATSYNC_TRY(answer.next, feed::text_or_empty(root, "meta.next_token"));
    return answer;
}

}  // namespace

Result<Answer> parse_posts(std::string_view body, const std::string& subject, Instant received_at) {
    const auto read = [&](JsonValue post, Item& item) {
        return read_post(post, subject, received_at, item);
    };
    return read_answer(body, [&](JsonValue root) -> Result<std::vector<Item>> {
        if (const auto data = feed::find(root, "data"); data && data->is_object())
            return std::vector{feed::read_item(*data, "id", read)};
        SEATSYNC_TRY(const auto posts, feed::array_at(root, "data"));
        return feed::read_items(posts, "id", read);
    });
}

Result<Answer> parse_counts(std::string_view body, const std::string& subject,
                            Instant received_at) {
    return read_answer(body, [&](JsonValue root) -> Result<std::vector<Item>> {
        SEATSYNC_TRY(const auto buckets, feed::array_at(root, "data"));
        return feed::read_items(buckets, "start", [&](JsonValue bucket, Item& item) {
            return read_hour(bucket, subject, received_at, item);
        });
    });
}

std::string words_of_error(std::string_view body) {
    const auto document = JsonDocument::parse(body);
    return document ? words_in(document->root()) : std::string();
}

Result<Instant> posted_at(std::string_view id) {
    constexpr std::int64_t kEpochMs = 1'288'834'974'657;
    constexpr int kBitsBelow = 22;
    std::int64_t number = 0;
    const auto [last, problem] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (problem != std::errc() || last != id.data() + id.size() || number >> kBitsBelow <= 0)
        return fail(ErrorCode::corrupt_data,
                    fmt::format("created_at: it is missing, and the id {} holds no time", id));
    return Instant(std::chrono::milliseconds(kEpochMs + (number >> kBitsBelow)));
}

}  // namespace seatsync::source_x
