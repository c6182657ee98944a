// Bytes of forecasts read into Readings, against the bare parse of the same bytes by simdjson.

#include "adapters/source_weather/parse_nws.hpp"
#include "adapters/source_weather/parse_open_meteo.hpp"

#include "testing/parse_speed.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace seatsync::source_weather {
namespace {

const domain::Instant kReceived = std::chrono::sys_days(std::chrono::days(20'000));

/// Eleven days by the hour.
std::string open_meteo_body() {
    std::string time;
    std::string value;
    for (int hour = 0; hour < 11 * 24; ++hour) {
        const char* comma = hour == 0 ? "" : ",";
        time += fmt::format(R"({}"2026-06-{:02}T{:02}:00")", comma, hour / 24 + 1, hour % 24);
        value += fmt::format("{}{:.1f}", comma, 10 + 0.1 * hour);
    }
    return fmt::format(
        R"({{"latitude":40.8,"longitude":-73.9,"utc_offset_seconds":0,"hourly":{{"time":[{}],)"
        R"("temperature_2m":[{}],"precipitation":[{}],"precipitation_probability":[{}],)"
        R"("wind_speed_10m":[{}],"weather_code":[{}]}}}})",
        time, value, value, value, value, value);
}

/// Seven days by the hour.
std::string nws_body() {
    std::string body = R"({"properties":{"updateTime":"2024-06-01T00:00:00+00:00","periods":[)";
    for (int hour = 0; hour < 7 * 24; ++hour)
        body += fmt::format(
            R"({}{{"number":{},"name":"","startTime":"2024-06-{:02}T{:02}:00:00-04:00",)"
            R"("isDaytime":true,"temperature":{},"temperatureUnit":"F",)"
            R"("probabilityOfPrecipitation":{{"unitCode":"wmoUnit:percent","value":20}},)"
            R"("windSpeed":"5 to 10 mph","windDirection":"S","shortForecast":"Mostly Cloudy"}})",
            hour == 0 ? "" : ",", hour + 1, hour / 24 + 1, hour % 24, 60 + hour % 30);
    return body + "]}}";
}

void parse_open_meteo_forecast(benchmark::State& state) {
    testing::measure_parse(state, open_meteo_body(), 264, [](const std::string& body) {
        return parse_open_meteo(body, "40.8296,-73.9262", kReceived);
    });
}
BENCHMARK(parse_open_meteo_forecast);

void parse_nws_forecast(benchmark::State& state) {
    testing::measure_parse(state, nws_body(), 168, [](const std::string& body) {
        return parse_nws(body, "40.8296,-73.9262", kReceived);
    });
}
BENCHMARK(parse_nws_forecast);

void simdjson_alone(benchmark::State& state, const std::string& body) {
    testing::measure_simdjson(state, body);
}
BENCHMARK_CAPTURE(simdjson_alone, open_meteo, open_meteo_body());
BENCHMARK_CAPTURE(simdjson_alone, nws, nws_body());

}  // namespace
}  // namespace seatsync::source_weather
