// Bytes of a week of games against the bare parse of the same bytes by simdjson, and of the table
// of all games against a bare scan of its lines.

#include "adapters/source_nfl/parse_games.hpp"
#include "adapters/source_nfl/parse_games_csv.hpp"

#include "testing/parse_speed.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace seatsync::source_nfl {
namespace {

constexpr domain::Instant kReceived = std::chrono::sys_days(std::chrono::days(20'000));

std::string team(int number) {
    return fmt::format(
        R"({{"id":"104038{0:02}-6b0e-11ec-8b3b-ae1250fadad1","currentLogo":)"
        R"("https://static.www.nfl.com/{{formatInstructions}}/league/api/clubs/logos/T{0}",)"
        R"("fullName":"City {0} Team"}})",
        number % 32);
}

std::string week() {
    std::string body = R"({"games":[)";
    for (int i = 0; i < 16; ++i)
        body += fmt::format(
            R"({0}{{"id":"f688{1:04}-311e-11f0-b670-ae1250fadad1","homeTeam":{2},"awayTeam":{3},)"
            R"("category":"THU","date":"2025-09-26","time":"2025-09-26T00:15:00Z",)"
            R"("broadcastInfo":{{"homeNetworkChannels":["Prime Video"],"awayNetworkChannels":[],)"
            R"("internationalWatchOptions":[],"territory":"NATIONAL"}},"neutralSite":false,)"
            R"("international":false,"venue":{{"id":"10403803","name":"A Stadium","city":"City",)"
            R"("country":"USA"}},"season":2025,"seasonType":"REG","status":"SCHEDULED","week":4,)"
            R"("weekType":"REG","externalIds":[{{"source":"gsis","id":"59891"}},)"
            R"({{"source":"elias","id":"2025092500"}},{{"source":"slug","id":"a-at-b-2025-reg-4"}}],)"
            R"("ticketUrl":"https://tickets.example/{1}","ticketVendors":[],"detail":null}})",
            i == 0 ? "" : ",", i, team(i), team(i + 16));
    return body + R"(],"pagination":{"limit":20,"token":null}})";
}

std::string table() {
    std::string body =
        "game_id,season,game_type,week,gameday,weekday,gametime,away_team,away_score,home_team,"
        "home_score,location,result,total,overtime,old_game_id,gsis,nfl_detail_id,pfr,pff,espn,ftn,"
        "away_rest,home_rest,away_moneyline,home_moneyline,spread_line,roof,surface,temp,wind,"
        "referee,stadium_id,stadium\n";
    for (int i = 0; i < 272; ++i)
        body += fmt::format(
            "2025_{0:02}_DAL_PHI,2025,REG,{0},2025-09-04,Thursday,20:20,DAL,20,PHI,24,Home,4,44,0,"
            "2025090400,59891,f688dbab-311e-11f0-b670-ae1250fadad1,202509040phi,26100,401772510,"
            "6800,7,7,320,-410,8.5,outdoors,grass,74,3,Some Referee,PHI00,Lincoln Financial "
            "Field\n",
            i % 17 + 1);
    return body;
}

void parse_week(benchmark::State& state) {
    testing::measure_parse(state, week(), 16, [](const std::string& body) {
        return parse_games(body, "nfl", kReceived);
    });
}
BENCHMARK(parse_week);

void simdjson_alone(benchmark::State& state) {
    testing::measure_simdjson(state, week());
}
BENCHMARK(simdjson_alone);

/// `seasons_from` decides whether every row is read or each is passed over.
void parse_table(benchmark::State& state) {
    const int seasons_from = static_cast<int>(state.range(0));
    testing::measure_parse(state, table(), 272, [&](const std::string& body) {
        return parse_games_csv(body, "nfl", kReceived, seasons_from);
    });
}
BENCHMARK(parse_table)->ArgName("seasons_from")->Arg(2025)->Arg(2026);

void line_scan_alone(benchmark::State& state) {
    testing::measure_reading(state, table(), [](const std::string& body) {
        std::size_t lines = 0;
        for (std::size_t at = body.find('\n'); at != body.npos; at = body.find('\n', at + 1))
            ++lines;
        return lines == 273;
    });
}
BENCHMARK(line_scan_alone);

}  // namespace
}  // namespace seatsync::source_nfl
