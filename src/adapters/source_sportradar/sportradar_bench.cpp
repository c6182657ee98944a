// Bytes of a season's schedule, against the bare parse of the same bytes by simdjson.

#include "adapters/source_sportradar/parse_games.hpp"

#include "testing/parse_speed.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace seatsync::source_sportradar {
namespace {

constexpr domain::Instant kReceived = std::chrono::sys_days(std::chrono::days(20'000));

std::string team(int number) {
    return fmt::format(
        R"({{"name":"City {0} Team","alias":"T{0}","id":"583ec8d4-fb46-11e1-82cb-f4ce4684ea{0:02}",)"
        R"("sr_id":"sr:team:34{0}","reference":"16106127{0}"}})",
        10 + number % 30);
}

std::string season() {
    std::string body = R"({"league":{"id":"4353138d","name":"NBA","alias":"NBA"},)"
                       R"("season":{"id":"03241c9e","year":2025,"type":"REG"},"games":[)";
    for (int i = 0; i < 1'230; ++i)
        body += fmt::format(
            R"({0}{{"id":"5db1b76d-07a4-4010-b905-4762b00c{1:04}","status":"closed",)"
            R"("coverage":"full","scheduled":"2026-01-06T00:00:00Z","home_points":111,)"
            R"("away_points":114,"track_on_court":true,"sr_id":"sr:match:2880{1:04}",)"
            R"("reference":"002210{1:04}","time_zones":{{"venue":"US/Eastern",)"
            R"("home":"US/Eastern","away":"US/Central"}},"venue":{{"id":"f62d5b49",)"
            R"("name":"An Arena","capacity":20356,"address":"601 F Street NW","city":"City",)"
            R"("state":"DC","zip":"20004","country":"USA","sr_id":"sr:venue:6016"}},)"
            R"("broadcasts":[{{"network":"TNT","type":"TV","locale":"National",)"
            R"("channel":"245"}}],"home":{2},"away":{3}}})",
            i == 0 ? "" : ",", i, team(i), team(i + 11));
    return body + "]}";
}

void parse_season(benchmark::State& state) {
    testing::measure_parse(state, season(), 1'230, [](const std::string& body) {
        const auto document = feed::JsonDocument::parse(body);
        return parse_games(document->root(), "nba", kReceived);
    });
}
BENCHMARK(parse_season);

void simdjson_alone(benchmark::State& state) {
    testing::measure_simdjson(state, season());
}
BENCHMARK(simdjson_alone);

}  // namespace
}  // namespace seatsync::source_sportradar
