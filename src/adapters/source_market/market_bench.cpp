// Bytes of series read into Readings, against the bare parse of the same bytes by simdjson.

#include "adapters/source_market/parse_fred.hpp"
#include "adapters/source_market/parse_yahoo.hpp"

#include "testing/parse_speed.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace seatsync::source_market {
namespace {

const domain::Instant kReceived = std::chrono::sys_days(std::chrono::days(20'000));

/// A full page: 1,000 days.
std::string fred_body() {
    std::string body = R"({"units":"lin","count":1000,"offset":0,"limit":1000,"observations":[)";
    for (int day = 0; day < 1000; ++day)
        body += fmt::format(R"({}{{"realtime_start":"2024-05-08","realtime_end":"2024-05-08",)"
                            R"("date":"{}-{:02}-{:02}","value":"{:.4f}"}})",
                            day == 0 ? "" : ",", 2000 + day / 336, day / 28 % 12 + 1, day % 28 + 1,
                            1 + 0.001 * day);
    return body + "]}";
}

/// A year of daily bars.
std::string yahoo_body() {
    std::string times;
    std::string values;
    for (int day = 0; day < 252; ++day) {
        const char* comma = day == 0 ? "" : ",";
        times += fmt::format("{}{}", comma, 1'577'975'400 + 86'400 * day);
        values += fmt::format("{}{:.8f}", comma, 100 + 0.1 * day);
    }
    return fmt::format(
        R"({{"chart":{{"result":[{{"meta":{{"currency":"USD","symbol":"AAPL",)"
        R"("dataGranularity":"1d"}},"timestamp":[{}],"indicators":{{"quote":[{{"open":[{}],)"
        R"("high":[{}],"low":[{}],"close":[{}],"volume":[{}]}}],"adjclose":[{{"adjclose":[{}]}}]}})"
        R"(}}],"error":null}}}})",
        times, values, values, values, values, values, values);
}

void parse_fred_page(benchmark::State& state) {
    testing::measure_parse(state, fred_body(), 1'000, [](const std::string& body) {
        return parse_fred(body, "UNRATE", kReceived);
    });
}
BENCHMARK(parse_fred_page);

void parse_yahoo_year(benchmark::State& state) {
    testing::measure_parse(state, yahoo_body(), 252, [](const std::string& body) {
        return parse_yahoo(body, "AAPL", kReceived);
    });
}
BENCHMARK(parse_yahoo_year);

void simdjson_alone(benchmark::State& state, const std::string& body) {
    testing::measure_simdjson(state, body);
}
BENCHMARK_CAPTURE(simdjson_alone, fred, fred_body());
BENCHMARK_CAPTURE(simdjson_alone, yahoo, yahoo_body());

}  // namespace
}  // namespace seatsync::source_market
