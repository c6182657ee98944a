// National Weather Service: /points/{lat},{lon} and the forecasts of its grid, by the hour (156 of
// them). Facts: a User-Agent is required, else 403; a point has at most four decimals and no zeros
// at its end, else 301; away from North America 404; imperial units unless `units=si`; the wind
// is text; problems are application/problem+json. No limit is published: none is kept here.

#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/places.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <charconv>
#include <cmath>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;
using std::chrono::floor;
using std::chrono::hours;

constexpr int kPeriods = 156;

const ApiInfo& the_info() {
    static const ApiInfo info{.name = "nws",
                              .hosts = {"api.weather.gov"},
                              .example = "/points/40.7,-74",
                              .example_headers = {"User-Agent: seatsync (ops@club.example)"}};
    return info;
}

Response problem(unsigned status, std::string_view type, std::string_view title,
                 const std::string& detail) {
    const std::string id = uuid_of(detail).substr(0, 8);
    Response response =
        json_error(status, {{"correlationId", id},
                            {"title", title},
                            {"type", fmt::format("https://api.weather.gov/problems/{}", type)},
                            {"status", status},
                            {"detail", detail},
                            {"instance", "https://api.weather.gov/requests/" + id}});
    set_header(response, "Content-Type", "application/problem+json");
    return response;
}

Response not_found(const std::string& path) {
    return problem(404, "NotFound", "Not Found",
                   fmt::format("'{}' is not a valid resource path", path));
}

/// The land of the world's clubs is all covered, also where it is Canada on a true map.
bool is_covered(const Place& place) {
    return place.latitude > 20 && place.latitude < 60 && place.longitude > -130 &&
           place.longitude < -60;
}

/// A cell of the grid: hundredths of a degree, from (20, -130) on.
struct Cell {
    std::int64_t x = 0;
    std::int64_t y = 0;
};

Cell cell_of(const Place& place) {
    return {std::llround(100 * (place.longitude + 130)), std::llround(100 * (place.latitude - 20))};
}

Place centre_of(const Cell& cell) {
    return {20 + static_cast<double>(cell.y) / 100, -130 + static_cast<double>(cell.x) / 100};
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [last, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || last != text.data() + text.size() || number < 0)
        return std::nullopt;
    return number;
}

/// Of "12,34".
std::optional<Cell> cell_in(std::string_view text) {
    const std::size_t comma = text.find(',');
    if (comma == text.npos)
        return std::nullopt;
    const auto x = whole_number(text.substr(0, comma));
    const auto y = whole_number(text.substr(comma + 1));
    if (!x || !y || !is_covered(centre_of(Cell{*x, *y})))
        return std::nullopt;
    return Cell{*x, *y};
}

/// Whether a coordinate is written as the service wants it: "40.75", not "40.750" or "40.12345".
bool is_canonical(std::string_view degrees) {
    const std::size_t point = degrees.find('.');
    return point == degrees.npos ||
           (degrees.size() - point - 1 <= 4 && !degrees.ends_with('0') && !degrees.ends_with('.'));
}

Response point(const Request& request, const World& world) {
    const std::string& text = request.segments[1];
    const std::size_t comma = text.find(',');
    const std::string latitude = text.substr(0, comma);
    const std::string longitude = comma == text.npos ? "" : text.substr(comma + 1);
    const auto place = place_of(latitude, longitude);
    if (!place)
        return problem(400, "BadRequest", "Bad Request", "Parameter \"point\" is invalid");
    if (!is_canonical(latitude) || !is_canonical(longitude))
        return problem(301, "AdjustPointPrecision", "Adjusting Precision Of Point Coordinate",
                       "The precision of latitude/longitude points is limited to 4 decimal digits");
    if (!is_covered(*place))
        return problem(404, "InvalidPoint", "Data Unavailable For Requested Point",
                       fmt::format("Unable to provide data for requested point {}", text));
    const Team& near = nearest_team(world, *place);
    const Cell cell = cell_of(*place);
    const std::string grid =
        fmt::format("{}/gridpoints/{}/{},{}", request.base_url, near.abbreviation, cell.x, cell.y);
    const std::string id = fmt::format("{}/points/{}", request.base_url, text);
    Response response = json_answer({{"id", id},
                                     {"type", "Feature"},
                                     {"properties",
                                      {{"@id", id},
                                       {"@type", "wx:Point"},
                                       {"cwa", near.abbreviation},
                                       {"gridId", near.abbreviation},
                                       {"gridX", cell.x},
                                       {"gridY", cell.y},
                                       {"forecast", grid + "/forecast"},
                                       {"forecastHourly", grid + "/forecast/hourly"},
                                       {"forecastGridData", grid},
                                       {"timeZone", near.venue.zone.name()}}}},
                                    1);
    return with_etag(std::move(response), hours(20));
}

std::int64_t whole(double value) {
    return std::llround(value);
}

/// "5 mph", "10 to 15 mph": from ten on it blows in gusts.
std::string wind_text(double kmh, bool si) {
    const std::int64_t speed = whole(si ? kmh : kmh / 1.609344);
    const char* unit = si ? "km/h" : "mph";
    return speed > 10 ? fmt::format("{} to {} {}", speed - 5, speed, unit)
                      : fmt::format("{} {}", speed, unit);
}

json::object period_of(int number, const WeatherHour& hour, const domain::Zone& zone, bool si) {
    return {{"number", number},
            {"name", ""},
            {"startTime", local_with_offset(hour.hour, zone)},
            {"endTime", local_with_offset(hour.hour + hours(1), zone)},
            {"temperature", whole(si ? hour.temperature_c : 32 + 1.8 * hour.temperature_c)},
            {"temperatureUnit", si ? "C" : "F"},
            {"temperatureTrend", nullptr},
            {"probabilityOfPrecipitation",
             {{"unitCode", "wmoUnit:percent"}, {"value", whole(100 * hour.precipitation_chance)}}},
            {"relativeHumidity",
             {{"unitCode", "wmoUnit:percent"}, {"value", whole(100 * hour.humidity)}}},
            {"windSpeed", wind_text(hour.wind_kmh, si)},
            {"windDirection", "S"},
            {"shortForecast", hour.precipitation_mm > 0 ? "Rain" : "Partly Cloudy"},
            {"detailedForecast", ""}};
}

Response hourly_forecast(const Request& request, const World& world, Instant now) {
    const auto cell = cell_in(request.segments[2]);
    if (!cell)
        return not_found(request.path);
    const Place place = centre_of(*cell);
    const domain::Zone& zone = nearest_team(world, place).venue.zone;
    const bool si = request.text("units") == "si";
    json::array periods;
    for (int i = 0; i < kPeriods; ++i)
        periods.push_back(
            period_of(i + 1, weather_at(world, place, world.now() + hours(i)), zone, si));
    // The world issues its forecasts every six hours.
    using Issue = std::chrono::duration<std::int64_t, std::ratio<6 * 3600>>;
    const Instant issued = floor<Issue>(world.now());
    return json_answer({{"type", "Feature"},
                        {"properties",
                         {{"units", si ? "si" : "us"},
                          {"forecastGenerator", "HourlyForecastGenerator"},
                          {"generatedAt", utc_bare(now) + "+00:00"},
                          {"updateTime", utc_bare(issued) + "+00:00"},
                          {"periods", std::move(periods)}}}},
                       kPeriods);
}

class Nws final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant now) override {
        if (request.header("User-Agent").empty())
            return problem(403, "Forbidden", "Forbidden",
                           "A User-Agent that names the application is required");
        if (request.matches("/points/*"))
            return point(request, world);
        if (request.matches("/gridpoints/*/*/forecast/hourly"))
            return hourly_forecast(request, world, now);
        return not_found(request.path);
    }
};

}  // namespace

std::unique_ptr<Api> make_nws() {
    return std::make_unique<Nws>();
}

}  // namespace seatsync::emulator
