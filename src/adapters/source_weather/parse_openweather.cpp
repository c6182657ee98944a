#include "adapters/source_weather/parse_openweather.hpp"

#include "adapters/source_weather/units.hpp"
#include "feed/watched.hpp"

#include <algorithm>

namespace seatsync::source_weather {

namespace {

using feed::Answer;
using feed::Instant;
using feed::Item;
using feed::JsonArray;
using feed::JsonDocument;
using feed::JsonValue;

/// What all readings of an answer share.
struct Frame {
    std::string subject;
    std::string_view units;
    Instant received_at;

    [[nodiscard]] const char* temperature_unit() const {
        return units == "metric" ? "C" : units == "imperial" ? "F" : "K";
    }
    [[nodiscard]] const char* speed_unit() const { return units == "imperial" ? "mph" : "m/s"; }
};

/// Appends readings of one time.
class Step {
  public:
    Step(const Frame& frame, Instant time, Item& item) : frame_(frame), time_(time), item_(item) {}

    void add(const char* measure, double value) {
        domain::Reading reading;
        reading.source = "openweather";
        reading.subject = frame_.subject;
        reading.measure = measure;
        reading.valid_at = time_;
        reading.event_at = std::min(time_, frame_.received_at);
        reading.received_at = frame_.received_at;
        reading.value = value;
        item_.observations.emplace_back(std::move(reading));
    }
    Result<void> add(JsonValue step, const char* path, const char* measure, Quantity quantity,
                     const char* unit) {
        SEATSYNC_TRY(const auto number, feed::number_at(step, path));
        if (!number)
            return {};
        SEATSYNC_TRY(const double value, in_our_unit(*number, quantity, unit));
        add(measure, value);
        return {};
    }
    /// Rain and snow of so many hours together.
    Result<void> add_fallen(JsonValue step, const char* rain_path, const char* snow_path,
                            const char* measure) {
        SEATSYNC_TRY(const auto rain, feed::number_at(step, rain_path));
        SEATSYNC_TRY(const auto snow, feed::number_at(step, snow_path));
        if (rain || snow)
            add(measure, rain.value_or(0) + snow.value_or(0));
        return {};
    }

  private:
    const Frame& frame_;
    Instant time_;
    Item& item_;
};

Result<void> read_step(JsonValue step, const Frame& frame, Item& item) {
    SEATSYNC_TRY(const Instant time, feed::required_epoch(step, "dt"));
    Step out(frame, time, item);
    SEATSYNC_CHECK(
        out.add(step, "main.temp", kTemperature, Quantity::temperature, frame.temperature_unit()));
    SEATSYNC_CHECK(out.add(step, "wind.speed", kWindSpeed, Quantity::speed, frame.speed_unit()));
    SEATSYNC_CHECK(out.add(step, "pop", kProbability, Quantity::percentage, "fraction"));
    SEATSYNC_CHECK(out.add_fallen(step, "rain.1h", "snow.1h", kPrecipitation));
    SEATSYNC_CHECK(out.add_fallen(step, "rain.3h", "snow.3h", "precipitation_3h_mm"));
    SEATSYNC_TRY(const auto weather, feed::array_at(step, "weather"));
    if (weather && weather->size() > 0)
        SEATSYNC_CHECK(
            out.add(weather->at(0).value_unsafe(), "id", "openweather_code", Quantity::code, ""));
    return {};
}

/// "cod" is 200 in one answer and "200" in another.
Result<void> check_code(JsonValue root) {
    SEATSYNC_TRY(const std::string code, feed::text_or_empty(root, "cod"));
    if (code.empty() || code == "200")
        return {};
    SEATSYNC_TRY(const std::string message, feed::text_or_empty(root, "message"));
    return fail(ErrorCode::unavailable, code + ": " + message);
}

Result<std::string> subject_in(JsonValue root, std::string subject) {
    if (!subject.empty())
        return subject;
    const std::string path = feed::find(root, "city") ? "city.coord" : "coord";
    SEATSYNC_TRY(const auto latitude, feed::number_at(root, path + ".lat"));
    SEATSYNC_TRY(const auto longitude, feed::number_at(root, path + ".lon"));
    if (!latitude || !longitude)
        return fail(ErrorCode::corrupt_data, path + ": it is missing");
    return feed::subject_of(feed::Place{*latitude, *longitude});
}

}  // namespace

Result<Answer> parse_openweather(std::string_view body, std::string subject, std::string_view units,
                                 Instant received_at) {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    const JsonValue root = document.root();
    SEATSYNC_CHECK(check_code(root));
    SEATSYNC_TRY(const auto steps, feed::array_at(root, "list"));
    if (!steps && !feed::find(root, "main"))
        return fail(ErrorCode::corrupt_data, "it holds neither a list nor the current weather");
    Frame frame{.subject = {}, .units = units, .received_at = received_at};
    SEATSYNC_TRY(frame.subject, subject_in(root, std::move(subject)));
    const auto read = [&](JsonValue step, Item& item) { return read_step(step, frame, item); };
    Answer answer;
    if (steps)
        answer.items = feed::read_items(steps, "dt", read);
    else
        answer.items.push_back(feed::read_item(root, "dt", read));
    return answer;
}

}  // namespace seatsync::source_weather
