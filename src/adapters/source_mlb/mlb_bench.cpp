// Bytes of a month of games and of standings, against the bare parse of the same bytes by simdjson.

#include "adapters/source_mlb/parse_schedule.hpp"
#include "adapters/source_mlb/parse_standings.hpp"

#include "testing/parse_speed.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace seatsync::source_mlb {
namespace {

constexpr domain::Instant kReceived = std::chrono::sys_days(std::chrono::days(20'000));

std::string side(int id) {
    return fmt::format(
        R"({{"leagueRecord":{{"wins":{0},"losses":40,"pct":".{0}00"}},"score":{0},"team":{{)"
        R"("id":1{0},"name":"The Long Named Team {0}","link":"/api/v1/teams/1{0}"}},)"
        R"("isWinner":false,"splitSquad":false,"seriesNumber":10}})",
        id % 30);
}

std::string game(int number) {
    return fmt::format(
        R"({{"gamePk":{0},"gameGuid":"e1c7256b-9de3-480c-88d5-8673b0d5eb74",)"
        R"("link":"/api/v1.1/game/{0}/feed/live","gameType":"R","season":"2026",)"
        R"("gameDate":"2026-04-07T18:20:00Z","officialDate":"2026-04-07","status":{{)"
        R"("abstractGameState":"Final","codedGameState":"F","detailedState":"Final",)"
        R"("statusCode":"F","startTimeTBD":false,"abstractGameCode":"F"}},"teams":{{"away":{1},)"
        R"("home":{2}}},"venue":{{"id":17,"name":"Some Field","link":"/api/v1/venues/17"}},)"
        R"("content":{{"link":"/api/v1/game/{0}/content"}},"isTie":false,"gameNumber":1,)"
        R"("publicFacing":true,"doubleHeader":"N","gamedayType":"P","tiebreaker":"N",)"
        R"("calendarEventID":"14-{0}-2026-04-07","seasonDisplay":"2026","dayNight":"day",)"
        R"("scheduledInnings":9,"reverseHomeAwayStatus":false,"inningBreakLength":120,)"
        R"("gamesInSeries":3,"seriesGameNumber":1,"seriesDescription":"Regular Season",)"
        R"("recordSource":"S","ifNecessary":"N","ifNecessaryDescription":"Normal Game"}})",
        700'000 + number, side(number), side(number + 7));
}

std::string month_of_games() {
    std::string body = R"({"copyright":"none","dates":[)";
    for (int day = 0; day < 30; ++day) {
        body += fmt::format(R"({}{{"date":"2026-04-07","games":[)", day == 0 ? "" : ",");
        for (int i = 0; i < 15; ++i)
            body.append(i == 0 ? "" : ",").append(game(day * 15 + i));
        body += "]}";
    }
    return body + "]}";
}

void parse_month(benchmark::State& state) {
    testing::measure_parse(state, month_of_games(), 450, [](const std::string& body) {
        return parse_schedule(body, "mlb", kReceived);
    });
}
BENCHMARK(parse_month);

void simdjson_alone(benchmark::State& state) {
    testing::measure_simdjson(state, month_of_games());
}
BENCHMARK(simdjson_alone);

}  // namespace
}  // namespace seatsync::source_mlb
