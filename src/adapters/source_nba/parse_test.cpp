#include "adapters/source_nba/factory.hpp"
#include "adapters/source_nba/game_ids.hpp"
#include "adapters/source_nba/parse_day.hpp"
#include "testing/recorded_answer.hpp"
#include "testing/sports_answers.hpp"
#include "testing/watch.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_nba {
namespace {

using namespace std::chrono_literals;
using testing::game_of;
using testing::GameRow;
using testing::instant;
using testing::record_of;
using testing::RecordRow;

const domain::Instant kNow = instant("2026-03-01T12:00:00Z");

Result<feed::Answer> try_reading(const std::string& endpoint, std::string_view body) {
    return testing::answer_of(factories().at(0), endpoint, body, kNow);
}

feed::Answer read(const std::string& endpoint, std::string_view body) {
    return testing::answer_or_problem(try_reading(endpoint, body));
}

/// A scoreboard with one game; fields told twice count once, the first time.
std::string scoreboard(const std::string& fields) {
    return R"({"scoreboard":{"gameDate":"2026-02-28","games":[{)" + fields +
           R"("gameId":"0022500171","gameCode":"20260228/PHICLE",)"
           R"("gameTimeUTC":"2026-03-01T00:30:00Z","gameEt":"2026-02-28T19:30:00Z",)"
           R"("homeTeam":{"teamCity":"Cleveland","teamName":"Cavaliers","score":132},)"
           R"("awayTeam":{"teamCity":"Philadelphia","teamName":"76ers","score":121}}]}})";
}

TEST(NbaScoreboardTest, ReadsAGameAndNotItsFalseEasternTime) {
    const auto answer =
        read("scoreboard", scoreboard(R"("gameStatus":3,"gameStatusText":"Final      ",)"));
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "0022500171");
    EXPECT_EQ(game_of(answer.items[0]), (GameRow{.id = "nba:0022500171",
                                                 .league = "nba",
                                                 .season = "2025-26",
                                                 .category = "regular",
                                                 .home = "Cleveland Cavaliers",
                                                 .away = "Philadelphia 76ers",
                                                 .start = "2026-03-01T00:30:00Z",
                                                 .status = "finished",
                                                 .local_date = "2026-02-28",
                                                 .score = "132:121"}));
}

struct StateCase {
    const char* fields;
    const char* status;
    const char* score;
};

TEST(NbaScoreboardTest, TellsTheStatesApart) {
    for (const StateCase& one :
         {StateCase{R"("gameStatus":1,"gameStatusText":"7:30 pm ET   ",)", "scheduled", ""},
          {R"("gameStatus":1,"gameStatusText":"TBD",)", "scheduled, TBD", ""},
          {R"("gameStatus":2,"gameStatusText":"Q4 1:00",)", "scheduled", ""},
          {R"("gameStatus":3,"gameStatusText":"Final/OT",)", "finished", "132:121"},
          {R"("gameStatus":1,"gameStatusText":"PPD",)", "postponed", ""},
          {R"("gameStatus":3,"gameStatusText":"Postponed",)", "postponed", ""},
          {R"("gameStatus":1,"postponedStatus":"Y",)", "postponed", ""},
          {R"("gameStatus":3,"postponedStatus":"N",)", "finished", "132:121"},
          {R"("gameStatus":3,"gameStatusText":"Cancelled",)", "cancelled", ""}}) {
        const auto item = read("scoreboard", scoreboard(one.fields)).items.at(0);
        EXPECT_EQ(game_of(item).status, one.status) << one.fields;
        EXPECT_EQ(game_of(item).score, one.score) << one.fields;
    }
}

TEST(NbaScoreboardTest, AGameThatMayNotBeNeededIsConditional) {
    for (const auto& [flag, category] : {std::pair("true", "playoff_conditional"),
                                         {R"("true")", "playoff_conditional"},
                                         {"false", "playoff"},
                                         {R"("")", "playoff"}}) {
        const auto item = read("scoreboard", R"({"scoreboard":{"games":[{"gameId":"0042500101",
            "gameStatus":1,"gameTimeUTC":"2026-04-20T23:00:00Z","ifNecessary":)" +
                                                 std::string(flag) + "}]}}")
                              .items.at(0);
        EXPECT_EQ(game_of(item).category, category) << flag;
        EXPECT_EQ(game_of(item).home, "");
        EXPECT_EQ(game_of(item).local_date, "");
    }
}

TEST(NbaScoreboardTest, TellsWhatIsWrongWithAGame) {
    for (const auto& [fields, problem] :
         {std::pair(R"("gameStatusText":"Final",)", "gameStatus: it is missing"),
          {R"("gameStatus":"over",)", "gameStatus: \"over\" is not a number"},
          {R"("gameStatus":3,"homeTeam":{"score":[]},)", "homeTeam.score: [] is not a number"}})
        EXPECT_EQ(read("scoreboard", scoreboard(fields)).items.at(0).problem, problem);
    EXPECT_EQ(
        read("scoreboard", R"({"scoreboard":{"games":[{"gameStatus":1}]}})").items.at(0).problem,
        "gameId: it is missing");
    EXPECT_EQ(read("scoreboard", R"({"scoreboard":{"games":[{"gameId":"1","gameStatus":1}]}})")
                  .items.at(0)
                  .problem,
              "gameTimeUTC: it is missing");
}

TEST(NbaScoreboardTest, RefusesWhatIsNoScoreboard) {
    for (const auto& [body, code] : {std::pair("<HTML><HEAD>Access Denied", ErrorCode::unavailable),
                                     {"", ErrorCode::unavailable},
                                     {R"({"Message":"An error"})", ErrorCode::unavailable},
                                     {R"({"scoreboard":{}})", ErrorCode::corrupt_data},
                                     {"{}", ErrorCode::corrupt_data},
                                     {R"({"scoreboard":{"games":1}})", ErrorCode::corrupt_data}})
        EXPECT_EQ(try_reading("scoreboard", body).error().code, code) << body;
    EXPECT_EQ(try_reading("odds", "{}").error().code, ErrorCode::invalid_argument);
}

TEST(NbaScheduleTest, ReadsTheGamesOfAllDays) {
    const auto answer = read("schedule", R"({"leagueSchedule":{"seasonYear":"2025-26","gameDates":[
        {"gameDate":"10/02/2025 00:00:00","games":[{"gameId":"0012500001","gameStatus":3,
          "gameStatusText":"Final","gameCode":"20251002/NYKPHI","gameTimeUTC":"1900-01-01T16:00:00Z",
          "gameDateTimeUTC":"2025-10-02T16:00:00Z",
          "arenaName":"Etihad Arena","arenaCity":"Abu Dhabi","postponedStatus":"A",
          "homeTeam":{"teamCity":"Philadelphia","teamName":"76ers","score":84},
          "awayTeam":{"teamCity":"New York","teamName":"Knicks","score":99}}]},
        {"games":[{"gameId":"0022500002","gameStatus":1,"gameStatusText":"8:00 pm ET",
          "gameDateTimeUTC":"2026-03-11T00:00:00Z","gameCode":"x",
          "homeTeam":{"teamCity":"LA","teamName":"Clippers","score":0}}]}]}})");
    ASSERT_EQ(answer.items.size(), 2U);
    EXPECT_EQ(game_of(answer.items[0]), (GameRow{.id = "nba:0012500001",
                                                 .league = "nba",
                                                 .season = "2025-26",
                                                 .category = "preseason",
                                                 .home = "Philadelphia 76ers",
                                                 .away = "New York Knicks",
                                                 .venue = "Etihad Arena, Abu Dhabi",
                                                 .start = "2025-10-02T16:00:00Z",
                                                 .status = "finished",
                                                 .local_date = "2025-10-02",
                                                 .score = "84:99"}));
    EXPECT_EQ(game_of(answer.items[1]).start, "2026-03-11T00:00:00Z");
    EXPECT_EQ(game_of(answer.items[1]).home, "LA Clippers");
    EXPECT_EQ(game_of(answer.items[1]).local_date, "");
    EXPECT_EQ(try_reading("schedule", R"({"leagueSchedule":{}})").error().code,
              ErrorCode::corrupt_data);
}

TEST(NbaGameIdTest, TellsKindAndSeason) {
    for (const auto& [id, category, season] : {std::tuple("0012500001", "preseason", "2025-26"),
                                               {"0022300001", "regular", "2023-24"},
                                               {"0032300001", "all_star", "2023-24"},
                                               {"0042500001", "playoff", "2025-26"},
                                               {"0052500001", "playoff", "2025-26"},
                                               {"0062300001", "cup_final", "2023-24"},
                                               {"0029900001", "regular", "1999-00"},
                                               {"0024500001", "regular", "2045-46"},
                                               {"0024600001", "regular", "1946-47"},
                                               {"0072500001", "", "2025-26"},
                                               {"1022500001", "", ""},
                                               {"002250000x", "", ""},
                                               {"22500001", "", ""}}) {
        EXPECT_EQ(category_of(id), category) << id;
        EXPECT_EQ(season_of(id), season) << id;
    }
    EXPECT_EQ(season_on(2026y / 9 / 30), "2025-26");
    EXPECT_EQ(season_on(2026y / 10 / 1), "2026-27");
}

/// The table of games, with the columns in an order of its own.
std::string day(const std::string& rows, const std::string& scores = "") {
    return R"({"resultSets":[{"name":"GameHeader","headers":["GAME_STATUS_ID","game_id","GAME_DATE_EST",)"
           R"("GAME_STATUS_TEXT","HOME_TEAM_ID","VISITOR_TEAM_ID","ARENA_NAME"],"rowSet":[)" +
           rows +
           R"(]},{"name":"LineScore","headers":["GAME_ID","TEAM_ID","TEAM_CITY_NAME","TEAM_NAME","PTS"],)"
           R"("rowSet":[)" +
           scores + "]}]}";
}

TEST(NbaDayTest, ReadsColumnsByTheirNames) {
    const auto answer = read(
        "day", day(R"([1,"0022500817","2026-02-22T00:00:00","7:00 pm ET   ",11,22,"An Arena"],)"
                   R"([1,"0022500817","2026-02-22T00:00:00","7:00 pm ET",11,22,"An Arena"])",
                   R"(["0022500817",22,"Boston","Celtics",null],)"
                   R"(["0022500817",11,"Los Angeles","Lakers",null])"));
    ASSERT_EQ(answer.items.size(), 2U);
    EXPECT_EQ(answer.items[0].key, "0022500817");
    EXPECT_EQ(game_of(answer.items[0]), (GameRow{.id = "nba:0022500817",
                                                 .league = "nba",
                                                 .season = "2025-26",
                                                 .category = "regular",
                                                 .home = "Los Angeles Lakers",
                                                 .away = "Boston Celtics",
                                                 .venue = "An Arena",
                                                 .start = "2026-02-23T00:00:00Z",
                                                 .status = "scheduled",
                                                 .local_date = "2026-02-22"}));
    EXPECT_EQ(answer.items[1].passed_over, "the same game on another channel");
}

TEST(NbaDayTest, KnowsNoHourOfAGameThatIsOver) {
    const auto item =
        read("day", day(R"([3,"0022500817","2026-02-22T00:00:00","Final",11,22,null])",
                        R"(["0022500817",11,"A","B",99],["0022500817",22,"C","D",101])"))
            .items.at(0);
    EXPECT_EQ(game_of(item).status, "finished, TBD");
    EXPECT_EQ(game_of(item).start, "2026-02-22T12:00:00Z");
    EXPECT_EQ(game_of(item).score, "99:101");
    const auto postponed =
        read("day", day(R"([1,"0022500817","2026-02-22T00:00:00","PPD",11,22,null])"));
    EXPECT_EQ(game_of(postponed.items.at(0)).status, "postponed, TBD");
}

TEST(NbaDayTest, TellsWhatIsWrongWithARow) {
    for (const auto& [row, problem] :
         {std::pair("7", "rowSet: 7 is not a row"),
          {R"([1,null,"2026-02-22T00:00:00","x"])", "GAME_ID: it is missing"},
          {R"([1,"1"])", "GAME_DATE_EST: it is missing"},
          {R"([1,"1","Feb 22"])", "'Feb 22' is not a date such as 2021-06-11"},
          {R"(["x","1","2026-02-22"])", "GAME_STATUS_ID: \"x\" is not a whole number"},
          {R"([1.5,"1","2026-02-22"])", "GAME_STATUS_ID: 1.5 is not a whole number"},
          {R"([1,[],"2026-02-22"])", "GAME_ID: [] is not a text"}})
        EXPECT_EQ(read("day", day(row)).items.at(0).problem, problem) << row;
    EXPECT_EQ(try_reading("day", R"({"resultSets":[{"name":"LineScore"}]})").error().detail,
              "GameHeader: it is missing");
    EXPECT_EQ(try_reading("day", R"({"resultSets":[{"name":"GameHeader"}]})").error().detail,
              "GameHeader: headers or rowSet are missing");
}

TEST(NbaDayTest, ReadsTheEasternTimeOfDay) {
    for (const auto& [text, minutes] : {std::pair("1:00 pm ET", 13 * 60),
                                        {"12:30 pm ET", 12 * 60 + 30},
                                        {"12:05 am ET", 5},
                                        {"11:59 am ET", 11 * 60 + 59}})
        EXPECT_EQ(eastern_time_in(text), std::chrono::minutes(minutes)) << text;
    for (const char* text : {"Final", "", "7", "7:", "13:00 pm ET", "0:10 am ET", "7:60 pm ET",
                             "7:00 pm PT", "7:-1 pm ET", "Half"})
        EXPECT_EQ(eastern_time_in(text), std::nullopt) << text;
}

TEST(NbaStandingsTest, ReadsATeam) {
    const auto answer = read("standings", R"({"parameters":{"Season":"2025-26"},"resultSets":[
        {"name":"Standings","headers":["X","TeamID","TeamCity","TeamName","WINS","LOSSES","L10"],
         "rowSet":[[0,5,"Denver","Nuggets",36,21,"6-4"],[0,6,"Utah","Jazz",18,null,null],
                   [0,7,"","Heat",1,2,"3-7"],[0,8,"Miami","Heat",1,2,"three"]]}]})");
    ASSERT_EQ(answer.items.size(), 4U);
    EXPECT_EQ(answer.items[0].key, "5");
    EXPECT_EQ(record_of(answer.items[0]), (RecordRow{.league = "nba",
                                                     .season = "2025-26",
                                                     .team = "Denver Nuggets",
                                                     .wins = 36,
                                                     .losses = 21,
                                                     .wins_last10 = 6,
                                                     .event_at = "2026-03-01T12:00:00Z"}));
    EXPECT_EQ(record_of(answer.items[1]).losses, std::nullopt);
    EXPECT_EQ(record_of(answer.items[1]).wins_last10, std::nullopt);
    EXPECT_EQ(testing::problems_of(answer),
              "7: TeamCity: it is missing\n"
              "8: L10: 'three' is not like 6-4\n");
    EXPECT_EQ(try_reading("standings", R"({"resultSets":[]})").error().detail,
              "Standings: it is missing");
}

class NbaRecordedTest : public testing::RecordedTest {};

feed::Answer recorded(const std::string& endpoint, const std::string& file) {
    return read(endpoint, testing::recorded_answer("nba/" + file).body);
}

TEST_F(NbaRecordedTest, TheScoreboardOfToday) {
    const auto answer = recorded("scoreboard", "cdn_todays_scoreboard.json");
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(game_of(answer.items[0]), (GameRow{.id = "nba:0022000181",
                                                 .league = "nba",
                                                 .season = "2020-21",
                                                 .category = "regular",
                                                 .home = "Cleveland Cavaliers",
                                                 .away = "New York Knicks",
                                                 .start = "2021-01-16T00:30:00Z",
                                                 .status = "finished",
                                                 .local_date = "2021-01-15",
                                                 .score = "106:103"}));
}

TEST_F(NbaRecordedTest, TheScoreboardOfADay) {
    const auto answer = recorded("scoreboard", "scoreboardv3_2025-11-05.http.json");
    ASSERT_EQ(answer.items.size(), 5U);
    EXPECT_EQ(testing::problems_of(answer), "");
    EXPECT_EQ(game_of(answer.items[0]).start, "2025-11-06T00:00:00Z");
    EXPECT_EQ(game_of(answer.items[0]).score, "132:121");
    EXPECT_EQ(game_of(answer.items[3]).home, "Boston Celtics");
    EXPECT_EQ(game_of(answer.items[3]).start, "2025-11-06T00:30:00Z");
    EXPECT_EQ(game_of(answer.items[3]).local_date, "2025-11-05");
}

TEST_F(NbaRecordedTest, ADayOutOfSeason) {
    EXPECT_TRUE(recorded("scoreboard", "scoreboardv3_offseason_empty.http.json").items.empty());
}

TEST_F(NbaRecordedTest, TheOlderScoreboard) {
    const auto answer = recorded("day", "scoreboardv2.http.json");
    ASSERT_EQ(answer.items.size(), 13U);
    EXPECT_EQ(testing::problems_of(answer), "");
    EXPECT_EQ(game_of(answer.items[0]), (GameRow{.id = "nba:0022500817",
                                                 .league = "nba",
                                                 .season = "2025-26",
                                                 .category = "regular",
                                                 .home = "Oklahoma City Thunder",
                                                 .away = "Cleveland Cavaliers",
                                                 .venue = "Paycom Center",
                                                 .start = "2026-02-22T18:00:00Z",
                                                 .status = "scheduled",
                                                 .local_date = "2026-02-22"}));
    EXPECT_EQ(game_of(answer.items[6]).home, "Los Angeles Lakers");
    EXPECT_FALSE(answer.items[7].passed_over.empty());
    EXPECT_FALSE(answer.items[8].passed_over.empty());
    EXPECT_EQ(game_of(answer.items[12]).start, "2026-02-23T02:00:00Z");
}

TEST_F(NbaRecordedTest, Standings) {
    const auto answer = recorded("standings", "leaguestandings.http.json");
    ASSERT_EQ(answer.items.size(), 30U);
    EXPECT_EQ(testing::problems_of(answer), "");
    EXPECT_EQ(record_of(answer.items[0]), (RecordRow{.league = "nba",
                                                     .season = "2025-26",
                                                     .team = "Oklahoma City Thunder",
                                                     .wins = 43,
                                                     .losses = 14,
                                                     .wins_last10 = 6,
                                                     .event_at = "2026-03-01T12:00:00Z"}));
    EXPECT_EQ(record_of(answer.items[28]).team, "Sacramento Kings");
    EXPECT_EQ(record_of(answer.items[28]).wins_last10, 0);
}

TEST_F(NbaRecordedTest, ThePlayoffPicture) {
    const auto answer = recorded("playoff_picture", "playoffpicture.http.json");
    ASSERT_EQ(answer.items.size(), 30U);
    EXPECT_EQ(testing::problems_of(answer), "");
    EXPECT_EQ(record_of(answer.items[0]), (RecordRow{.league = "nba",
                                                     .season = "2025-26",
                                                     .team = "Detroit",
                                                     .wins = 42,
                                                     .losses = 13,
                                                     .event_at = "2026-03-01T12:00:00Z"}));
    EXPECT_EQ(record_of(answer.items[19]).team, "L.A. Lakers");
    EXPECT_EQ(answer.items[0].key, "1610612765");
}

TEST_F(NbaRecordedTest, EachFileIsOfItsEndpoint) {
    const auto api = testing::made(factories().at(0));
    for (const auto& [file, endpoint] : {std::pair("cdn_todays_scoreboard.json", "scoreboard"),
                                         {"scoreboardv3_offseason_empty.http.json", "scoreboard"},
                                         {"scoreboardv2.http.json", "day"},
                                         {"leaguestandings.http.json", "standings"},
                                         {"playoffpicture.http.json", "playoff_picture"}})
        EXPECT_EQ(
            api->endpoint_of(testing::recorded_answer(std::string("nba/") + file).body).value(),
            endpoint);
    EXPECT_EQ(api->endpoint_of(R"({"leagueSchedule":{}})").value(), "schedule");
    EXPECT_EQ(api->endpoint_of(R"({"resultSets":[]})").error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace seatsync::source_nba
