#include "adapters/source_weather/parse_nws.hpp"

#include "adapters/source_weather/iso_interval.hpp"
#include "adapters/source_weather/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

namespace seatsync::source_weather {

namespace {

using feed::Answer;
using feed::Instant;
using feed::Item;
using feed::JsonDocument;
using feed::JsonValue;

/// What all readings of an answer share.
struct Frame {
    std::string subject;
    Instant issued_at;
    Instant received_at;
};

domain::Reading reading_of(const Frame& frame, std::string measure, Instant valid_at,
                           std::optional<double> value) {
    domain::Reading reading;
    reading.source = "nws";
    reading.subject = frame.subject;
    reading.measure = std::move(measure);
    reading.valid_at = valid_at;
    reading.event_at = std::min(frame.issued_at, frame.received_at);
    reading.received_at = frame.received_at;
    reading.value = value;
    return reading;
}

/// {"value": 10, "unitCode": "wmoUnit:degC"} in our unit; nothing where the value is null.
Result<std::optional<double>> quantity_at(JsonValue value, const std::string& path,
                                          Quantity quantity) {
    SEATSYNC_TRY(const auto number, feed::number_at(value, path + ".value"));
    if (!number)
        return std::optional<double>();
    SEATSYNC_TRY(const std::string unit, feed::required_text(value, path + ".unitCode"));
    SEATSYNC_TRY(const double converted, in_our_unit(*number, quantity, unit));
    return std::optional(converted);
}

/// A number with `temperatureUnit` beside it, or a quantity.
Result<std::optional<double>> temperature_of(JsonValue period) {
    if (const auto found = feed::find(period, "temperature"); found && found->is_object())
        return quantity_at(period, "temperature", Quantity::temperature);
    SEATSYNC_TRY(const auto number, feed::number_at(period, "temperature"));
    if (!number)
        return std::optional<double>();
    SEATSYNC_TRY(const std::string unit, feed::required_text(period, "temperatureUnit"));
    SEATSYNC_TRY(const double converted, in_our_unit(*number, Quantity::temperature, unit));
    return std::optional(converted);
}

Result<std::optional<double>> wind_of(JsonValue period) {
    if (const auto found = feed::find(period, "windSpeed"); found && found->is_object())
        return quantity_at(period,
                           feed::find(*found, "maxValue") ? "windSpeed.maxValue" : "windSpeed",
                           Quantity::speed);
    SEATSYNC_TRY(const auto text, feed::text_at(period, "windSpeed"));
    if (!text)
        return std::optional<double>();
    SEATSYNC_TRY(const double speed, upper_wind_speed(*text));
    return std::optional(speed);
}

Result<void> read_period(JsonValue period, const Frame& frame, Item& item) {
    SEATSYNC_TRY(const Instant start, feed::required_instant(period, "startTime"));
    SEATSYNC_TRY(const auto temperature, temperature_of(period));
    SEATSYNC_TRY(const auto wind, wind_of(period));
    item.observations.emplace_back(reading_of(frame, kTemperature, start, temperature));
    item.observations.emplace_back(reading_of(frame, kWindSpeed, start, wind));
    if (!feed::find(period, "probabilityOfPrecipitation"))
        return {};
    SEATSYNC_TRY(const auto probability,
                 quantity_at(period, "probabilityOfPrecipitation", Quantity::percentage));
    item.observations.emplace_back(reading_of(frame, kProbability, start, probability));
    return {};
}

Result<void> read_observation(JsonValue feature, Frame frame, Item& item) {
    SEATSYNC_TRY(const Instant time, feed::required_instant(feature, "properties.timestamp"));
    frame.issued_at = time;
    struct Field {
        const char* path;
        const char* measure;
        Quantity quantity;
    };
    for (const Field& field :
         {Field{"properties.temperature", kTemperature, Quantity::temperature},
          Field{"properties.windSpeed", kWindSpeed, Quantity::speed},
          Field{"properties.precipitationLastHour", kPrecipitation, Quantity::depth}}) {
        if (!feed::find(feature, field.path))
            continue;
        SEATSYNC_TRY(const auto value, quantity_at(feature, field.path, field.quantity));
        item.observations.emplace_back(reading_of(frame, field.measure, time, value));
    }
    return {};
}

/// A layer of the raw grid.
struct Layer {
    const char* name;
    const char* measure;
    Quantity quantity;
};
constexpr Layer kLayers[] = {
    {"temperature", kTemperature, Quantity::temperature},
    {"probabilityOfPrecipitation", kProbability, Quantity::percentage},
    {"quantitativePrecipitation", kPrecipitation, Quantity::depth},
    {"windSpeed", kWindSpeed, Quantity::speed},
};

/// An amount belongs to its interval, a state to each hour of it.
void add_interval(const Frame& frame, const Layer& layer, const HourInterval& interval,
                  std::optional<double> value, Item& item) {
    const auto hours = interval.length.count();
    if (layer.quantity == Quantity::depth) {
        std::string measure =
            hours == 1 ? kPrecipitation : fmt::format("precipitation_{}h_mm", hours);
        item.observations.emplace_back(
            reading_of(frame, std::move(measure), interval.start, value));
        return;
    }
    for (auto hour = interval.start; hour < interval.start + interval.length;
         hour += std::chrono::hours(1))
        item.observations.emplace_back(reading_of(frame, layer.measure, hour, value));
}

Result<void> read_interval(JsonValue element, const Frame& frame, const Layer& layer,
                           const std::string& unit, Item& item) {
    SEATSYNC_TRY(const std::string time, feed::required_text(element, "validTime"));
    SEATSYNC_TRY(const HourInterval interval, parse_hour_interval(time));
    SEATSYNC_TRY(auto value, feed::number_at(element, "value"));
    if (value) {
        SEATSYNC_TRY(value, in_our_unit(*value, layer.quantity, unit));
    }
    add_interval(frame, layer, interval, value, item);
    return {};
}

Result<void> add_layer(JsonValue properties, const Layer& layer, const Frame& frame,
                       std::vector<Item>& items) {
    const auto found = feed::find(properties, layer.name);
    if (!found)
        return {};
    SEATSYNC_TRY(const std::string newer, feed::text_or_empty(*found, "uom"));
    SEATSYNC_TRY(const std::string older, feed::text_or_empty(*found, "unitCode"));
    SEATSYNC_TRY(const auto values, feed::array_at(*found, "values"));
    const std::string unit = newer.empty() ? older : newer;
    auto read = feed::read_items(values, "validTime", [&](JsonValue element, Item& item) {
        return read_interval(element, frame, layer, unit, item);
    });
    for (Item& item : read) {
        item.key = fmt::format("{}/{}", layer.name, item.key);
        items.push_back(std::move(item));
    }
    return {};
}

Result<Answer> read_grid(JsonValue properties, const Frame& frame) {
    Answer answer;
    for (const Layer& layer : kLayers)
        SEATSYNC_CHECK(add_layer(properties, layer, frame, answer.items));
    return answer;
}

/// The path on our own host, whatever host the answer names.
Result<std::string> forecast_path(JsonValue point) {
    SEATSYNC_TRY(const std::string url, feed::required_text(point, "properties.forecastHourly"));
    const std::size_t path = url.find("/gridpoints/");
    if (path == url.npos)
        return fail(ErrorCode::corrupt_data,
                    fmt::format("properties.forecastHourly: '{}' is no forecast", url));
    return url.substr(path);
}

Result<Answer> read_point(JsonValue root) {
    Answer answer;
    answer.items.push_back(feed::read_item(root, "id", [&](JsonValue point, Item& item) {
        auto path = forecast_path(point);
        if (!path)
            return Result<void>(path.error());
        answer.next = *std::move(path);
        item.passed_over = "it tells where the forecast is";
        return Result<void>();
    }));
    return answer;
}

/// The time of the update; when it was received where that is not told.
Result<Instant> issued_at(JsonValue root, Instant received_at) {
    SEATSYNC_TRY(const auto updated, feed::instant_at(root, "properties.updateTime"));
    return updated.value_or(received_at);
}

Error no_answer(JsonValue root) {
    const auto title = feed::text_at(root, "title");
    const auto detail = feed::text_at(root, "detail");
    if (title && *title && detail && *detail)
        return fail(ErrorCode::unavailable, fmt::format("{}: {}", **title, **detail));
    return fail(ErrorCode::corrupt_data, "it is no point, forecast, grid or observation");
}

}  // namespace

Result<Answer> parse_nws(std::string_view body, const std::string& subject, Instant received_at) {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    const JsonValue root = document.root();
    Frame frame{.subject = subject, .issued_at = {}, .received_at = received_at};
    SEATSYNC_TRY(frame.issued_at, issued_at(root, received_at));
    if (feed::find(root, "properties.forecastHourly"))
        return read_point(root);
    if (feed::find(root, "properties.gridId"))
        return read_grid(*feed::find(root, "properties"), frame);
    Answer answer;
    SEATSYNC_TRY(const auto periods, feed::array_at(root, "properties.periods"));
    SEATSYNC_TRY(const auto features, feed::array_at(root, "features"));
    if (!periods && !features)
        return no_answer(root);
    answer.items = feed::read_items(periods, "startTime", [&](JsonValue period, Item& item) {
        return read_period(period, frame, item);
    });
    auto observed = feed::read_items(features, "id", [&](JsonValue feature, Item& item) {
        return read_observation(feature, frame, item);
    });
    std::ranges::move(observed, std::back_inserter(answer.items));
    return answer;
}

Result<double> upper_wind_speed(std::string_view text) {
    const std::size_t unit = text.rfind(' ');
    const std::size_t number = text.find_last_of("0123456789", unit);
    const std::size_t before = text.find_last_not_of("0123456789.", number);
    const std::size_t begin = before == text.npos ? 0 : before + 1;
    double speed = 0;
    if (unit == text.npos || number == text.npos || number + 1 != unit ||
        std::from_chars(text.data() + begin, text.data() + unit, speed).ec != std::errc())
        return fail(ErrorCode::corrupt_data, fmt::format("windSpeed: '{}' is no speed", text));
    return in_our_unit(speed, Quantity::speed, text.substr(unit + 1));
}

}  // namespace seatsync::source_weather
