#include "adapters/source_mlb/factory.hpp"
#include "testing/recorded_answer.hpp"
#include "testing/sports_answers.hpp"
#include "testing/watch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::source_mlb {
namespace {

using testing::game_of;
using testing::GameRow;
using testing::instant;
using testing::record_of;
using testing::RecordRow;

const domain::Instant kNow = instant("2026-06-01T12:00:00Z");

feed::Answer read(const std::string& endpoint, std::string_view body) {
    return testing::answer_or_problem(testing::answer_of(factories().at(0), endpoint, body, kNow));
}

Error error_reading(const std::string& endpoint, std::string_view body) {
    return testing::answer_of(factories().at(0), endpoint, body, kNow).error();
}

/// One day with one game; the fields after the fixed ones may say the same again, and differ.
std::string day_with(const std::string& fields) {
    return R"({"dates":[{"date":"2026-05-30","games":[{"gamePk":7,"gameType":"R","season":"2026",)"
           R"("gameDate":"2026-05-31T00:10:00Z","venue":{"name":"A Park"},)" +
           fields + "}]}]}";
}

constexpr const char* kTeams = R"("teams":{"home":{"team":{"name":"Reds"},"score":3},)"
                               R"("away":{"team":{"name":"Cubs"},"score":5}})";

std::string state(const std::string& coded, const std::string& detailed) {
    return R"("status":{"abstractGameState":"Final","codedGameState":")" + coded +
           R"(","detailedState":")" + detailed + R"(","startTimeTBD":false},)";
}

TEST(MlbScheduleTest, ReadsAGame) {
    const auto answer = read("schedule", day_with(state("F", "Final") + kTeams));
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "7");
    EXPECT_EQ(game_of(answer.items[0]), (GameRow{.id = "mlb:7",
                                                 .league = "mlb",
                                                 .season = "2026",
                                                 .category = "regular",
                                                 .home = "Reds",
                                                 .away = "Cubs",
                                                 .venue = "A Park",
                                                 .start = "2026-05-31T00:10:00Z",
                                                 .status = "finished",
                                                 .local_date = "2026-05-30",
                                                 .score = "3:5"}));
    const auto& result = std::get<domain::GameResult>(answer.items[0].observations.at(1));
    EXPECT_EQ(result.event_at, instant("2026-05-31T00:10:00Z"));
    EXPECT_EQ(result.received_at, kNow);
}

struct StateCase {
    const char* coded;
    const char* detailed;
    const char* status;
    const char* score;
};

TEST(MlbScheduleTest, TellsTheStatesApart) {
    for (const StateCase& one : {StateCase{"F", "Completed Early: Rain", "finished", "3:5"},
                                 {"O", "Game Over", "finished", "3:5"},
                                 {"", "Final", "finished", "3:5"},
                                 {"D", "Postponed: Rain", "postponed", ""},
                                 {"", "Postponed", "postponed", ""},
                                 {"C", "Cancelled: Rain", "cancelled", ""},
                                 {"", "Canceled", "cancelled", ""},
                                 {"U", "Suspended: Rain", "scheduled", ""},
                                 {"I", "In Progress", "scheduled", ""},
                                 {"P", "Pre-Game", "scheduled", ""},
                                 {"S", "Scheduled", "scheduled", ""}}) {
        SCOPED_TRACE(one.detailed);
        const auto item =
            read("schedule", day_with(state(one.coded, one.detailed) + kTeams)).items.at(0);
        EXPECT_EQ(game_of(item).status, one.status);
        EXPECT_EQ(game_of(item).score, one.score);
    }
}

TEST(MlbScheduleTest, NumbersTheGamesOfADoubleheader) {
    for (const auto& [kind, number] : {std::pair("Y", 2), {"S", 2}, {"N", 0}}) {
        const auto item =
            read("schedule", day_with(state("S", "Scheduled") + R"("doubleHeader":")" + kind +
                                      R"(","gameNumber":2)"))
                .items.at(0);
        EXPECT_EQ(game_of(item).game_number, number) << kind;
    }
}

TEST(MlbScheduleTest, MarksATimeThatIsNotSet) {
    const auto item =
        read("schedule", day_with(R"("status":{"codedGameState":"S","startTimeTBD":true})"))
            .items.at(0);
    EXPECT_EQ(game_of(item).status, "scheduled, TBD");
}

TEST(MlbScheduleTest, NamesTheKindOfGame) {
    for (const auto& [fields, category] :
         {std::pair(R"("gameType":"S")", "preseason"),
          {R"("gameType":"E")", "preseason"},
          {R"("gameType":"A")", "all_star"},
          {R"("gameType":"W","ifNecessary":"N")", "playoff"},
          {R"("gameType":"D","ifNecessary":"Y")", "playoff_conditional"},
          {R"("gameType":"R","ifNecessary":"Y")", "regular"},
          {R"("gameType":"?")", ""}}) {
        const auto item = read("schedule", R"({"dates":[{"date":"2026-05-30","games":[{"gamePk":7,)"
                                           R"("gameDate":"2026-05-31T00:10:00Z",)" +
                                               state("S", "Scheduled") + fields + "}]}]}")
                              .items.at(0);
        EXPECT_EQ(game_of(item).category, category) << fields;
    }
}

TEST(MlbScheduleTest, KeepsBothVersionsOfAMovedGameInOrder) {
    const auto answer = read("schedule", R"({"dates":[
        {"date":"2026-05-30","games":[{"gamePk":7,"gameDate":"2026-05-30T23:10:00Z",
         "officialDate":"2026-05-31","status":{"codedGameState":"D"}}]},
        {"date":"2026-05-31","games":[{"gamePk":7,"gameDate":"2026-05-31T17:05:00Z",
         "officialDate":"2026-05-31","status":{"codedGameState":"S"}}]}]})");
    ASSERT_EQ(answer.items.size(), 2U);
    EXPECT_EQ(game_of(answer.items[0]).status, "postponed");
    EXPECT_EQ(game_of(answer.items[0]).local_date, "2026-05-30");
    EXPECT_EQ(game_of(answer.items[1]).status, "scheduled");
    EXPECT_EQ(game_of(answer.items[1]).start, "2026-05-31T17:05:00Z");
    EXPECT_EQ(game_of(answer.items[1]).local_date, "2026-05-31");
}

TEST(MlbScheduleTest, NothingIsPlayedOnADayWithoutGames) {
    EXPECT_TRUE(read("schedule", R"({"totalGames":0,"dates":[]})").items.empty());
    EXPECT_TRUE(
        read("schedule", R"({"dates":[{"date":"2026-12-01","games":null}]})").items.empty());
}

TEST(MlbScheduleTest, TellsWhichFieldOfAGameIsWrong) {
    const std::string fine = state("S", "Scheduled");
    for (const auto& [name, games] :
         {std::pair("gamePk: it is missing",
                    R"({"gameDate":"2026-05-31T00:10:00Z",)" + fine + R"("x":1})"),
          {"gameDate: it is missing", R"({"gamePk":7,)" + fine + R"("x":1})"},
          {"gameDate: \"soon\" is not a time",
           R"({"gamePk":7,"gameDate":"soon",)" + fine + R"("x":1})"},
          {"status.codedGameState: it is missing",
           R"({"gamePk":7,"gameDate":"2026-05-31T00:10:00Z"})"},
          {"gameNumber: it is neither 1 nor 2",
           R"({"gamePk":7,"gameDate":"2026-05-31T00:10:00Z","doubleHeader":"Y","gameNumber":3,)" +
               fine + R"("x":1})"},
          {"teams.home.score: \"three\" is not a number",
           R"({"gamePk":7,"gameDate":"2026-05-31T00:10:00Z","teams":{"home":{"score":"three"}},)" +
               fine + R"("x":1})"}}) {
        const auto answer = read("schedule", R"({"dates":[{"games":[)" + games + "]}]}");
        ASSERT_EQ(answer.items.size(), 1U) << name;
        EXPECT_EQ(answer.items[0].problem, name);
        EXPECT_TRUE(answer.items[0].observations.empty());
        EXPECT_FALSE(answer.items[0].content.empty());
    }
    EXPECT_EQ(read("schedule", R"({"dates":[{"date":"May 30","games":[{"gamePk":7,)" + fine +
                                   R"("gameDate":"2026-05-31T00:10:00Z"}]}]})")
                  .items.at(0)
                  .problem,
              "'May 30' is not a date such as 2021-06-11");
    EXPECT_EQ(read("schedule", R"({"dates":[5]})").items.at(0).problem,
              "what should hold games is no object");
}

TEST(MlbScheduleTest, RefusesWhatIsNoSchedule) {
    EXPECT_EQ(error_reading("schedule", "<html>busy</html>").code, ErrorCode::unavailable);
    EXPECT_EQ(error_reading("schedule", "").code, ErrorCode::unavailable);
    EXPECT_EQ(error_reading("schedule", R"({"dates":)").code, ErrorCode::corrupt_data);
    EXPECT_EQ(error_reading("schedule", R"({"games":[]})").code, ErrorCode::corrupt_data);
    EXPECT_EQ(error_reading("schedule", R"({"dates":7})").code, ErrorCode::corrupt_data);
    const Error told =
        error_reading("schedule", R"({"messageNumber":1,"message":"Internal error occurred"})");
    EXPECT_EQ(told.code, ErrorCode::unavailable);
    EXPECT_EQ(told.detail, "Internal error occurred (number 1)");
    EXPECT_EQ(error_reading("odds", "{}").code, ErrorCode::invalid_argument);
}

TEST(MlbStandingsTest, ReadsATeam) {
    const auto answer = read("standings", R"({"records":[{"teamRecords":[
        {"team":{"id":113,"name":"Cincinnati Reds"},"season":"2026","gamesBack":"-",
         "leagueRecord":{"wins":31,"losses":26,"pct":".544"},"lastUpdated":"2026-05-31T15:24:33Z",
         "records":{"splitRecords":[{"type":"home","wins":20},{"type":"lastTen","wins":6}]}}]}]})");
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "113");
    EXPECT_EQ(record_of(answer.items[0]), (RecordRow{.league = "mlb",
                                                     .season = "2026",
                                                     .team = "Cincinnati Reds",
                                                     .wins = 31,
                                                     .losses = 26,
                                                     .wins_last10 = 6,
                                                     .event_at = "2026-05-31T15:24:33Z"}));
}

TEST(MlbStandingsTest, KeepsNothingWhereNothingIsTold) {
    const auto answer = read("standings", R"({"records":[{"teamRecords":[
        {"team":{"name":"Reds"},"leagueRecord":{"wins":0},"lastUpdated":"2099-01-01T00:00:00Z"}]}]})");
    EXPECT_EQ(answer.items.at(0).key, "#0");
    EXPECT_EQ(record_of(answer.items.at(0)),
              (RecordRow{
                  .league = "mlb", .team = "Reds", .wins = 0, .event_at = "2026-06-01T12:00:00Z"}));
}

TEST(MlbStandingsTest, RefusesATeamWithoutAName) {
    EXPECT_EQ(read("standings", R"({"records":[{"teamRecords":[{"leagueRecord":{"wins":1}}]}]})")
                  .items.at(0)
                  .problem,
              "team.name: it is missing");
}

class MlbRecordedTest : public testing::RecordedTest {};

feed::Answer recorded(const std::string& endpoint, const std::string& file) {
    return read(endpoint, testing::recorded_answer("mlb/" + file).body);
}

TEST_F(MlbRecordedTest, OpeningDayWithTwoPostponedGames) {
    const auto answer = recorded("schedule", "schedule_2022-04-07_two_postponed.json");
    ASSERT_EQ(answer.items.size(), 9U);
    EXPECT_EQ(game_of(answer.items[0]), (GameRow{.id = "mlb:663178",
                                                 .league = "mlb",
                                                 .season = "2022",
                                                 .category = "regular",
                                                 .home = "Chicago Cubs",
                                                 .away = "Milwaukee Brewers",
                                                 .venue = "Wrigley Field",
                                                 .start = "2022-04-07T18:20:00Z",
                                                 .status = "finished",
                                                 .local_date = "2022-04-07",
                                                 .score = "5:4"}));
    EXPECT_EQ(game_of(answer.items[2]).score, "9:0");
    EXPECT_EQ(game_of(answer.items[6]).start, "2022-04-08T01:40:00Z");
    EXPECT_EQ(game_of(answer.items[6]).local_date, "2022-04-07");
    EXPECT_EQ(game_of(answer.items[7]), (GameRow{.id = "mlb:661333",
                                                 .league = "mlb",
                                                 .season = "2022",
                                                 .category = "regular",
                                                 .home = "New York Yankees",
                                                 .away = "Boston Red Sox",
                                                 .venue = "Yankee Stadium",
                                                 .start = "2022-04-07T17:05:00Z",
                                                 .status = "postponed",
                                                 .local_date = "2022-04-07"}));
    EXPECT_EQ(game_of(answer.items[8]).status, "postponed");
    EXPECT_EQ(testing::problems_of(answer), "");
}

TEST_F(MlbRecordedTest, PlayoffsWithTeamsNotNamed) {
    const auto answer = recorded("schedule", "schedule_2022-10-11_13_playoffs.json");
    ASSERT_EQ(answer.items.size(), 8U);
    EXPECT_EQ(testing::problems_of(answer), "");
    EXPECT_EQ(game_of(answer.items[0]).score, "6:7");
    EXPECT_EQ(game_of(answer.items[0]).category, "playoff");
    EXPECT_EQ(game_of(answer.items[2]), (GameRow{.id = "mlb:715753",
                                                 .league = "mlb",
                                                 .season = "2022",
                                                 .category = "playoff",
                                                 .venue = "Yankee Stadium",
                                                 .start = "2022-10-11T23:37:00Z",
                                                 .status = "finished",
                                                 .local_date = "2022-10-11"}));
    EXPECT_EQ(game_of(answer.items[7]).status, "postponed");
    EXPECT_EQ(game_of(answer.items[7]).local_date, "2022-10-13");
}

TEST_F(MlbRecordedTest, ADayOfTripleA) {
    const auto answer = recorded("schedule", "schedule_2026-05-30_triple_a.json");
    ASSERT_EQ(answer.items.size(), 8U);
    EXPECT_EQ(testing::problems_of(answer), "");
    EXPECT_EQ(game_of(answer.items[0]).score, "6:5");
    EXPECT_EQ(game_of(answer.items[1]), (GameRow{.id = "mlb:816874",
                                                 .league = "mlb",
                                                 .season = "2026",
                                                 .category = "regular",
                                                 .home = "Charlotte Knights",
                                                 .away = "Jacksonville Jumbo Shrimp",
                                                 .venue = "Truist Field",
                                                 .start = "2026-05-30T22:05:00Z",
                                                 .status = "scheduled",
                                                 .local_date = "2026-05-30"}));
}

TEST_F(MlbRecordedTest, StandingsOfOneLeague) {
    const auto answer = recorded("standings", "standings_2023-06.json");
    ASSERT_EQ(answer.items.size(), 6U);
    EXPECT_EQ(testing::problems_of(answer), "");
    EXPECT_EQ(answer.items[1].key, "141");
    EXPECT_EQ(record_of(answer.items[1]), (RecordRow{.league = "mlb",
                                                     .season = "2022",
                                                     .team = "Toronto Blue Jays",
                                                     .wins = 92,
                                                     .losses = 70,
                                                     .wins_last10 = 7,
                                                     .event_at = "2023-05-31T21:40:50Z"}));
    EXPECT_EQ(record_of(answer.items[5]).team, "Seattle Mariners");
}

TEST_F(MlbRecordedTest, TeamsArePassedOver) {
    const auto answer = recorded("teams", "teams_triple_a_2026.json");
    ASSERT_EQ(answer.items.size(), 8U);
    EXPECT_EQ(answer.items[0].key, "512");
    EXPECT_EQ(answer.items[0].passed_over,
              "a team, Toledo Mud Hens: not a game and not a standing");
}

TEST_F(MlbRecordedTest, AnUnknownThingIsNotFound) {
    const auto api = testing::made(factories().at(0));
    const Error error =
        api->error_of(testing::recorded_answer("mlb/error_404_object_not_found.http.json"));
    EXPECT_EQ(error.code, ErrorCode::not_found);
    EXPECT_THAT(error.detail, ::testing::HasSubstr("Object not found (number 10)"));
}

TEST_F(MlbRecordedTest, EachFileIsOfItsEndpoint) {
    const auto api = testing::made(factories().at(0));
    for (const auto& [file, endpoint] :
         {std::pair("schedule_2022-04-07_two_postponed.json", "schedule"),
          {"standings_2023-06.json", "standings"},
          {"teams_triple_a_2026.json", "teams"}})
        EXPECT_EQ(
            api->endpoint_of(testing::recorded_answer(std::string("mlb/") + file).body).value(),
            endpoint);
    EXPECT_EQ(api->endpoint_of("{}").error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace seatsync::source_mlb
