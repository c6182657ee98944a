#include "adapters/source_competing_events/parse_predicthq.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::source_competing_events {

namespace {

using feed::Answer;
using feed::Instant;
using feed::Item;
using feed::JsonArray;
using feed::JsonDocument;
using feed::JsonValue;

constexpr const char* kSource = "predicthq";

std::string words_in(JsonValue root) {
    for (const char* field : {"error", "detail", "message"})
        if (const auto text = feed::text_at(root, field); text && *text)
            return **text;
    return {};
}

/// What came in place of an answer.
Error no_answer(JsonValue root, std::string_view missing) {
    const std::string words = words_in(root);
    if (!words.empty())
        return fail(ErrorCode::unavailable, words);
    return fail(ErrorCode::corrupt_data, fmt::format("{}: it is missing", missing));
}

/// Whether a time or a yes stands there.
bool is_told(JsonValue event, std::string_view field) {
    const auto value = feed::find(event, field);
    bool flag = true;
    return value && (value->get(flag) != simdjson::SUCCESS || flag);
}

Result<domain::EventStatus> status_of(JsonValue event) {
    SEATSYNC_TRY(const std::string state, feed::text_or_empty(event, "state"));
    if (state == "deleted" || is_told(event, "cancelled"))
        return domain::EventStatus::cancelled;
    if (is_told(event, "postponed"))
        return domain::EventStatus::postponed;
    return domain::EventStatus::scheduled;
}

/// [longitude, latitude]: in this order.
Result<void> read_location(JsonValue value, domain::NearbyEvent& event) {
    SEATSYNC_TRY(const auto location, feed::array_at(value, "location"));
    if (!location)
        return {};
    double longitude = 0;
    double latitude = 0;
    if (location->at(0).get(longitude) != simdjson::SUCCESS ||
        location->at(1).get(latitude) != simdjson::SUCCESS)
        return fail(ErrorCode::corrupt_data, "location: it is no pair of numbers");
    event.longitude = longitude;
    event.latitude = latitude;
    return {};
}

/// When what is told was last changed; when received where that is not told.
Result<Instant> updated_at(JsonValue value, Instant received_at) {
    SEATSYNC_TRY(const auto updated, feed::instant_at(value, "updated"));
    return std::min(updated.value_or(received_at), received_at);
}

Result<void> read_event(JsonValue value, Instant received_at, Item& item) {
    domain::NearbyEvent event;
    event.source = kSource;
    event.received_at = received_at;
    SEATSYNC_TRY(event.id, feed::required_text(value, "id"));
    SEATSYNC_TRY(event.title, feed::text_or_empty(value, "title"));
    SEATSYNC_TRY(event.category, feed::text_or_empty(value, "category"));
    SEATSYNC_TRY(event.start, feed::required_instant(value, "start"));
    SEATSYNC_TRY(event.end, feed::instant_at(value, "end"));
    SEATSYNC_CHECK(read_location(value, event));
    SEATSYNC_TRY(event.attendance, feed::integer_at(value, "phq_attendance"));
    SEATSYNC_TRY(event.rank, feed::number_at(value, "rank"));
    SEATSYNC_TRY(event.status, status_of(value));
    SEATSYNC_TRY(event.event_at, updated_at(value, received_at));
    item.observations.emplace_back(std::move(event));
    return {};
}

domain::Reading reading_of(std::string subject, std::string measure, Instant at,
                           Instant received_at, std::optional<double> value) {
    domain::Reading reading;
    reading.source = kSource;
    reading.subject = std::move(subject);
    reading.measure = std::move(measure);
    reading.valid_at = at;
    reading.event_at = std::min(at, received_at);
    reading.received_at = received_at;
    reading.value = value;
    return reading;
}

Result<void> read_broadcast(JsonValue value, Instant received_at, Item& item) {
    SEATSYNC_TRY(const std::string id, feed::required_text(value, "broadcast_id"));
    SEATSYNC_TRY(const std::string event, feed::required_text(value, "event.event_id"));
    SEATSYNC_TRY(const Instant start, feed::required_instant(value, "dates.start"));
    SEATSYNC_TRY(const auto viewers, feed::number_at(value, "phq_viewership"));
    auto reading = reading_of(event + "/" + id, "tv_viewers", start, received_at, viewers);
    SEATSYNC_TRY(reading.event_at, updated_at(value, received_at));
    item.observations.emplace_back(std::move(reading));
    return {};
}

Result<void> read_counts(JsonValue root, const std::string& subject, Instant received_at,
                         Item& item) {
    SEATSYNC_TRY(const auto count, feed::number_at(root, "count"));
    item.observations.emplace_back(
        reading_of(subject, "nearby_events", received_at, received_at, count));
    simdjson::dom::object categories;
    const auto found = feed::find(root, "categories");
    if (!found || found->get(categories) != simdjson::SUCCESS)
        return {};
    for (const auto [category, value] : categories) {
        double number = 0;
        if (JsonValue(value).get(number) != simdjson::SUCCESS)
            return fail(ErrorCode::corrupt_data,
                        fmt::format("categories.{}: it is no number", category));
        item.observations.emplace_back(reading_of(subject,
                                                  "nearby_events_" + feed::tidy_text(category),
                                                  received_at, received_at, number));
    }
    return {};
}

/// "active.gte=2026-06-10&offset=100" of the next page's URL; empty at the end.
Result<std::string> next_query(JsonValue root) {
    SEATSYNC_TRY(const std::string next, feed::text_or_empty(root, "next"));
    const std::size_t query = next.find('?');
    return query == next.npos ? std::string() : next.substr(query + 1);
}

Result<void> note_overflow(JsonValue root, Answer& answer) {
    SEATSYNC_TRY(const auto overflow, feed::flag_at(root, "overflow"));
    if (!overflow.value_or(false))
        return {};
    Item item;
    item.key = "overflow";
    item.passed_over = "the plan hides further events";
    answer.items.push_back(std::move(item));
    return {};
}

/// The page that `read` makes of each of the results.
Result<Answer> read_results(std::string_view body, std::string_view key,
                            const feed::ItemReader& read) {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    const JsonValue root = document.root();
    SEATSYNC_TRY(const auto results, feed::array_at(root, "results"));
    if (!results)
        return no_answer(root, "results");
    Answer answer;
    answer.items = feed::read_items(results, key, read);
    SEATSYNC_CHECK(note_overflow(root, answer));
    SEATSYNC_TRY(answer.next, next_query(root));
    return answer;
}

}  // namespace

Result<Answer> parse_events(std::string_view body, Instant received_at) {
    return read_results(body, "id", [&](JsonValue value, Item& item) {
        return read_event(value, received_at, item);
    });
}

Result<Answer> parse_broadcasts(std::string_view body, Instant received_at) {
    return read_results(body, "broadcast_id", [&](JsonValue value, Item& item) {
        return read_broadcast(value, received_at, item);
    });
}

Result<Answer> parse_counts(std::string_view body, const std::string& subject,
                            Instant received_at) {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    const JsonValue root = document.root();
    if (!feed::find(root, "count"))
        return no_answer(root, "count");
    Answer answer;
    answer.items.push_back(feed::read_item(
        root, "",
        [&](JsonValue value, Item& item) { return read_counts(value, subject, received_at, item); },
        "count"));
    return answer;
}

std::string words_of_error(std::string_view body) {
    if (const auto document = JsonDocument::parse(body))
        return words_in(document->root());
    return feed::is_html(body) ? std::string() : feed::tidy_text(body.substr(0, 200));
}

}  // namespace seatsync::source_competing_events
