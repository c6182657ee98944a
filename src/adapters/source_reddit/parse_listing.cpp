#include "adapters/source_reddit/parse_listing.hpp"

#include "market/tone.hpp"

#include <fmt/format.h>

#include <iterator>

namespace seatsync::source_reddit {

namespace {

using feed::Answer;
using feed::Instant;
using feed::Item;
using feed::JsonArray;
using feed::JsonDocument;
using feed::JsonValue;

std::string words_in(JsonValue root) {
    std::string words;
    for (const char* field : {"message", "reason", "error_description"})
        if (const auto text = feed::text_at(root, field); text && *text)
            words += (words.empty() ? "" : ": ") + **text;
    return words;
}

Error no_listing(JsonValue root) {
    if (!feed::find(root, "error"))
        return fail(ErrorCode::corrupt_data, "the answer is no listing");
    const std::string words = words_in(root);
    return fail(ErrorCode::unavailable, words.empty() ? "an error without words" : words);
}

bool is_removed(std::string_view text) {
    return text == "[removed]" || text == "[deleted]";
}

/// Title and text of a post, or the text of a comment.
Result<std::string> text_of(JsonValue thing) {
    std::string text;
    for (const char* field : {"data.title", "data.selftext", "data.body"}) {
        SEATSYNC_TRY(const std::string part, feed::text_or_empty(thing, field));
        text += part + ". ";
    }
    return text;
}

/// Why the thing is of no interest; empty when it is.
Result<std::string> why_not(JsonValue thing, std::string_view kind) {
    if (kind != "t3" && kind != "t1")
        return fmt::format("a {}, neither a post nor a comment", kind);
    SEATSYNC_TRY(const auto remover, feed::text_at(thing, "data.removed_by_category"));
    if (remover)
        return fmt::format("removed by {}", *remover);
    SEATSYNC_TRY(const std::string text, feed::text_or_empty(thing, "data.selftext"));
    SEATSYNC_TRY(const std::string comment, feed::text_or_empty(thing, "data.body"));
    return std::string(is_removed(text) || is_removed(comment) ? "removed" : "");
}

/// "t3_48fbm9"; older answers tell the parts only.
Result<std::string> id_of(JsonValue thing, std::string_view kind) {
    SEATSYNC_TRY(const auto name, feed::text_at(thing, "data.name"));
    if (name)
        return *name;
    SEATSYNC_TRY(const std::string id, feed::required_text(thing, "data.id"));
    return fmt::format("{}_{}", kind, id);
}

/// Nothing while Reddit hides the score of a comment: it then shows 1 for all.
Result<std::optional<std::int64_t>> score_of(JsonValue thing) {
    SEATSYNC_TRY(const auto hidden, feed::flag_at(thing, "data.score_hidden"));
    if (hidden.value_or(false))
        return std::optional<std::int64_t>();
    return feed::integer_at(thing, "data.score");
}

Result<void> read_thing(JsonValue thing, const std::string& subject, Instant received_at,
                        Item& item) {
    SEATSYNC_TRY(const std::string kind, feed::required_text(thing, "kind"));
    SEATSYNC_TRY(item.passed_over, why_not(thing, kind));
    if (!item.passed_over.empty())
        return {};
    domain::Mention mention;
    mention.source = "reddit";
    mention.subject = subject;
    mention.received_at = received_at;
    SEATSYNC_TRY(mention.id, id_of(thing, kind));
    SEATSYNC_TRY(mention.event_at, feed::required_epoch(thing, "data.created_utc"));
    SEATSYNC_TRY(const std::string text, text_of(thing));
    mention.tone = market::tone_of(text);
    SEATSYNC_TRY(mention.reach, score_of(thing));
    SEATSYNC_TRY(mention.comments, feed::integer_at(thing, "data.num_comments"));
    item.observations.emplace_back(std::move(mention));
    return {};
}

Result<void> read_listing(JsonValue listing, const std::string& subject, Instant received_at,
                          Answer& answer) {
    SEATSYNC_TRY(const auto things, feed::array_at(listing, "data.children"));
    if (!things)
        return no_listing(listing);
    auto items = feed::read_items(things, "data.name", [&](JsonValue thing, Item& item) {
        return read_thing(thing, subject, received_at, item);
    });
    std::ranges::move(items, std::back_inserter(answer.items));
    SEATSYNC_TRY(answer.next, feed::text_or_empty(listing, "data.after"));
    return {};
}

}  // namespace

Result<Answer> parse_listing(std::string_view body, const std::string& subject,
                             Instant received_at) {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    Answer answer;
    JsonArray listings;
    if (document.root().get(listings) != simdjson::SUCCESS)
        SEATSYNC_CHECK(read_listing(document.root(), subject, received_at, answer));
    else
        for (const JsonValue listing : listings)
            SEATSYNC_CHECK(read_listing(listing, subject, received_at, answer));
    return answer;
}

std::string words_of_error(std::string_view body) {
    const auto document = JsonDocument::parse(body);
    return document ? words_in(document->root()) : std::string();
}

}  // namespace seatsync::source_reddit
