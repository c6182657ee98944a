// Bytes of a listing read into Mentions, against the bare parse of the same bytes by simdjson.

#include "adapters/source_reddit/parse_listing.hpp"

#include "testing/parse_speed.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace seatsync::source_reddit {
namespace {

/// A full page: 100 posts with about as many fields as Reddit sends.
std::string page_of_posts() {
    std::string body = R"({"kind":"Listing","data":{"after":"t3_zz","children":[)";
    for (int i = 0; i < 100; ++i) {
        body += fmt::format(
            R"({}{{"kind":"t3","data":{{"name":"t3_{}","id":"{}","title":"Great win in row {}",)"
            R"("selftext":"I drove four hours for this and it was worth every minute of it.",)",
            i == 0 ? "" : ",", i, i, i);
        for (int field = 0; field < 60; ++field)
            body += fmt::format(R"("field_{}":null,)", field);
        body += fmt::format(R"("score":{},"num_comments":{},"created_utc":{}.0}}}})", i, i * 2,
                            1'768'000'000 + i);
    }
    return body + "]}}";
}

void parse_page(benchmark::State& state) {
    const domain::Instant received = std::chrono::sys_days(std::chrono::days(21'000));
    testing::measure_parse(state, page_of_posts(), 100, [&](const std::string& body) {
        return parse_listing(body, "nba/Boston Celtics", received);
    });
}
BENCHMARK(parse_page);

void simdjson_alone(benchmark::State& state) {
    testing::measure_simdjson(state, page_of_posts());
}
BENCHMARK(simdjson_alone);

}  // namespace
}  // namespace seatsync::source_reddit
