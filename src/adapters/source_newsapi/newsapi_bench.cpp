// Bytes of articles read into Mentions, against the bare parse of the same bytes by simdjson.

#include "adapters/source_newsapi/parse_articles.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <simdjson.h>

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
    const std::string body = page_of_articles();
    const domain::Instant received = std::chrono::sys_days(std::chrono::days(21'000));
    for (auto _ : state)
        benchmark::DoNotOptimize(
            parse_articles(body, "nba/Boston Celtics", received)->items.size());
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(body.size()));
}
BENCHMARK(parse_page);

void simdjson_alone(benchmark::State& state) {
    const std::string body = page_of_articles();
    simdjson::dom::parser parser;
    for (auto _ : state)
        benchmark::DoNotOptimize(parser.parse(body.data(), body.size(), true).error());
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(body.size()));
}
BENCHMARK(simdjson_alone);

}  // namespace
}  // namespace seatsync::source_newsapi
