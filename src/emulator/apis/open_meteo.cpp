// Open-Meteo: /v1/forecast with the blocks `hourly` and `current` for one place, in the usual
// units. Facts: no key on the free host; times without offset in the zone asked for, GMT by
// default, with one utc_offset_seconds; 7 days by default, 16 at most, from the local midnight
// before now; 600 requests a minute from one address; errors {"error": true, "reason"}, also for
// 429.

#include "emulator/access.hpp"
#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/places.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <cmath>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;

constexpr std::size_t kDays = 7;
constexpr std::size_t kDaysMax = 16;

const ApiInfo& the_info() {
    static const ApiInfo info{
        .name = "open_meteo",
        .hosts = {"api.open-meteo.com", "customer-api.open-meteo.com"},
        .example = "/v1/forecast?latitude=40.7&longitude=-74&hourly=temperature_2m"};
    return info;
}

/// Something that can be asked for, with the unit that holds when none is asked for.
struct Variable {
    std::string_view name;
    std::string_view unit;
    double (*value)(const WeatherHour& hour);
};
double percent(double share) {
    return std::round(100 * share);
}
constexpr Variable kVariables[] = {
    {"temperature_2m", "°C", [](const WeatherHour& hour) { return hour.temperature_c; }},
    {"precipitation", "mm", [](const WeatherHour& hour) { return hour.precipitation_mm; }},
    {"precipitation_probability", "%",
     [](const WeatherHour& hour) { return percent(hour.precipitation_chance); }},
    {"wind_speed_10m", "km/h", [](const WeatherHour& hour) { return hour.wind_kmh; }},
    {"relative_humidity_2m", "%", [](const WeatherHour& hour) { return percent(hour.humidity); }},
    {"cloud_cover", "%", [](const WeatherHour& hour) { return percent(hour.cloud_cover); }},
    {"weather_code", "wmo code",
     [](const WeatherHour& hour) { return static_cast<double>(hour.wmo_code); }},
};

Response refusal(unsigned status, const std::string& reason) {
    return json_error(status, {{"reason", reason}, {"error", true}});
}

/// The variables in "a,b". Errors: the name that is none.
Result<std::vector<const Variable*>> variables_in(std::string_view text) {
    std::vector<const Variable*> out;
    while (!text.empty()) {
        const std::string_view name = text.substr(0, text.find(','));
        const auto* found = std::ranges::find(kVariables, name, &Variable::name);
        if (found == std::end(kVariables))
            return fail(ErrorCode::invalid_argument, std::string(name));
        out.push_back(found);
        text.remove_prefix(std::min(text.size(), name.size() + 1));
    }
    return out;
}

/// What a question asks for, understood.
struct Question {
    Place place;
    domain::Zone zone = domain::Zone::utc();
    std::vector<const Variable*> hourly = {};
    std::vector<const Variable*> current = {};
    std::size_t days = kDays;
};

Result<domain::Zone> zone_of(const Request& request, const World& world, const Place& place) {
    const std::string name = request.query_value("timezone").value_or("GMT");
    if (name == "auto")
        return nearest_team(world, place).venue.zone;
    if (name == "GMT")
        return domain::Zone::utc();
    return domain::Zone::named(name);
}

/// Errors: their detail is the reason to tell.
Result<Question> question_of(const Request& request, const World& world) {
    const auto place = place_of(request.text("latitude"), request.text("longitude"));
    if (!place)
        return fail(ErrorCode::invalid_argument,
                    "Parameter 'latitude' and 'longitude' must be given and on the globe");
    Question question{.place = *place};
    for (const auto& [key, list] :
         {std::pair("hourly", &question.hourly), std::pair("current", &question.current)}) {
        auto variables = variables_in(request.text(key));
        if (!variables)
            return fail(ErrorCode::invalid_argument,
                        fmt::format("Cannot initialize SurfacePressureAndHeightVariable from "
                                    "invalid String value {} for key {}",
                                    variables.error().detail, key));
        *list = *std::move(variables);
    }
    auto zone = zone_of(request, world, *place);
    if (!zone)
        return fail(ErrorCode::invalid_argument, "Invalid timezone");
    question.zone = *std::move(zone);
    question.days = request.count("forecast_days", kDays);
    if (question.days > kDaysMax)
        return fail(ErrorCode::invalid_argument,
                    fmt::format("Forecast days is invalid. Allowed range 0 to {}. Given {}.",
                                kDaysMax, question.days));
    return question;
}

json::object units_of(const std::vector<const Variable*>& variables) {
    json::object units = {{"time", "iso8601"}};
    for (const Variable* variable : variables)
        units[variable->name] = json::value(variable->unit);
    return units;
}

/// "2026-06-12T15:00"
std::string minute_of(Instant local) {
    return utc_bare(local).substr(0, 16);
}

/// The hours from the local midnight before now on, by the clock of the zone as it stands now.
json::object hourly_of(const Question& question, const World& world, std::chrono::seconds offset) {
    const Instant first = floor<days>(world.now() + offset) - offset;
    std::vector<WeatherHour> weather;
    json::array time;
    for (std::size_t hour = 0; hour < 24 * question.days; ++hour) {
        const Instant at = first + hours(hour);
        weather.push_back(weather_at(world, question.place, at));
        time.emplace_back(minute_of(at + offset));
    }
    json::object block = {{"time", std::move(time)}};
    for (const Variable* variable : question.hourly) {
        json::array values;
        for (const WeatherHour& hour : weather)
            values.emplace_back(variable->value(hour));
        block[variable->name] = std::move(values);
    }
    return block;
}

json::object current_of(const Question& question, const World& world, std::chrono::seconds offset) {
    using Quarter = std::chrono::duration<std::int64_t, std::ratio<900>>;
    const Instant quarter = floor<Quarter>(world.now());
    json::object block = {{"time", minute_of(quarter + offset)}, {"interval", 900}};
    for (const Variable* variable : question.current)
        block[variable->name] = variable->value(weather_at(world, question.place, world.now()));
    return block;
}

/// Of the grid, about seven kilometres wide.
double cell_of(double degrees) {
    return std::round(16 * degrees) / 16;
}

Response forecast(const Question& question, const World& world) {
    const auto civil = domain::to_local(world.now(), question.zone);
    json::object body = {{"latitude", cell_of(question.place.latitude)},
                         {"longitude", cell_of(question.place.longitude)},
                         {"generationtime_ms", 0.5},
                         {"utc_offset_seconds", civil.utc_offset.count()},
                         {"timezone", question.zone.name()},
                         {"timezone_abbreviation", civil.abbreviation},
                         {"elevation", 12.0}};
    std::size_t items = 0;
    if (!question.current.empty()) {
        body["current_units"] = units_of(question.current);
        body["current"] = current_of(question, world, civil.utc_offset);
        items += 1;
    }
    if (!question.hourly.empty()) {
        body["hourly_units"] = units_of(question.hourly);
        body["hourly"] = hourly_of(question, world, civil.utc_offset);
        items += 24 * question.days;
    }
    return json_answer(body, items);
}

class OpenMeteo final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant /*now*/) override {
        const std::string key = request.text("apikey");
        const bool needs_key = request.host.starts_with("customer-");
        if ((needs_key || !key.empty()) && !is_good_key(key))
            return refusal(400, "The supplied API key is invalid.");
        if (!quota_.take(key, world.now()).allowed)
            return refusal(429,
                           "Minutely API request limit exceeded. Please try again in one "
                           "minute.");
        if (!request.matches("/v1/forecast"))
            return refusal(404, "Not Found");
        const auto question = question_of(request, world);
        return question ? forecast(*question, world) : refusal(400, question.error().detail);
    }

  private:
    Quota quota_{600, std::chrono::minutes(1)};
};

}  // namespace

std::unique_ptr<Api> make_open_meteo() {
    return std::make_unique<OpenMeteo>();
}

}  // namespace seatsync::emulator
