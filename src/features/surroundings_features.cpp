#include "features/catalogue.hpp"

#include <cmath>

namespace seatsync::features {

namespace {

constexpr std::string_view kWeather = "readings of the weather sources at the home team's venue";
constexpr std::string_view kNearby = "nearby events";
constexpr std::string_view kTables = "tables of teams";
constexpr std::string_view kNone = "none";
constexpr std::string_view kNoPlace = "the place of the venue is not known";
constexpr std::string_view kNoForecast = "no weather for the hour of the start is stored";
constexpr double kHourAndAHalf = 1.5 / 24;
constexpr double kNearDays = 0.25;
constexpr double kComfortable = 21;

Value weather(const Context& c, std::string_view measure) {
    const std::string& place = c.world().weather_subject(c.series().event);
    if (place.empty())
        return because(kNoPlace);
    const double told = c.world().reading_at(place, measure, c.start(), kHourAndAHalf, c.now());
    return std::isnan(told) ? because(kNoForecast) : Value(told);
}

/// Wind chill of the National Weather Service (2001) where it applies, at 10 °C and below in wind
/// above 4.8 km/h; else the temperature.
double felt_temperature(double celsius, double wind_kmh) {
    if (celsius > 10 || wind_kmh <= 4.8)
        return celsius;
    const double wind = std::pow(wind_kmh, 0.16);
    return 13.12 + 0.6215 * celsius - 11.37 * wind + 0.3965 * celsius * wind;
}

Value weather_score(const Context& c) {
    const Value temperature = weather(c, "temperature_c");
    const Value wind = weather(c, "wind_speed_kmh");
    const Value rain = weather(c, "precipitation_probability_pct");
    if (temperature.missing())
        return temperature;
    if (wind.missing() || rain.missing())
        return because("the wind or the chance of rain is not told");
    const double felt = felt_temperature(temperature.number, wind.number);
    return -std::abs(felt - kComfortable) / 10 - rain.number / 100;
}

Value competition(const Context& c, double WorldHistory::Competition::*number) {
    if (!c.world().place_of(c.series().event))
        return because(kNoPlace);
    const auto found = c.world().competition(c.series().event, c.start(), kNearDays, c.now());
    return found.asked ? Value(std::log1p(found.*number))
                       : because("no event within 25 km of the venue is stored at all");
}

Value travel_km(const Context& c) {
    const auto& place = c.world().place_of(c.series().event);
    if (!place)
        return because(kNoPlace);
    if (c.away_team() == kNobody || !c.world().home_place(c.away_team()))
        return because("the place of the visitor's home is not known");
    return distance_km(*c.world().home_place(c.away_team()), *place);
}

Value travel_difficulty(const Context& c) {
    const Value km = travel_km(c);
    return km.missing() ? km : Value(std::log1p(km.number));
}

Value index_level(const Context& c, std::string_view symbol, std::string_view measure,
                  double age_max) {
    const double level = c.world().reading_before(symbol, measure, c.now(), age_max, c.now());
    return std::isnan(level) ? because("no recent value of the series is stored") : Value(level);
}

Value stocks_30d(const Context& c) {
    constexpr std::string_view kClose = "close_USD";
    const double now = c.world().reading_before("^GSPC", kClose, c.now(), 7, c.now());
    const double then = c.world().reading_before("^GSPC", kClose, c.now() - 30, 7, c.now());
    if (std::isnan(now) || std::isnan(then))
        return because("the S&P 500 of now or of 30 d ago is not stored");
    return std::log(now / then);
}

constexpr Feature kFeatures[] = {
    {"weather_temperature", Category::external, "degrees Celsius", kWeather,
     "temperature told last for the hour nearest to the start, within 90 min",
     [](const Context& c) { return weather(c, "temperature_c"); }, "newest", kNoForecast, kNone},
    {"weather_wind", Category::external, "km/h", kWeather, "wind speed, the same way",
     [](const Context& c) { return weather(c, "wind_speed_kmh"); }, "newest", kNoForecast, kNone},
    {"weather_rain_chance", Category::external, "per cent", kWeather,
     "chance of precipitation, the same way",
     [](const Context& c) { return weather(c, "precipitation_probability_pct"); }, "newest",
     kNoForecast, kNone},
    {"weather_score", Category::external, "score, 0 is best", kWeather,
     "-|felt temperature - 21 °C| / 10 - chance of rain; felt by the wind chill of 2001",
     weather_score, "newest", kNoForecast, kNone},
    {"event_competition", Category::external, "ln(1 + people)", kNearby,
     "attendance expected of events within 25 km that start within 6 h of this one; those that "
     "tell none count for nobody",
     [](const Context& c) { return competition(c, &WorldHistory::Competition::attendance); },
     "newest", "missing when no event near the venue is stored at all", kNone},
    {"nearby_events", Category::external, "ln(1 + events)", kNearby,
     "events within 25 km that start within 6 h of this one",
     [](const Context& c) { return competition(c, &WorldHistory::Competition::events); }, "newest",
     "missing when no event near the venue is stored at all", kNone},
    {"travel_km", Category::external, "km", kTables,
     "great circle from the visitor's home venue to this one", travel_km, "newest",
     "missing where a place is not in the tables", kNone},
    {"travel_difficulty", Category::external, "ln(1 + km)", kTables, "the same on a log scale",
     travel_difficulty, "newest", "missing where a place is not in the tables", kNone},
    {"economic_indicators", Category::external, "log ratio", "readings of ^GSPC",
     "move of the S&P 500 over 30 d; each close at most 7 d old", stocks_30d, "37 d",
     "the S&P 500 of now or of 30 d ago is not stored", kNone},
    {"volatility_index", Category::external, "points", "readings of ^VIX",
     "newest close, at most 7 d old",
     [](const Context& c) { return index_level(c, "^VIX", "close_USD", 7); }, "7 d",
     "no recent value of the series is stored", kNone},
    {"consumer_sentiment", Category::external, "points", "readings of UMCSENT",
     "newest level of a month that began at most 100 d ago",
     [](const Context& c) { return index_level(c, "UMCSENT", "level", 100); }, "100 d",
     "no recent value of the series is stored", kNone},
    {"unemployment_rate", Category::external, "per cent", "readings of UNRATE",
     "newest level of a month that began at most 100 d ago",
     [](const Context& c) { return index_level(c, "UNRATE", "level", 100); }, "100 d",
     "no recent value of the series is stored", kNone},
};

}  // namespace

std::span<const Feature> surroundings_features() {
    return kFeatures;
}

}  // namespace seatsync::features
