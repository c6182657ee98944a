#include "adapters/source_weather/parse_open_meteo.hpp"

#include "adapters/source_weather/units.hpp"
#include "feed/watched.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>

namespace seatsync::source_weather {

namespace {

using feed::Answer;
using feed::Instant;
using feed::Item;
using feed::JsonArray;
using feed::JsonDocument;
using feed::JsonValue;

struct Variable {
    const char* name;
    const char* measure;
    Quantity quantity;
};

// Each in its newer and its older spelling.
constexpr Variable kHourly[] = {
    {"temperature_2m", kTemperature, Quantity::temperature},
    {"precipitation", kPrecipitation, Quantity::depth},
    {"precipitation_probability", kProbability, Quantity::percentage},
    {"wind_speed_10m", kWindSpeed, Quantity::speed},
    {"windspeed_10m", kWindSpeed, Quantity::speed},
    {"weather_code", "weather_code", Quantity::code},
    {"weathercode", "weather_code", Quantity::code},
};
constexpr Variable kDaily[] = {
    {"temperature_2m_max", "day_max_temperature_c", Quantity::temperature},
    {"temperature_2m_min", "day_min_temperature_c", Quantity::temperature},
    {"precipitation_sum", "day_precipitation_mm", Quantity::depth},
    {"precipitation_probability_max", "day_max_precipitation_probability_pct",
     Quantity::percentage},
    {"wind_speed_10m_max", "day_max_wind_speed_kmh", Quantity::speed},
    {"windspeed_10m_max", "day_max_wind_speed_kmh", Quantity::speed},
    {"weather_code", "day_weather_code", Quantity::code},
    {"weathercode", "day_weather_code", Quantity::code},
};

struct Block {
    const char* name;
    std::span<const Variable> variables;
};
constexpr Block kBlocks[] = {{"current", kHourly}, {"hourly", kHourly}, {"daily", kDaily}};

/// The unit that holds when none was asked for and none is told.
constexpr const char* usual_unit(Quantity quantity) {
    switch (quantity) {
        case Quantity::temperature:
            return "°C";
        case Quantity::depth:
            return "mm";
        case Quantity::percentage:
            return "%";
        case Quantity::speed:
            return "km/h";
        case Quantity::code:
            return "";
    }
    return "";
}

/// Where and when, for all readings of a place.
struct Frame {
    std::string subject;
    std::chrono::seconds utc_offset{};
    Instant received_at;
};

/// The values of one variable, by time.
struct Column {
    const Variable* variable;
    std::string unit;
    std::vector<JsonValue> values;
};

/// A single value stands for a list of one: so is "current" told.
std::vector<JsonValue> values_of(JsonValue value) {
    JsonArray array;
    if (value.get(array) != simdjson::SUCCESS)
        return {value};
    return {array.begin(), array.end()};
}

Result<std::vector<Column>> columns_of(JsonValue place, const Block& block) {
    std::vector<Column> columns;
    for (const Variable& variable : block.variables) {
        const auto found = feed::find(place, fmt::format("{}.{}", block.name, variable.name));
        if (!found)
            continue;
        const std::string unit_path = fmt::format("{}_units.{}", block.name, variable.name);
        SEATSYNC_TRY(const auto unit, feed::text_at(place, unit_path));
        columns.push_back(
            {&variable, unit.value_or(usual_unit(variable.quantity)), values_of(*found)});
    }
    return columns;
}

/// "2021-11-24T00:00", or a date for its local midnight.
Result<Instant> time_of(JsonValue value, std::chrono::seconds utc_offset) {
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS)
        return fail(ErrorCode::corrupt_data, "time: it is missing");
    constexpr std::size_t kDateSize = 10;
    const std::string whole = std::string(text) + (text.size() == kDateSize ? "T00:00" : "");
    SEATSYNC_TRY(const Instant local, feed::parse_loose_instant(whole));
    return local - utc_offset;
}

Result<std::optional<double>> value_at(const Column& column, std::size_t index) {
    if (index >= column.values.size())
        return fail(ErrorCode::corrupt_data,
                    fmt::format("{}: it has {} values, too few", column.variable->name,
                                column.values.size()));
    const JsonValue value = column.values[index];
    if (value.is_null())
        return std::optional<double>();
    double number = 0;
    if (value.get(number) != simdjson::SUCCESS)
        return fail(ErrorCode::corrupt_data,
                    fmt::format("{}: {} is not a number", column.variable->name,
                                feed::json_text_of(value, 60)));
    SEATSYNC_TRY(number, in_our_unit(number, column.variable->quantity, column.unit));
    return std::optional(number);
}

Result<void> read_time(JsonValue time, std::size_t index, const std::vector<Column>& columns,
                       const Frame& frame, Item& item) {
    SEATSYNC_TRY(const Instant valid_at, time_of(time, frame.utc_offset));
    item.observations.reserve(columns.size());
    for (const Column& column : columns) {
        domain::Reading reading;
        reading.source = "open_meteo";
        reading.subject = frame.subject;
        reading.measure = column.variable->measure;
        reading.valid_at = valid_at;
        reading.event_at = std::min(valid_at, frame.received_at);
        reading.received_at = frame.received_at;
        SEATSYNC_TRY(reading.value, value_at(column, index));
        item.observations.emplace_back(std::move(reading));
    }
    if (columns.empty())
        item.passed_over = "it holds no variable that is known here";
    return {};
}

Result<void> add_block(JsonValue place, const Block& block, const Frame& frame,
                       std::vector<Item>& items) {
    if (!feed::find(place, block.name))
        return {};
    SEATSYNC_TRY(const JsonValue time, feed::required(place, fmt::format("{}.time", block.name)));
    SEATSYNC_TRY(const std::vector<Column> columns, columns_of(place, block));
    std::size_t index = 0;
    const auto times = values_of(time);
    items.reserve(items.size() + times.size());
    for (const JsonValue one : times) {
        const auto read = [&](JsonValue element, Item& item) {
            return read_time(element, index, columns, frame, item);
        };
        const std::string when = one.is_string() ? std::string(std::string_view(one.get_string()))
                                                 : fmt::format("#{}", index);
        items.push_back(feed::read_item(one, "", read,
                                        fmt::format("{}/{}/{}", frame.subject, block.name, when)));
        ++index;
    }
    return {};
}

Result<std::string> subject_of_place(JsonValue place, std::string_view subject) {
    if (!subject.empty())
        return std::string(subject);
    SEATSYNC_TRY(const auto latitude, feed::number_at(place, "latitude"));
    SEATSYNC_TRY(const auto longitude, feed::number_at(place, "longitude"));
    if (!latitude || !longitude)
        return fail(ErrorCode::corrupt_data, "latitude, longitude: they are missing");
    return feed::subject_of(feed::Place{*latitude, *longitude});
}

Result<void> add_place(JsonValue place, std::string_view subject, Instant received_at,
                       std::vector<Item>& items) {
    SEATSYNC_TRY(const auto error, feed::flag_at(place, "error"));
    if (error.value_or(false)) {
        SEATSYNC_TRY(const std::string reason, feed::text_or_empty(place, "reason"));
        return fail(ErrorCode::unavailable, reason.empty() ? "an error without reason" : reason);
    }
    SEATSYNC_TRY(const auto offset, feed::integer_at(place, "utc_offset_seconds"));
    constexpr std::int64_t kDay = 86'400;
    if (!offset || std::abs(*offset) > kDay)
        return fail(ErrorCode::corrupt_data, "utc_offset_seconds: it is missing or over a day");
    Frame frame{
        .subject = {}, .utc_offset = std::chrono::seconds(*offset), .received_at = received_at};
    SEATSYNC_TRY(frame.subject, subject_of_place(place, subject));
    const std::size_t before = items.size();
    for (const Block& block : kBlocks)
        SEATSYNC_CHECK(add_block(place, block, frame, items));
    if (items.size() == before)
        return fail(ErrorCode::corrupt_data, "it holds no current, hourly or daily values");
    return {};
}

/// Takes the next subject off the list.
std::string_view take_subject(std::string_view& subjects) {
    const std::string_view first = subjects.substr(0, subjects.find(';'));
    subjects.remove_prefix(std::min(subjects.size(), first.size() + 1));
    return first;
}

}  // namespace

Result<Answer> parse_open_meteo(std::string_view body, std::string_view subjects,
                                Instant received_at) {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    Answer answer;
    JsonArray places;
    if (document.root().get(places) != simdjson::SUCCESS) {
        SEATSYNC_CHECK(add_place(document.root(), subjects, received_at, answer.items));
        return answer;
    }
    std::size_t index = 0;
    for (const JsonValue place : places) {
        std::vector<Item> items;
        const auto done = add_place(place, take_subject(subjects), received_at, items);
        const auto failed = [&](JsonValue, Item&) { return done; };
        if (!done)
            items = {feed::read_item(place, "", failed, fmt::format("#{}", index))};
        ++index;
        std::ranges::move(items, std::back_inserter(answer.items));
    }
    return answer;
}

}  // namespace seatsync::source_weather
