#include "adapters/source_nfl/csv_line.hpp"
#include "adapters/source_nfl/factory.hpp"
#include "adapters/source_nfl/nfl_api.hpp"
#include "testing/recorded_answer.hpp"
#include "testing/sports_answers.hpp"
#include "testing/watch.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_nfl {
namespace {

using namespace std::chrono_literals;
using testing::game_of;
using testing::GameRow;
using testing::instant;
using testing::record_of;
using testing::RecordRow;

const domain::Instant kNow = instant("2026-03-01T12:00:00Z");

Result<feed::Answer> try_reading(const std::string& endpoint, std::string_view body,
                                 const std::string& seasons_from = "") {
    return testing::answer_of(factories().at(0), endpoint, body, kNow,
                              {{"seasons_from", seasons_from}});
}

feed::Answer read(const std::string& endpoint, std::string_view body,
                  const std::string& seasons_from = "") {
    return testing::answer_or_problem(try_reading(endpoint, body, seasons_from));
}

std::string week(const std::string& fields) {
    return R"({"games":[{)" + fields +
           R"("id":"f688dbab","homeTeam":{"fullName":"Arizona Cardinals"},)"
           R"("awayTeam":{"fullName":"Seattle Seahawks"},"date":"2025-09-26",)"
           R"("time":"2025-09-26T00:15:00Z","venue":{"name":"State Farm Stadium","city":"Glendale"},)"
           R"("season":2025,"seasonType":"REG","status":"SCHEDULED",)"
           R"("externalIds":[{"source":"gsis","id":"59891"},{"source":"elias","id":"2025092500"}]}],)"
           R"("pagination":{"limit":20,"token":null}})";
}

TEST(NflGamesTest, ReadsAGameWithItsLocalDay) {
    const auto answer = read("games", week(""));
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "f688dbab");
    EXPECT_EQ(game_of(answer.items[0]), (GameRow{.id = "nfl:f688dbab",
                                                 .league = "nfl",
                                                 .season = "2025",
                                                 .category = "regular",
                                                 .home = "Arizona Cardinals",
                                                 .away = "Seattle Seahawks",
                                                 .venue = "State Farm Stadium, Glendale",
                                                 .start = "2025-09-26T00:15:00Z",
                                                 .status = "scheduled",
                                                 .local_date = "2025-09-25"}));
    EXPECT_EQ(answer.next, "");
}

struct StateCase {
    const char* fields;
    const char* status;
    const char* score;
};

TEST(NflGamesTest, TellsTheStatesApart) {
    for (
        const StateCase& one :
        {StateCase{
             R"("detail":{"phase":"FINAL_OVERTIME","homePointsTotal":27,"visitorPointsTotal":24},)",
             "finished", "27:24"},
         {R"("detail":{"phase":"INGAME","homePointsTotal":7,"visitorPointsTotal":0},)", "scheduled",
          ""},
         {R"("summary":{"phase":"FINAL","homeTeam":{"score":{"total":0}},"awayTeam":{"score":{"total":3}}},)",
          "finished", "0:3"},
         {R"("summary":null,"status":"POSTPONED",)", "postponed", ""},
         {R"("status":"CANCELLED",)", "cancelled", ""},
         {R"("status":"FINAL",)", "finished", ""},
         {R"("status":"COMPLETED",)", "finished", ""}}) {
        // The first of two equal names counts.
        const auto item = read("games", week(one.fields)).items.at(0);
        EXPECT_EQ(game_of(item).status, one.status) << one.fields;
        EXPECT_EQ(game_of(item).score, one.score) << one.fields;
    }
}

TEST(NflGamesTest, NamesTheNextPage) {
    EXPECT_EQ(read("games", R"({"games":[],"pagination":{"token":"abc"}})").next, "abc");
    EXPECT_EQ(read("standings", R"({"weeks":[],"pagination":{"token":"abc"}})").next, "abc");
    EXPECT_EQ(read("venues", R"({"venues":[],"pagination":{"token":"abc"}})").next, "abc");
    EXPECT_EQ(read("games", R"({"games":[]})").next, "");
}

TEST(NflGamesTest, TellsWhatIsWrongWithAGame) {
    for (const auto& [game, problem] :
         {std::pair(R"({"time":"2025-09-26T00:15:00Z","status":"FINAL"})", "id: it is missing"),
          {R"({"id":"1","status":"FINAL"})", "time: it is missing"},
          {R"({"id":"1","time":"2025-09-26T00:15:00Z"})", "status: it is missing"},
          {R"({"id":"1","time":"TBD","status":"FINAL"})", "time: \"TBD\" is not a time"}})
        EXPECT_EQ(read("games", std::string(R"({"games":[)") + game + "]}").items.at(0).problem,
                  problem);
}

TEST(NflGamesTest, RefusesWhatIsNoListOfGames) {
    for (const auto& [body, code] : {std::pair("<html>", ErrorCode::unavailable),
                                     {"", ErrorCode::unavailable},
                                     {R"({"message":"Unauthorized"})", ErrorCode::unavailable},
                                     {"{}", ErrorCode::corrupt_data},
                                     {"7", ErrorCode::corrupt_data}})
        for (const char* endpoint : {"games", "standings", "ngs_schedule", "venues"})
            EXPECT_EQ(try_reading(endpoint, body).error().code, code) << endpoint << body;
    EXPECT_EQ(try_reading("odds", "{}").error().code, ErrorCode::invalid_argument);
}

TEST(NflStandingsTest, ReadsATeam) {
    const auto answer = read("standings", R"({"season":2025,"weeks":[{"week":3,"standings":[
        {"team":{"id":"10403800","fullName":"Arizona Cardinals"},
         "overall":{"wins":2,"losses":1,"winPct":0.667}},{"team":{"id":"7"}}]}]})");
    ASSERT_EQ(answer.items.size(), 2U);
    EXPECT_EQ(answer.items[0].key, "10403800");
    EXPECT_EQ(record_of(answer.items[0]), (RecordRow{.league = "nfl",
                                                     .season = "2025",
                                                     .team = "Arizona Cardinals",
                                                     .wins = 2,
                                                     .losses = 1,
                                                     .event_at = "2026-03-01T12:00:00Z"}));
    EXPECT_EQ(answer.items[1].problem, "team.fullName: it is missing");
}

std::string ngs(const std::string& fields) {
    return R"({"games":[{"smartId":"f877","season":2025,"seasonType":"REG","gameId":2025113010,)"
           R"("homeDisplayName":"A","visitorDisplayName":"B",)" +
           fields + "}]}";
}

TEST(NflNgsTest, ReadsAGameThatIsOver) {
    const auto item =
        read("ngs_schedule",
             ngs(R"("gameTime":"2025-12-01T01:20:00Z","gameDate":"11/30/2025","isoTime":0,
                 "site":{"siteFullName":"Northwest Stadium","siteCity":"Landover"},
                 "score":{"phase":"FINAL OVERTIME","visitorTeamScore":{"pointTotal":27},
                          "homeTeamScore":{"pointTotal":26}})"))
            .items.at(0);
    EXPECT_EQ(item.key, "f877");
    EXPECT_EQ(game_of(item), (GameRow{.id = "nfl:f877",
                                      .league = "nfl",
                                      .season = "2025",
                                      .category = "regular",
                                      .home = "A",
                                      .away = "B",
                                      .venue = "Northwest Stadium, Landover",
                                      .start = "2025-12-01T01:20:00Z",
                                      .status = "finished",
                                      .local_date = "2025-11-30",
                                      .score = "26:27"}));
}

TEST(NflNgsTest, ReadsMillisecondsWhereTheTimeIsMissing) {
    const auto item =
        read("ngs_schedule", ngs(R"("isoTime":1764552000000,"score":null)")).items.at(0);
    EXPECT_EQ(game_of(item).start, "2025-12-01T01:20:00Z");
    EXPECT_EQ(game_of(item).status, "scheduled");
    for (const auto& [fields, problem] :
         {std::pair(R"("x":1)", "gameTime: it is missing"),
          {R"("isoTime":-1)", "isoTime: it is no time in milliseconds"},
          {R"("isoTime":99999999999999)", "isoTime: it is no time in milliseconds"}})
        EXPECT_EQ(read("ngs_schedule", ngs(fields)).items.at(0).problem, problem);
}

constexpr const char* kHead =
    "game_id,season,game_type,week,gameday,gametime,away_team,away_score,home_team,home_score,"
    "stadium\n";

TEST(NflverseTest, ReadsAGameThatWasPlayed) {
    const auto answer =
        read("games_csv", std::string(kHead) +
                              "2025_01_DAL_PHI,2025,REG,1,2025-09-04,20:20,DAL,20,PHI,24,"
                              "\"Lincoln \"\"Financial\"\", Field\"\r\n");
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "2025_01_DAL_PHI");
    EXPECT_EQ(game_of(answer.items[0]), (GameRow{.id = "nflverse:2025_01_DAL_PHI",
                                                 .league = "nfl",
                                                 .season = "2025",
                                                 .category = "regular",
                                                 .home = "PHI",
                                                 .away = "DAL",
                                                 .venue = "Lincoln \"Financial\", Field",
                                                 .start = "2025-09-05T00:20:00Z",
                                                 .status = "finished",
                                                 .local_date = "2025-09-04",
                                                 .score = "24:20"}));
}

struct RowCase {
    const char* row;
    const char* start;
    const char* status;
    const char* category;
};

TEST(NflverseTest, KnowsWhichHoursAreNotSet) {
    for (const RowCase& one : {RowCase{"g,1999,REG,1,1999-09-12,,MIN,17,ATL,14,",
                                       "1999-09-12T12:00:00Z", "finished, TBD", "regular"},
                               {"g,2025,REG,18,2026-01-04,13:00,NO,,ATL,,", "2026-01-04T18:00:00Z",
                                "scheduled, TBD", "regular"},
                               {"g,2025,REG,18,2026-01-04,16:25,NO,,ATL,,", "2026-01-04T21:25:00Z",
                                "scheduled", "regular"},
                               {"g,2025,REG,17,2025-12-28,13:00,NO,,ATL,,", "2025-12-28T18:00:00Z",
                                "scheduled", "regular"},
                               {"g,2020,REG,17,2021-01-03,13:00,NO,NA,ATL,,",
                                "2021-01-03T18:00:00Z", "scheduled, TBD", "regular"},
                               {"g,2025,REG,18,2026-01-04,13:00,NO,7,ATL,3,",
                                "2026-01-04T18:00:00Z", "finished", "regular"},
                               {"g,2025,WC,19,2026-01-10,NA,NO,,ATL,,", "2026-01-10T12:00:00Z",
                                "scheduled, TBD", "playoff"},
                               {"g,2025,SB,22,2026-02-08,18:30,NO,,ATL,,", "2026-02-08T23:30:00Z",
                                "scheduled", "playoff"},
                               {"g,2025,REG,1,2025-09-07,13:00,NO,7,ATL,,", "2025-09-07T17:00:00Z",
                                "scheduled", "regular"}}) {
        const auto item = read("games_csv", std::string(kHead) + one.row).items.at(0);
        EXPECT_EQ(game_of(item).start, one.start) << one.row;
        EXPECT_EQ(game_of(item).status, one.status) << one.row;
        EXPECT_EQ(game_of(item).category, one.category) << one.row;
    }
}

TEST(NflverseTest, KnowsThePartsOfASeason) {
    for (const auto& [type, category] : {std::pair("PRE", "preseason"),
                                         {"REG", "regular"},
                                         {"WC", "playoff"},
                                         {"DIV", "playoff"},
                                         {"CON", "playoff"},
                                         {"SB", "playoff"},
                                         {"POST", "playoff"},
                                         {"PRO", ""}}) {
        const std::string row = std::string("g,2025,") + type + ",1,2025-09-04,20:20,D,,P,,s";
        EXPECT_EQ(game_of(read("games_csv", kHead + row).items.at(0)).category, category);
    }
}

TEST(NflverseTest, AFieldWithoutACharacterThatShowsIsEmpty) {
    for (const char* id : {"\x01", " ", "\x1f \t"}) {
        const std::string row = id + std::string(",2025,REG,1,2025-09-04,20:20,DAL,1,PHI,2,s");
        const auto item = read("games_csv", kHead + row).items.at(0);
        EXPECT_EQ(item.problem, "game_id: it is empty");
        EXPECT_EQ(item.key, "#0");
    }
}

TEST(NflverseTest, TellsWhichFieldOfARowIsWrong) {
    for (const auto& [row, problem] :
         {std::pair("g,2025,REG,1,2025-09-04,20:20,DAL,x,PHI,24,s",
                    "away_score: 'x' is not a whole number"),
          {"g,2025,REG,1,2025-09-04,20:20,DAL,1,PHI,2.5,s",
           "home_score: '2.5' is not a whole number"},
          {",2025,REG,1,2025-09-04,20:20,DAL,1,PHI,2,s", "game_id: it is empty"},
          {"g,,REG,1,2025-09-04,20:20,DAL,1,PHI,2,s", "season: it is empty"},
          {"g,2025,REG,1,,20:20,DAL,1,PHI,2,s", "gameday: it is empty"},
          {"g,2025,REG,1,2025-09-04,20:20,,1,PHI,2,s", "away_team: it is empty"},
          {"g,2025,REG,1,2025-09-04,20:20,DAL,1,,2,s", "home_team: it is empty"},
          {"g,2025,REG,x,2025-09-04,20:20,DAL,1,PHI,2,s", "week: 'x' is not a whole number"},
          {"g,2025,REG,1,2025-09-04,20:20,DAL,1,PHI,2",
           "it does not have the 11 fields of the header"},
          {"g,2025,REG,1,2025-09-04,20:20,DAL,1,PHI,2,\"s",
           "it does not have the 11 fields of the header"}}) {
        const auto item = read("games_csv", std::string(kHead) + row + "\n").items.at(0);
        EXPECT_EQ(item.problem, problem);
        EXPECT_EQ(item.content, row);
        EXPECT_TRUE(item.observations.empty());
    }
    EXPECT_FALSE(read("games_csv", std::string(kHead) + "g,2025,REG,1,2025-09-04,8pm,D,1,P,2,s")
                     .items.at(0)
                     .problem.empty());
    EXPECT_FALSE(read("games_csv", std::string(kHead) + "g,2025,REG,1,2025-09-04,,D,1,P,-2,s")
                     .items.at(0)
                     .problem.empty());
}

TEST(NflverseTest, PassesEarlierSeasonsOver) {
    const std::string table = std::string(kHead) +
                              "a,2024,REG,1,2024-09-05,20:20,DAL,1,PHI,2,s\n\n"
                              "b,2025,REG,1,2025-09-04,20:20,DAL,1,PHI,2,s\n";
    const auto answer = read("games_csv", table, "2025");
    ASSERT_EQ(answer.items.size(), 2U);
    EXPECT_EQ(answer.items[0].passed_over, "of an earlier season");
    EXPECT_EQ(answer.items[0].key, "a");
    EXPECT_EQ(game_of(answer.items[1]).id, "nflverse:b");
    EXPECT_EQ(game_of(read("games_csv", table).items.at(0)).id, "nflverse:a");
    for (const char* wrong : {"soon", "2025x"})
        EXPECT_EQ(try_reading("games_csv", table, wrong).error().code, ErrorCode::invalid_argument);
}

TEST(NflverseTest, RefusesWhatIsNoTable) {
    for (const auto& [body, code] : {std::pair("<!DOCTYPE html>", ErrorCode::unavailable),
                                     {"", ErrorCode::unavailable},
                                     {"404: Not Found", ErrorCode::corrupt_data},
                                     {"\"a", ErrorCode::corrupt_data},
                                     {"game_id,season\n", ErrorCode::corrupt_data}})
        EXPECT_EQ(try_reading("games_csv", body).error().code, code) << body;
    EXPECT_EQ(try_reading("games_csv", "game_id,season\n").error().detail,
              "game_type: there is no such column");
    EXPECT_TRUE(read("games_csv", std::string("\xEF\xBB\xBF") + kHead).items.empty());
}

TEST(CsvLineTest, TakesLinesOffWithTheirQuotedEnds) {
    std::string_view text = "a,b\r\n\"x\ny\",z\n\nlast";
    EXPECT_EQ(take_line(text), "a,b");
    EXPECT_EQ(take_line(text), "\"x\ny\",z");
    EXPECT_EQ(take_line(text), "");
    EXPECT_EQ(take_line(text), "last");
    EXPECT_EQ(take_line(text), std::nullopt);
}

TEST(CsvLineTest, SplitsFields) {
    using Fields = std::vector<std::string>;
    EXPECT_EQ(split_line("a,,c"), (Fields{"a", "", "c"}));
    EXPECT_EQ(split_line(""), (Fields{""}));
    EXPECT_EQ(split_line("a,"), (Fields{"a", ""}));
    EXPECT_EQ(split_line(R"("a,b","say ""hi""",x)"), (Fields{"a,b", "say \"hi\"", "x"}));
    EXPECT_EQ(split_line(R"("")"), (Fields{""}));
    EXPECT_EQ(split_line(R"("a)"), std::nullopt);
    EXPECT_EQ(split_line(R"("a"b,c)"), std::nullopt);
}

TEST(NflTest, EverythingIsKnownFromWhenItWasReceived) {
    const std::string details =
        R"([{"id":"1","time":"2025-09-26T00:15:00Z","status":"FINAL","season":2025,)"
        R"("detail":{"phase":"FINAL","homePointsTotal":27,"visitorPointsTotal":24},)"
        R"("homeTeamStandings":{"team":{"fullName":"Arizona Cardinals"},"overall":{"wins":2}}}])";
    const std::string table = std::string(kHead) + "g,2025,REG,1,2025-09-04,20:20,DAL,20,PHI,24,s";
    const auto received_at = [](const auto& one) {
        if constexpr (requires { one.event.received_at; })
            return one.event.received_at;
        else
            return one.received_at;
    };
    for (const auto& [endpoint, body, observations] :
         {std::tuple("weekly_details", details, 3U),
          {"ngs_schedule", ngs(R"("gameTime":"2025-12-01T01:20:00Z")"), 1U},
          {"games_csv", table, 2U}}) {
        const auto item = read(endpoint, body).items.at(0);
        EXPECT_EQ(item.observations.size(), observations) << endpoint;
        for (const feed::Observation& one : item.observations)
            EXPECT_EQ(std::visit(received_at, one), kNow) << endpoint;
    }
}

class NflRecordedTest : public testing::RecordedTest {};

feed::Answer recorded(const std::string& endpoint, const std::string& file) {
    return read(endpoint, testing::recorded_answer("nfl/" + file).body);
}

TEST_F(NflRecordedTest, AWeekOfGamesFromBothPlaces) {
    const auto answer = recorded("games", "football_games_2025wk4.http.json");
    ASSERT_EQ(answer.items.size(), 7U);
    EXPECT_EQ(testing::problems_of(answer), "");
    EXPECT_EQ(game_of(answer.items[0]).local_date, "2025-09-25");
    EXPECT_EQ(game_of(answer.items[1]), (GameRow{.id = "nfl:f688dfde-311e-11f0-b670-ae1250fadad1",
                                                 .league = "nfl",
                                                 .season = "2025",
                                                 .category = "regular",
                                                 .home = "Pittsburgh Steelers",
                                                 .away = "Minnesota Vikings",
                                                 .venue = "Croke Park, Dublin",
                                                 .start = "2025-09-28T13:30:00Z",
                                                 .status = "scheduled",
                                                 .local_date = "2025-09-28"}));
    EXPECT_EQ(game_of(answer.items[6]).start, "2025-09-30T00:15:00Z");
    EXPECT_EQ(game_of(answer.items[6]).local_date, "2025-09-29");
    const auto experience = recorded("games", "experience_games_2025wk4.http.json");
    ASSERT_EQ(experience.items.size(), 6U);
    EXPECT_EQ(game_of(experience.items[0]), game_of(answer.items[0]));
}

TEST_F(NflRecordedTest, WeeklyDetailsTellTheStandingsToo) {
    const auto answer = recorded("weekly_details", "weekly_game_details_2025.http.json");
    ASSERT_EQ(answer.items.size(), 3U);
    EXPECT_EQ(testing::problems_of(answer), "");
    const auto& observations = answer.items[0].observations;
    ASSERT_EQ(observations.size(), 3U);
    EXPECT_EQ(std::get<feed::Sighting>(observations[0]).event.home, "Arizona Cardinals");
    const auto& home = std::get<domain::TeamRecord>(observations[1]);
    EXPECT_EQ(home.team, "Arizona Cardinals");
    EXPECT_EQ(home.season, "2025");
    EXPECT_EQ(home.wins, 2);
    EXPECT_EQ(home.losses, 1);
    EXPECT_EQ(std::get<domain::TeamRecord>(observations[2]).team, "Seattle Seahawks");
}

TEST_F(NflRecordedTest, Standings) {
    const auto answer = recorded("standings", "football_standings_2025wk3.http.json");
    ASSERT_EQ(answer.items.size(), 32U);
    EXPECT_EQ(testing::problems_of(answer), "");
    EXPECT_EQ(record_of(answer.items[3]), (RecordRow{.league = "nfl",
                                                     .season = "2025",
                                                     .team = "Buffalo Bills",
                                                     .wins = 3,
                                                     .losses = 0,
                                                     .event_at = "2026-03-01T12:00:00Z"}));
}

TEST_F(NflRecordedTest, VenuesArePassedOver) {
    const auto answer = recorded("venues", "football_venues_2025.http.json");
    ASSERT_EQ(answer.items.size(), 8U);
    EXPECT_EQ(answer.items[1].passed_over,
              "a venue, Gillette Stadium: not a game and not a standing");
}

TEST_F(NflRecordedTest, TheCurrentSchedule) {
    const auto answer = recorded("ngs_schedule", "ngs_schedule_current_2025wk13.json");
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(game_of(answer.items[0]), (GameRow{.id = "nfl:f877d570-311e-11f0-b670-ae1250fadad1",
                                                 .league = "nfl",
                                                 .season = "2025",
                                                 .category = "regular",
                                                 .home = "Washington Commanders",
                                                 .away = "Denver Broncos",
                                                 .venue = "Northwest Stadium, Landover",
                                                 .start = "2025-12-01T01:20:00Z",
                                                 .status = "finished",
                                                 .local_date = "2025-11-30",
                                                 .score = "26:27"}));
}

TEST_F(NflRecordedTest, TheTableOfAllGames) {
    const auto answer = recorded("games_csv", "nflverse_games_sample.csv");
    ASSERT_EQ(answer.items.size(), 8U);
    EXPECT_EQ(testing::problems_of(answer), "");
    EXPECT_EQ(game_of(answer.items[0]), (GameRow{.id = "nflverse:1999_01_MIN_ATL",
                                                 .league = "nfl",
                                                 .season = "1999",
                                                 .category = "regular",
                                                 .home = "ATL",
                                                 .away = "MIN",
                                                 .venue = "Georgia Dome",
                                                 .start = "1999-09-12T12:00:00Z",
                                                 .status = "finished, TBD",
                                                 .local_date = "1999-09-12",
                                                 .score = "14:17"}));
    EXPECT_EQ(game_of(answer.items[7]), (GameRow{.id = "nflverse:2025_18_ARI_LA",
                                                 .league = "nfl",
                                                 .season = "2025",
                                                 .category = "regular",
                                                 .home = "LA",
                                                 .away = "ARI",
                                                 .venue = "SoFi Stadium",
                                                 .start = "2026-01-04T18:00:00Z",
                                                 .status = "scheduled, TBD",
                                                 .local_date = "2026-01-04"}));
}

TEST_F(NflRecordedTest, EachFileIsOfItsEndpoint) {
    for (const auto& [file, endpoint] : {std::pair("football_games_2025wk4.http.json", "games"),
                                         {"experience_games_2025wk4.http.json", "games"},
                                         {"weekly_game_details_2025.http.json", "weekly_details"},
                                         {"football_standings_2025wk3.http.json", "standings"},
                                         {"football_venues_2025.http.json", "venues"},
                                         {"ngs_schedule_current_2025wk13.json", "ngs_schedule"},
                                         {"nflverse_games_sample.csv", "games_csv"}})
        for (const auto& factory : factories())
            EXPECT_EQ(testing::made(factory)
                          ->endpoint_of(testing::recorded_answer(std::string("nfl/") + file).body)
                          .value(),
                      endpoint);
    EXPECT_EQ(endpoint_of_any(R"({"games":[]})").value(), "games");
    EXPECT_EQ(endpoint_of_any("{}").error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace seatsync::source_nfl
