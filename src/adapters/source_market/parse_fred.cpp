#include "adapters/source_market/parse_fred.hpp"

#include "adapters/source_market/series_tasks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::source_market {

namespace {

using feed::Answer;
using feed::Instant;
using feed::Item;
using feed::JsonDocument;
using feed::JsonValue;

/// What all observations of an answer share.
struct Frame {
    std::string subject;
    std::string measure;
    Instant received_at;
};

std::string words_in(JsonValue root) {
    return words_at(root, {"error_message", "message"});
}

Error no_answer(JsonValue root) {
    const std::string words = words_in(root);
    return words.empty() ? fail(ErrorCode::corrupt_data, "observations: it is missing")
                         : fail(ErrorCode::unavailable, words);
}

Result<std::optional<std::chrono::year_month_day>> date_at(JsonValue value, const char* field) {
    SEATSYNC_TRY(const auto text, feed::text_at(value, field));
    if (!text)
        return std::optional<std::chrono::year_month_day>();
    const auto date = domain::parse_date(*text);
    if (!date)
        return fail(ErrorCode::corrupt_data, fmt::format("{}: '{}' is not a date", field, *text));
    return std::optional(*date);
}

/// FRED's days are those of its office in St. Louis, which keeps the time of Chicago.
const domain::Zone& zone_of_fred() {
    static const domain::Zone zone = domain::Zone::named("America/Chicago").value();
    return zone;
}

Result<Instant> published_at(JsonValue row, Instant received_at) {
    SEATSYNC_TRY(const auto first_day, date_at(row, "realtime_start"));
    if (!first_day)
        return received_at;
    const std::chrono::sys_days next_day = std::chrono::sys_days(*first_day) + std::chrono::days(1);
    SEATSYNC_TRY(const Instant end_of_day,
                 domain::from_local(next_day, std::chrono::microseconds(0), zone_of_fred()));
    return std::min(end_of_day, received_at);
}

Result<void> read_row(JsonValue row, const Frame& frame, Item& item) {
    SEATSYNC_TRY(const auto date, date_at(row, "date"));
    if (!date)
        return fail(ErrorCode::corrupt_data, "date: it is missing");
    // Other forms of the answer name the field by series and day: that is not "no value".
    if (row["value"].error() != simdjson::SUCCESS)
        return fail(ErrorCode::corrupt_data, "value: it is missing");
    domain::Reading reading;
    reading.source = "fred";
    reading.subject = frame.subject;
    reading.measure = frame.measure;
    reading.valid_at = std::chrono::sys_days(*date);
    reading.received_at = frame.received_at;
    SEATSYNC_TRY(reading.event_at, published_at(row, frame.received_at));
    SEATSYNC_TRY(reading.value, feed::number_at(row, "value"));
    item.observations.emplace_back(std::move(reading));
    return {};
}

Result<std::string> measure_of(JsonValue root) {
    SEATSYNC_TRY(const std::string units, feed::text_or_empty(root, "units"));
    return units.empty() || units == "lin" ? std::string("level") : "level_" + units;
}

/// `count` is of all that match, not of those on this page. Empty at the end.
Result<std::string> next_offset(JsonValue root) {
    SEATSYNC_TRY(const auto count, feed::integer_at(root, "count"));
    SEATSYNC_TRY(const auto offset, feed::integer_at(root, "offset"));
    SEATSYNC_TRY(const auto limit, feed::integer_at(root, "limit"));
    const std::int64_t next = offset.value_or(0) + limit.value_or(0);
    const bool goes_on = limit.value_or(0) > 0 && next < count.value_or(0);
    return goes_on ? std::to_string(next) : std::string();
}

}  // namespace

Result<Answer> parse_fred(std::string_view body, const std::string& subject, Instant received_at) {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    const JsonValue root = document.root();
    SEATSYNC_TRY(const auto rows, feed::array_at(root, "observations"));
    if (!rows)
        return no_answer(root);
    Frame frame{.subject = subject, .measure = {}, .received_at = received_at};
    SEATSYNC_TRY(frame.measure, measure_of(root));
    Answer answer;
    answer.items = feed::read_items(
        rows, "date", [&](JsonValue row, Item& item) { return read_row(row, frame, item); });
    SEATSYNC_TRY(answer.next, next_offset(root));
    return answer;
}

std::string fred_words(std::string_view body) {
    const auto document = JsonDocument::parse(body);
    return document ? words_in(document->root()) : std::string();
}

}  // namespace seatsync::source_market
