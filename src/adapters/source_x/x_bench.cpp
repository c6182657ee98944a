// Bytes of posts read into Mentions, against the bare parse of the same bytes by simdjson.

#include "adapters/source_x/parse_posts.hpp"

#include "testing/parse_speed.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace seatsync::source_x {
namespace {

/// A full page of an answer: 100 posts with the fields that are asked for.
std::string page_of_posts() {
    std::string body = R"({"data":[)";
    for (int i = 0; i < 100; ++i)
        body += fmt::format(
            R"({}{{"id":"19000000000000{:05}","created_at":"2026-01-10T11:{:02}:00.000Z",)"
            R"("text":"What a night at the Garden, great win and not one bad seat in row {}",)"
            R"("edit_history_tweet_ids":["19000000000000{:05}"],"public_metrics":{{)"
            R"("retweet_count":{},"reply_count":{},"like_count":{},"quote_count":0}}}})",
            i == 0 ? "" : ",", i, i % 60, i, i, i * 3, i, i * 7);
    return body + R"(],"meta":{"result_count":100,"next_token":"b26v89c19zqg"}})";
}

void parse_page(benchmark::State& state) {
    const domain::Instant received = std::chrono::sys_days(std::chrono::days(21'000));
    testing::measure_parse(state, page_of_posts(), 100, [&](const std::string& body) {
        return parse_posts(body, "nba/Boston Celtics", received);
    });
}
BENCHMARK(parse_page);

void simdjson_alone(benchmark::State& state) {
    testing::measure_simdjson(state, page_of_posts());
}
BENCHMARK(simdjson_alone);

}  // namespace
}  // namespace seatsync::source_x
