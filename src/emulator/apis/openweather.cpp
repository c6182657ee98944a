// OpenWeather: /data/2.5/forecast (40 steps of three hours) and /data/2.5/weather. Facts: `appid`
// in the query, else 401 with a numeric cod; other errors, and the forecast, write cod as text;
// kelvin and m/s unless `units` is metric or imperial; no rain is no `rain`; 60 requests a minute
// per key.

#include "emulator/access.hpp"
#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/places.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cmath>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;
using std::chrono::floor;
using std::chrono::hours;

constexpr std::size_t kSteps = 40;
constexpr hours kStep(3);

const ApiInfo& the_info() {
    static const ApiInfo info{.name = "openweather",
                              .hosts = {"api.openweathermap.org"},
                              .example = "/data/2.5/forecast?lat=40.7&lon=-74&appid=x"};
    return info;
}

Response refusal(const char* code, std::string_view message) {
    return json_error(static_cast<unsigned>(std::stoul(code)),
                      {{"cod", code}, {"message", message}});
}

double hundredths(double value) {
    return std::round(100 * value) / 100;
}

double temperature_in(std::string_view units, double celsius) {
    return hundredths(units == "metric"     ? celsius
                      : units == "imperial" ? 32 + 1.8 * celsius
                                            : celsius + 273.15);
}

double speed_in(std::string_view units, double kmh) {
    return hundredths(units == "imperial" ? kmh / 1.609344 : kmh / 3.6);
}

/// OpenWeather's own code of what the world tells by the WMO's.
json::object condition_of(int wmo_code) {
    switch (wmo_code) {
        case 0:
            return {{"id", 800}, {"main", "Clear"}, {"description", "clear sky"}};
        case 2:
            return {{"id", 802}, {"main", "Clouds"}, {"description", "scattered clouds"}};
        case 3:
            return {{"id", 804}, {"main", "Clouds"}, {"description", "overcast clouds"}};
        case 61:
            return {{"id", 500}, {"main", "Rain"}, {"description", "light rain"}};
        case 65:
            return {{"id", 502}, {"main", "Rain"}, {"description", "heavy intensity rain"}};
        default:
            return {{"id", 211}, {"main", "Thunderstorm"}, {"description", "thunderstorm"}};
    }
}

json::object conditions_of(const WeatherHour& hour, std::string_view units) {
    const double temperature = temperature_in(units, hour.temperature_c);
    return {{"dt", epoch_seconds(hour.hour)},
            {"main",
             {{"temp", temperature},
              {"temp_min", temperature},
              {"temp_max", temperature},
              {"pressure", 1015},
              {"humidity", std::round(100 * hour.humidity)}}},
            {"weather", json::array{condition_of(hour.wmo_code)}},
            {"clouds", {{"all", std::round(100 * hour.cloud_cover)}}},
            {"wind", {{"speed", speed_in(units, hour.wind_kmh)}, {"deg", 180}}},
            {"visibility", 10000}};
}

/// What falls in the three hours before.
double rain_before(const World& world, const Place& place, Instant time) {
    double sum = 0;
    for (hours back(1); back <= kStep; back += hours(1))
        sum += weather_at(world, place, time - back).precipitation_mm;
    return hundredths(sum);
}

json::object step_of(const World& world, const Place& place, Instant time, std::string_view units) {
    const WeatherHour hour = weather_at(world, place, time);
    json::object step = conditions_of(hour, units);
    step["pop"] = hour.precipitation_chance;
    if (const double rain = rain_before(world, place, time); rain > 0)
        step["rain"] = {{"3h", rain}};
    std::string text = utc_bare(time);
    text[10] = ' ';
    step["dt_txt"] = text;
    return step;
}

Response forecast(const Request& request, const World& world, const Place& place) {
    const std::size_t count = std::min(request.count("cnt", kSteps), kSteps);
    const auto since = floor<hours>(world.now().time_since_epoch());
    const Instant first = Instant((since / kStep + 1) * kStep);
    json::array list;
    for (std::size_t i = 0; i < count; ++i)
        list.push_back(
            step_of(world, place, first + kStep * static_cast<int>(i), request.text("units")));
    const Team& near = nearest_team(world, place);
    return json_answer(
        {{"cod", "200"},
         {"message", 0},
         {"cnt", count},
         {"list", std::move(list)},
         {"city",
          {{"id", near.number},
           {"name", near.city},
           {"coord", {{"lat", place.latitude}, {"lon", place.longitude}}},
           {"country", "US"},
           {"timezone", domain::to_local(world.now(), near.venue.zone).utc_offset.count()}}}},
        count);
}

Response current(const Request& request, const World& world, const Place& place) {
    const WeatherHour hour = weather_at(world, place, world.now());
    json::object body = conditions_of(hour, request.text("units"));
    if (hour.precipitation_mm > 0)
        body["rain"] = {{"1h", hour.precipitation_mm}};
    body["coord"] = {{"lat", place.latitude}, {"lon", place.longitude}};
    body["name"] = nearest_team(world, place).city;
    body["cod"] = 200;
    return json_answer(body, 1);
}

class OpenWeather final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant /*now*/) override {
        const std::string key = request.text("appid");
        if (!is_good_key(key))
            return json_error(401, {{"cod", 401},
                                    {"message",
                                     "Invalid API key. Please see "
                                     "https://openweathermap.org/faq#error401 for more "
                                     "info."}});
        if (!quota_.take(key, world.now()).allowed)
            return json_error(429, {{"cod", 429},
                                    {"message",
                                     "Your account is temporary blocked due to "
                                     "exceeding of requests limitation of your "
                                     "subscription type."}});
        const bool is_forecast = request.matches("/data/2.5/forecast");
        if (!is_forecast && !request.matches("/data/2.5/weather"))
            return refusal("404", "Internal error");
        if (!request.query_value("lat") || !request.query_value("lon"))
            return refusal("400", "Nothing to geocode");
        const auto place = place_of(request.text("lat"), request.text("lon"));
        if (!place)
            return refusal("400", "wrong latitude");
        return is_forecast ? forecast(request, world, *place) : current(request, world, *place);
    }

  private:
    Quota quota_{60, std::chrono::minutes(1)};
};

}  // namespace

std::unique_ptr<Api> make_openweather() {
    return std::make_unique<OpenWeather>();
}

}  // namespace seatsync::emulator
