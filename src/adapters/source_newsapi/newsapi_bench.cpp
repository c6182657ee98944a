// Bytes of articles read into Mentions, against the bare parse of the same bytes by simdjson.

#include "adapters/source_newsapi/parse_articles.hpp"

#include "testing/parse_speed.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace seatsync::source_newsapi {
namespace {

/// A full page: 100 articles.
std::string page_of_articles() {
    std::string body = R"({"status":"ok","totalResults":100,"articles":[)";
    for (int i = 0; i < 100; ++i)
        body += fmt::format(
            R"({}{{"source":{{"id":null,"name":"The Post"}},"author":"A. Writer","title":)"
            R"("Celtics clinch the series with a great win, {} to 99","description":"A long night )"
            R"(at the Garden ended well for the home side, whose injured guard came back.","url":)"
            R"("https://post.example/sport/{}?utm_source=feed","urlToImage":null,"publishedAt":)"
            R"("2026-01-10T{:02}:00:00Z","content":"{:200}… [+3163 chars]"}})",
            i == 0 ? "" : ",", i + 100, i, i % 12, "text ");
    return body + "]}";
}

void parse_page(benchmark::State& state) {
    const domain::Instant received = std::chrono::sys_days(std::chrono::days(21'000));
    testing::measure_parse(state, page_of_articles(), 100, [&](const std::string& body) {
        return parse_articles(body, "nba/Boston Celtics", received);
    });
}
BENCHMARK(parse_page);

void simdjson_alone(benchmark::State& state) {
    testing::measure_simdjson(state, page_of_articles());
}
BENCHMARK(simdjson_alone);

}  // namespace
}  // namespace seatsync::source_newsapi
