// Bytes of a day's scoreboard, against the bare parse of the same bytes by simdjson.

#include "adapters/source_espn/parse_games.hpp"

#include "testing/parse_speed.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace seatsync::source_espn {
namespace {

constexpr domain::Instant kReceived = std::chrono::sys_days(std::chrono::days(20'000));

/// A side with the statistics and links that come with it and are not read.
std::string competitor(std::string_view side, int number) {
    std::string statistics;
    for (int i = 0; i < 40; ++i)
        statistics += fmt::format(
            R"({}{{"name":"statistic{}","abbreviation":"S{}","displayValue":"{}","rankDisplayValue":"Tied-{}th"}})",
            i == 0 ? "" : ",", i, i, i * 7, i);
    return fmt::format(
        R"({{"id":"{1}","uid":"s:1~l:10~t:{1}","type":"team","order":0,"homeAway":"{0}",)"
        R"("winner":true,"team":{{"id":"{1}","location":"City","name":"Team",)"
        R"("abbreviation":"TEA","displayName":"City Team {1}","shortDisplayName":"Team",)"
        R"("color":"00264e","logo":"https://a.espncdn.com/i/teamlogos/mlb/500/scoreboard/t.png"}},)"
        R"("score":"{1}","statistics":[{2}],"records":[{{"type":"total","summary":"78-66"}}]}})",
        side, number, statistics);
}

std::string scoreboard() {
    std::string body = R"({"leagues":[{"id":"10","slug":"mlb"}],"events":[)";
    for (int i = 0; i < 15; ++i)
        body += fmt::format(
            R"({0}{{"id":"40142{1:04}","uid":"s:1~l:10~e:40142{1:04}","date":"2026-09-17T17:10Z",)"
            R"("name":"City Team {1} at Other Team","season":{{"year":2026,"type":2,)"
            R"("slug":"regular-season"}},"competitions":[{{"timeValid":true,"neutralSite":false,)"
            R"("venue":{{"id":"5","fullName":"Some Field","address":{{"city":"City"}},)"
            R"("capacity":35041}},"competitors":[{2},{3}],"notes":[],"status":{{"clock":0,)"
            R"("type":{{"id":"3","name":"STATUS_FINAL","state":"post","completed":true}}}}}}]}})",
            i == 0 ? "" : ",", i, competitor("home", i + 1), competitor("away", i + 2));
    return body + "]}";
}

void parse_scoreboard(benchmark::State& state) {
    testing::measure_parse(state, scoreboard(), 15, [](const std::string& body) {
        return parse_games(body, "mlb", kReceived);
    });
}
BENCHMARK(parse_scoreboard);

void simdjson_alone(benchmark::State& state) {
    testing::measure_simdjson(state, scoreboard());
}
BENCHMARK(simdjson_alone);

}  // namespace
}  // namespace seatsync::source_espn
