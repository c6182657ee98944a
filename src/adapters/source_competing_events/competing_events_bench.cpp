// Bytes of events read into NearbyEvents, against the bare parse of the same bytes by simdjson.

#include "adapters/source_competing_events/parse_predicthq.hpp"

#include "testing/parse_speed.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace seatsync::source_competing_events {
namespace {

/// A full page: 100 events with about as many fields as PredictHQ sends.
std::string page_of_events() {
    std::string body = R"({"count":100,"overflow":false,"next":null,"results":[)";
    for (int i = 0; i < 100; ++i) {
        body += fmt::format(
            R"({}{{"id":"vAhyZQbxddoKt4C6{:02}","title":"Night of Bands {}","category":"concerts",)"
            R"("rank":54,"phq_attendance":{},"start":"2024-06-14T01:00:00Z",)"
            R"("end":"2024-06-14T04:00:00Z","location":[-84.39,33.75],"state":"active",)"
            R"("updated":"2024-06-01T10:00:00Z","impact_patterns":[)",
            i == 0 ? "" : ",", i, i, 100 * i);
        for (int day = 0; day < 12; ++day)
            body += fmt::format(R"({}{{"date_local":"2024-06-{:02}","value":{}}})",
                                day == 0 ? "" : ",", day + 1, day);
        body += "]}";
    }
    return body + "]}";
}

void parse_page(benchmark::State& state) {
    const domain::Instant received = std::chrono::sys_days(std::chrono::days(20'000));
    testing::measure_parse(state, page_of_events(), 100,
                           [&](const std::string& body) { return parse_events(body, received); });
}
BENCHMARK(parse_page);

void simdjson_alone(benchmark::State& state) {
    testing::measure_simdjson(state, page_of_events());
}
BENCHMARK(simdjson_alone);

}  // namespace
}  // namespace seatsync::source_competing_events
