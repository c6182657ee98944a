#include "adapters/source_market/parse_yahoo.hpp"

#include "adapters/source_market/series_tasks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace seatsync::source_market {

namespace {

using feed::Answer;
using feed::Instant;
using feed::Item;
using feed::JsonArray;
using feed::JsonDocument;
using feed::JsonValue;
using std::chrono::seconds;

constexpr seconds kDay(86'400);

/// One list of values, parallel to the timestamps.
struct Column {
    std::string measure;
    const char* name;
    JsonArray values;
    bool is_price = true;
};

/// What all bars of an answer share.
struct Frame {
    std::string subject;
    seconds bar_length{};
    Instant received_at;
    std::vector<Column> columns = {};
};

std::string words_in(JsonValue root) {
    return words_at(root, {"chart.error.description", "chart.error.code",
                           "finance.error.description", "quoteSummary.error.description"});
}

/// The first element of the list there; nothing when there is none.
Result<std::optional<JsonValue>> first_of(JsonValue value, std::string_view path) {
    SEATSYNC_TRY(const auto list, feed::array_at(value, path));
    JsonValue first;
    if (!list || list->at(0).get(first) != simdjson::SUCCESS)
        return std::optional<JsonValue>();
    return std::optional(first);
}

/// From open to close of the current session; a day where that is not told.
Result<seconds> session_length(JsonValue chart) {
    SEATSYNC_TRY(const auto start,
                 feed::epoch_at(chart, "meta.currentTradingPeriod.regular.start"));
    SEATSYNC_TRY(const auto end, feed::epoch_at(chart, "meta.currentTradingPeriod.regular.end"));
    if (!start || !end || *end <= *start || *end - *start > kDay)
        return kDay;
    return std::chrono::duration_cast<seconds>(*end - *start);
}

/// The length of "5m", "1h", "1wk" or "1mo": the longest that a month can be.
Result<seconds> length_of(std::string_view granularity) {
    struct Unit {
        std::string_view name;
        seconds length;
    };
    constexpr int kCountMax = 99;
    int count = 0;
    const char* end = granularity.data() + granularity.size();
    const auto [last, problem] = std::from_chars(granularity.data(), end, count);
    for (const Unit& unit : {Unit{"m", seconds(60)}, Unit{"h", seconds(3600)}, Unit{"d", kDay},
                             Unit{"wk", 7 * kDay}, Unit{"mo", 31 * kDay}})
        if (problem == std::errc() && count > 0 && count <= kCountMax &&
            std::string_view(last, end) == unit.name)
            return count * unit.length;
    return fail(ErrorCode::corrupt_data,
                fmt::format("meta.dataGranularity: '{}' is no length of a bar", granularity));
}

Result<void> add_column(JsonValue lists, const char* name, std::string measure, bool is_price,
                        Frame& frame) {
    SEATSYNC_TRY(const auto values, feed::array_at(lists, name));
    if (values)
        frame.columns.push_back({std::move(measure), name, *values, is_price});
    return {};
}

Result<void> add_columns(JsonValue chart, const std::string& granularity, Frame& frame) {
    SEATSYNC_TRY(const std::string currency, feed::text_or_empty(chart, "meta.currency"));
    const std::string length = granularity == "1d" ? "" : "_" + granularity;
    const std::string unit = (currency.empty() ? "" : "_" + currency) + length;
    SEATSYNC_TRY(const auto quote, first_of(chart, "indicators.quote"));
    SEATSYNC_TRY(const auto adjusted, first_of(chart, "indicators.adjclose"));
    for (const char* name : {"open", "high", "low", "close"})
        if (quote)
            SEATSYNC_CHECK(add_column(*quote, name, name + unit, true, frame));
    if (quote)
        SEATSYNC_CHECK(add_column(*quote, "volume", "volume" + length, false, frame));
    if (adjusted)
        SEATSYNC_CHECK(add_column(*adjusted, "adjclose", "adjusted_close" + unit, true, frame));
    return {};
}

Result<Frame> frame_of(JsonValue chart, const std::string& subject, Instant received_at) {
    Frame frame{.subject = subject, .received_at = received_at};
    SEATSYNC_TRY(const auto symbol, feed::text_at(chart, "meta.symbol"));
    if (symbol)
        frame.subject = *symbol;
    SEATSYNC_TRY(const auto told, feed::text_at(chart, "meta.dataGranularity"));
    const std::string granularity = told.value_or("1d");
    SEATSYNC_TRY(frame.bar_length,
                 granularity == "1d" ? session_length(chart) : length_of(granularity));
    SEATSYNC_CHECK(add_columns(chart, granularity, frame));
    return frame;
}

Result<Instant> begin_of(JsonValue timestamp) {
    constexpr std::int64_t kYear1900 = -2'208'988'800;
    constexpr std::int64_t kYear2200 = 7'258'118'400;
    std::int64_t epoch = 0;
    if (timestamp.get(epoch) != simdjson::SUCCESS || epoch < kYear1900 || epoch >= kYear2200)
        return fail(ErrorCode::corrupt_data,
                    fmt::format("timestamp: {} is not a time", feed::json_text_of(timestamp, 60)));
    return Instant(seconds(epoch));
}

Result<std::optional<double>> value_at(const Column& column, std::size_t index) {
    JsonValue value;
    if (column.values.at(index).get(value) != simdjson::SUCCESS)
        return fail(ErrorCode::corrupt_data, fmt::format("{}: it has {} values, too few",
                                                         column.name, column.values.size()));
    if (value.is_null())
        return std::optional<double>();
    double number = 0;
    if (value.get(number) != simdjson::SUCCESS)
        return fail(ErrorCode::corrupt_data, fmt::format("{}: {} is not a number", column.name,
                                                         feed::json_text_of(value, 60)));
    if (column.is_price && number == 0)
        return std::optional<double>();
    return std::optional(number);
}

Result<void> read_bar(JsonValue timestamp, std::size_t index, const Frame& frame, Item& item) {
    SEATSYNC_TRY(const Instant begin, begin_of(timestamp));
    for (const Column& column : frame.columns) {
        domain::Reading reading;
        reading.source = "yahoo";
        reading.subject = frame.subject;
        reading.measure = column.measure;
        reading.valid_at = begin;
        reading.event_at = std::min<Instant>(begin + frame.bar_length, frame.received_at);
        reading.received_at = frame.received_at;
        SEATSYNC_TRY(reading.value, value_at(column, index));
        item.observations.emplace_back(std::move(reading));
    }
    if (frame.columns.empty())
        item.passed_over = "it holds no prices";
    return {};
}

std::vector<Item> bars_of(const JsonArray& timestamps, const Frame& frame) {
    std::vector<Item> items;
    for (const JsonValue timestamp : timestamps) {
        const auto read = [&](JsonValue element, Item& item) {
            return read_bar(element, items.size(), frame, item);
        };
        const std::string key =
            fmt::format("{}/{}", frame.subject, feed::json_text_of(timestamp, 60));
        items.push_back(feed::read_item(timestamp, "", read, key));
    }
    return items;
}

}  // namespace

Result<Answer> parse_yahoo(std::string_view body, const std::string& subject, Instant received_at) {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    const JsonValue root = document.root();
    SEATSYNC_TRY(const auto chart, first_of(root, "chart.result"));
    if (const std::string words = words_in(root); !chart && !words.empty())
        return fail(ErrorCode::unavailable, words);
    if (!chart)
        return fail(ErrorCode::corrupt_data, "chart.result: it is missing");
    SEATSYNC_TRY(const Frame frame, frame_of(*chart, subject, received_at));
    SEATSYNC_TRY(const auto timestamps, feed::array_at(*chart, "timestamp"));
    Answer answer;
    if (timestamps)
        answer.items = bars_of(*timestamps, frame);
    return answer;
}

std::string yahoo_words(std::string_view body) {
    const auto document = JsonDocument::parse(body);
    return document ? words_in(document->root()) : std::string();
}

}  // namespace seatsync::source_market
