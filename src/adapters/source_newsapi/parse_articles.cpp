#include "adapters/source_newsapi/parse_articles.hpp"

#include "market/tone.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::source_newsapi {

namespace {

using feed::Answer;
using feed::Instant;
using feed::Item;
using feed::JsonArray;
using feed::JsonDocument;
using feed::JsonValue;

std::string words_in(JsonValue root) {
    std::string words;
    for (const char* field : {"code", "message"})
        if (const auto text = feed::text_at(root, field); text && *text)
            words += (words.empty() ? "" : ": ") + **text;
    return words;
}

/// The list of the answer, or the error that came in its place.
Result<JsonArray> list_in(JsonValue root, std::string_view name) {
    SEATSYNC_TRY(const std::string status, feed::text_or_empty(root, "status"));
    if (status == "error")
        return fail(ErrorCode::unavailable, "the answer is an error: " + words_in(root));
    SEATSYNC_TRY(const auto list, feed::array_at(root, name));
    if (!list)
        return fail(ErrorCode::corrupt_data, fmt::format("{}: it is missing", name));
    return *list;
}

bool is_withdrawn(std::string_view title, std::string_view url) {
    return title == "[Removed]" || url == "https://removed.com";
}

Result<void> read_article(JsonValue article, const std::string& subject, Instant received_at,
                          Item& item) {
    SEATSYNC_TRY(const std::string title, feed::text_or_empty(article, "title"));
    SEATSYNC_TRY(const std::string url, feed::required_text(article, "url"));
    if (is_withdrawn(title, url)) {
        item.passed_over = "withdrawn by its publisher";
        return {};
    }
    domain::Mention mention;
    mention.source = "newsapi";
    mention.id = article_id(url);
    mention.subject = subject;
    mention.received_at = received_at;
    SEATSYNC_TRY(mention.event_at, feed::required_instant(article, "publishedAt"));
    SEATSYNC_TRY(const std::string description, feed::text_or_empty(article, "description"));
    mention.tone = market::tone_of(title + ". " + description);
    if (mention.id.empty())
        return fail(ErrorCode::corrupt_data, "url: it names no article");
    item.key = mention.id;
    item.observations.emplace_back(std::move(mention));
    return {};
}

/// Until when to ask for the rest; empty when this was all. It goes back with each page, so that
/// the pages come to an end.
std::string rest_until(const std::vector<Item>& items, std::int64_t total) {
    std::vector<Instant> times;
    for (const Item& item : items)
        for (const feed::Observation& observation : item.observations)
            times.push_back(std::get<domain::Mention>(observation).event_at);
    if (times.empty() || total <= static_cast<std::int64_t>(items.size()))
        return {};
    const auto [oldest, newest] = std::ranges::minmax(times);
    return domain::format_utc(oldest < newest ? oldest : oldest - std::chrono::seconds(1));
}

}  // namespace

Result<Answer> parse_articles(std::string_view body, const std::string& subject,
                              Instant received_at) {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    SEATSYNC_TRY(const JsonArray articles, list_in(document.root(), "articles"));
    SEATSYNC_TRY(const auto total, feed::integer_at(document.root(), "totalResults"));
    Answer answer;
    answer.items = feed::read_items(articles, "url", [&](JsonValue article, Item& item) {
        return read_article(article, subject, received_at, item);
    });
    answer.next = rest_until(answer.items, total.value_or(0));
    return answer;
}

Result<Answer> parse_sources(std::string_view body) {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    SEATSYNC_TRY(const JsonArray sources, list_in(document.root(), "sources"));
    Answer answer;
    answer.items = feed::read_items(sources, "id", [](JsonValue, Item& item) -> Result<void> {
        item.passed_over = "a publisher, not an article";
        return {};
    });
    return answer;
}

std::string article_id(std::string_view url) {
    url = url.substr(0, url.find('#'));
    const std::string_view place = url.substr(0, url.find('?'));
    const std::string_view query = url.substr(place.size());
    if (place.ends_with("/watch") && query.starts_with("?v="))
        return std::string(url.substr(0, url.find('&')));
    return std::string(place);
}

std::string words_of_error(std::string_view body) {
    const auto document = JsonDocument::parse(body);
    return document ? words_in(document->root()) : std::string();
}

}  // namespace seatsync::source_newsapi
