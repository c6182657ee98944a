// Bytes of a season's schedule, against the bare parse of the same bytes by simdjson.

#include "adapters/source_nba/parse_games.hpp"

#include "testing/parse_speed.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace seatsync::source_nba {
namespace {

constexpr domain::Instant kReceived = std::chrono::sys_days(std::chrono::days(20'000));

std::string team(int number) {
    return fmt::format(
        R"({{"teamId":16106127{0:02},"teamName":"Nickname","teamCity":"City {0}",)"
        R"("teamTricode":"ABC","teamSlug":"nickname","wins":{0},"losses":12,"score":{0},)"
        R"("seed":0}})",
        number % 30);
}

std::string season() {
    std::string body = R"({"leagueSchedule":{"seasonYear":"2025-26","gameDates":[)";
    for (int i = 0; i < 1'230; ++i)
        body += fmt::format(
            R"({0}{{"gameDate":"10/02/2025 00:00:00","games":[{{"gameId":"00225{1:05}",)"
            R"("gameCode":"20251002/NYKPHI","gameStatus":3,"gameStatusText":"Final",)"
            R"("gameSequence":1,"gameDateEst":"2025-10-02T00:00:00Z",)"
            R"("gameTimeEst":"1900-01-01T12:00:00Z","gameDateTimeEst":"2025-10-02T12:00:00Z",)"
            R"("gameDateUTC":"2025-10-02T04:00:00Z","gameTimeUTC":"1900-01-01T16:00:00Z",)"
            R"("gameDateTimeUTC":"2025-10-02T16:00:00Z","awayTeamTime":"2025-10-02T12:00:00Z",)"
            R"("homeTeamTime":"2025-10-02T12:00:00Z","day":"Thu","monthNum":10,"weekNumber":0,)"
            R"("ifNecessary":false,"seriesGameNumber":"","gameLabel":"","seriesText":"",)"
            R"("arenaName":"An Arena","arenaState":"","arenaCity":"City","postponedStatus":"A",)"
            R"("branchLink":"","homeTeam":{2},"awayTeam":{3}}}]}})",
            i == 0 ? "" : ",", i, team(i), team(i + 11));
    return body + "]}}";
}

void parse_season(benchmark::State& state) {
    testing::measure_parse(state, season(), 1'230, [](const std::string& body) {
        return parse_schedule(body, "nba", kReceived);
    });
}
BENCHMARK(parse_season);

void simdjson_alone(benchmark::State& state) {
    testing::measure_simdjson(state, season());
}
BENCHMARK(simdjson_alone);

}  // namespace
}  // namespace seatsync::source_nba
