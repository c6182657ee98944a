#include "adapters/source_sportradar/factory.hpp"
#include "testing/recorded_answer.hpp"
#include "testing/sports_answers.hpp"
#include "testing/watch.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_sportradar {
namespace {

using testing::game_of;
using testing::GameRow;
using testing::instant;
using testing::record_of;
using testing::RecordRow;

const domain::Instant kNow = instant("2026-10-01T12:00:00Z");

Result<feed::Answer> try_reading(const std::string& endpoint, std::string_view body,
                                 const std::string& league = "") {
    return testing::answer_of(factories().at(0), endpoint, body, kNow, {{"league", league}});
}

feed::Answer read(const std::string& endpoint, std::string_view body,
                  const std::string& league = "") {
    return testing::answer_or_problem(try_reading(endpoint, body, league));
}

/// A season of one game; of two fields of one name the first counts.
std::string season(const std::string& fields, const std::string& type = "REG") {
    return R"({"league":{"alias":"MLB"},"season":{"year":2026,"type":")" + type +
           R"("},"games":[{)" + fields +
           R"("id":"40732731","status":"scheduled","scheduled":"2026-06-13T02:10:00+00:00",)"
           R"("game_number":1,"venue":{"name":"Busch Stadium","city":"St. Louis","capacity":43975},)"
           R"("home":{"name":"Cardinals","market":"St. Louis"},)"
           R"("away":{"name":"Reds","market":"Cincinnati"}}]})";
}

TEST(SportradarGamesTest, ReadsAGameOfASeason) {
    const auto answer = read("schedule", season(""));
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "40732731");
    EXPECT_EQ(answer.next, "");
    EXPECT_EQ(game_of(answer.items[0]), (GameRow{.id = "sportradar:40732731",
                                                 .league = "mlb",
                                                 .season = "2026",
                                                 .category = "regular",
                                                 .home = "St. Louis Cardinals",
                                                 .away = "Cincinnati Reds",
                                                 .venue = "Busch Stadium, St. Louis",
                                                 .capacity = 43975,
                                                 .start = "2026-06-13T02:10:00Z",
                                                 .status = "scheduled"}));
    const auto& seen = std::get<feed::Sighting>(answer.items[0].observations.at(0)).event;
    EXPECT_EQ(seen.received_at, kNow);
}

TEST(SportradarGamesTest, KnowsTheDayAtTheVenueByItsZone) {
    for (const char* zone : {R"("time_zones":{"venue":"US/Central"},)",
                             R"("venue":{"name":"V","time_zone":"US/Central"},)"}) {
        const auto game = game_of(read("schedule", season(zone)).items.at(0));
        EXPECT_EQ(game.zone, "US/Central") << zone;
        EXPECT_EQ(game.local_date, "2026-06-12") << zone;
        EXPECT_EQ(game.start, "2026-06-13T02:10:00Z") << zone;
    }
    EXPECT_FALSE(read("schedule", season(R"("time_zones":{"venue":"US/Nowhere"},)"))
                     .items.at(0)
                     .problem.empty());
}

TEST(SportradarGamesTest, TakesTheDayOfTheAnswerWhereNoZoneIsTold) {
    const std::string body =
        R"({"date":"2026-06-12","league":{"alias":"NBA"},"games":[
        {"id":"1","status":"closed","scheduled":"2026-06-13T00:00:00Z",
         "home_points":111,"away_points":114,"home":{"name":"Washington Wizards"},
         "away":{"name":"Houston Rockets"}}]})";
    EXPECT_EQ(game_of(read("day", body).items.at(0)), (GameRow{.id = "sportradar:1",
                                                               .league = "nba",
                                                               .home = "Washington Wizards",
                                                               .away = "Houston Rockets",
                                                               .start = "2026-06-13T00:00:00Z",
                                                               .status = "finished",
                                                               .local_date = "2026-06-12",
                                                               .score = "111:114"}));
}

struct StateCase {
    const char* status;
    const char* expected;
    const char* category;
    const char* score;
};

TEST(SportradarGamesTest, TellsTheStatesApart) {
    for (const StateCase& one : {StateCase{"closed", "finished", "playoff", "5:3"},
                                 {"complete", "finished", "playoff", "5:3"},
                                 {"inprogress", "scheduled", "playoff", ""},
                                 {"halftime", "scheduled", "playoff", ""},
                                 {"delayed", "scheduled", "playoff", ""},
                                 {"flex-schedule", "scheduled", "playoff", ""},
                                 {"postponed", "postponed", "playoff", ""},
                                 {"cancelled", "cancelled", "playoff", ""},
                                 {"canceled", "cancelled", "playoff", ""},
                                 {"unnecessary", "cancelled", "playoff", ""},
                                 {"if-necessary", "scheduled", "playoff_conditional", ""},
                                 {"time-tbd", "scheduled, TBD", "playoff", ""}}) {
        const auto item =
            read("schedule", season(std::string(R"("home_points":5,"away_points":3,"status":")") +
                                        one.status + "\",",
                                    "PST"))
                .items.at(0);
        EXPECT_EQ(game_of(item).status, one.expected) << one.status;
        EXPECT_EQ(game_of(item).category, one.category) << one.status;
        EXPECT_EQ(game_of(item).score, one.score) << one.status;
    }
}

TEST(SportradarGamesTest, KnowsTheDayOfAnHourThatIsNotSet) {
    const auto local_date = [](const std::string& fields) {
        return game_of(read("schedule", season(fields)).items.at(0)).local_date;
    };
    // 22:10 of the day before in the US East.
    EXPECT_EQ(local_date(R"("status":"time-tbd",)"), "2026-06-12");
    EXPECT_EQ(local_date(R"("time_tbd":true,)"), "2026-06-12");
    EXPECT_EQ(local_date(R"("status":"time-tbd","time_zones":{"venue":"Asia/Tokyo"},)"),
              "2026-06-13");
    EXPECT_EQ(local_date(R"("time_tbd":false,)"), "");
    // The day that was asked for, though the hour that fills in lies in the next one.
    EXPECT_EQ(game_of(read("day", R"({"date":"2026-06-12","league":{"alias":"MLB"},"games":[
                  {"id":"1","status":"time-tbd","scheduled":"2026-06-13T07:00:00Z"}]})")
                          .items.at(0))
                  .local_date,
              "2026-06-12");
}

TEST(SportradarGamesTest, ReadsScoresWhereverTheyStand) {
    for (const char* fields : {R"("status":"closed","home_points":0,"away_points":3,)",
                               R"("status":"closed","scoring":{"home_points":0,"away_points":3},)",
                               R"("status":"closed","home":{"runs":0},"away":{"runs":3},)"}) {
        EXPECT_EQ(game_of(read("schedule", season(fields)).items.at(0)).score, "0:3") << fields;
    }
    EXPECT_EQ(game_of(read("schedule", season(R"("status":"closed",)")).items.at(0)).score, "");
}

TEST(SportradarGamesTest, NamesThePartOfTheSeason) {
    for (const auto& [type, category] : {std::pair("PRE", "preseason"),
                                         {"REG", "regular"},
                                         {"PST", "playoff"},
                                         {"PIT", "playoff"},
                                         {"IST", ""}}) {
        EXPECT_EQ(game_of(read("schedule", season("", type)).items.at(0)).category, category);
    }
}

TEST(SportradarGamesTest, NumbersTheGamesOfADoubleheader) {
    for (const auto& [fields, number] : {std::pair(R"("game_number":1,)", 0),
                                         {R"("game_number":2,)", 2},
                                         {R"("game_number":1,"double_header":true,)", 1},
                                         {R"("game_number":1,"double_header":false,)", 0},
                                         {R"("game_number":null,"double_header":true,)", 0},
                                         {R"("game_number":3,"double_header":true,)", 0}}) {
        EXPECT_EQ(game_of(read("schedule", season(fields)).items.at(0)).game_number, number)
            << fields;
    }
}

TEST(SportradarGamesTest, KeepsAGameOfWhichLittleIsKnown) {
    const auto item =
        read("schedule",
             season(R"("venue":{"name":null,"capacity":0},"home":null,"away":{"name":null},)"))
            .items.at(0);
    EXPECT_EQ(game_of(item), (GameRow{.id = "sportradar:40732731",
                                      .league = "mlb",
                                      .season = "2026",
                                      .category = "regular",
                                      .start = "2026-06-13T02:10:00Z",
                                      .status = "scheduled"}));
}

TEST(SportradarGamesTest, ReadsTheWeeksOfFootball) {
    constexpr const char* kGame =
        R"({"id":"1","status":"scheduled","scheduled":"2026-09-11T00:15:00+00:00"})";
    const std::string whole = std::string(R"({"year":2026,"type":"PRE","weeks":[{"games":[)") +
                              kGame + R"(]},{"games":[{"id":"2"}]}]})";
    const auto answer = read("schedule", whole);
    ASSERT_EQ(answer.items.size(), 2U);
    EXPECT_EQ(game_of(answer.items[0]), (GameRow{.id = "sportradar:1",
                                                 .league = "nfl",
                                                 .season = "2026",
                                                 .category = "preseason",
                                                 .start = "2026-09-11T00:15:00Z",
                                                 .status = "scheduled"}));
    EXPECT_EQ(answer.items[1].key, "2");
    EXPECT_EQ(answer.items[1].problem, "status: it is missing");
    const auto week =
        read("week", std::string(R"({"year":2026,"type":"REG","week":{"games":[)") + kGame + "]}}");
    EXPECT_EQ(game_of(week.items.at(0)).category, "regular");
}

TEST(SportradarGamesTest, TellsWhatIsWrongWithAGame) {
    for (const auto& [fields, problem] :
         {std::pair(R"("id":null,)", "id: it is missing"),
          {R"("status":null,)", "status: it is missing"},
          {R"("scheduled":null,)", "scheduled: it is missing"},
          {R"("scheduled":"TBD",)", "scheduled: \"TBD\" is not a time"},
          {R"("home_points":"many",)", "home_points: \"many\" is not a number"},
          {R"("time_tbd":"x",)", "time_tbd: \"x\" is not true or false"}}) {
        const auto item = read("schedule", season(fields)).items.at(0);
        EXPECT_EQ(item.problem, problem);
        EXPECT_TRUE(item.observations.empty());
    }
}

TEST(SportradarGamesTest, ADayWithoutGamesIsNoError) {
    for (const char* body : {R"({"date":"2026-07-01","league":{"alias":"NBA"},"games":[]})",
                             R"({"date":"2026-07-01","league":{"alias":"NBA"}})"}) {
        const auto answer = try_reading("day", body);
        ASSERT_TRUE(answer.has_value()) << body;
        EXPECT_TRUE(answer->items.empty());
        EXPECT_EQ(answer->next, "");
    }
    EXPECT_EQ(try_reading("day", R"({"date":"soon"})", "nba").error().code,
              ErrorCode::invalid_argument);
}

TEST(SportradarTest, RefusesWhatIsNoAnswer) {
    for (const auto& [body, code] :
         {std::pair("<h1>Developer Inactive</h1>", ErrorCode::unavailable),
          {"", ErrorCode::unavailable},
          {R"({"message":"Forbidden"})", ErrorCode::unavailable},
          {"{}", ErrorCode::corrupt_data},
          {"[]", ErrorCode::corrupt_data},
          {"{", ErrorCode::corrupt_data}}) {
        for (const char* endpoint : {"schedule", "day", "week", "standings", "injuries"})
            EXPECT_EQ(try_reading(endpoint, body, "nba").error().code, code) << endpoint << body;
        EXPECT_EQ(try_reading("hierarchy", body).error().code, code) << body;
    }
    EXPECT_EQ(try_reading("day", R"({"message":"Forbidden"})").error().detail, "Forbidden");
    EXPECT_EQ(try_reading("standings", "{}", "nba").error().detail, "conferences: it is missing");
    EXPECT_EQ(try_reading("odds", "{}", "nba").error().code, ErrorCode::invalid_argument);
    // No league is told, and none was asked for.
    EXPECT_EQ(try_reading("injuries", R"({"teams":[]})").error().code, ErrorCode::invalid_argument);
}

TEST(SportradarStandingsTest, ReadsBasketball) {
    const auto answer = read("standings", R"({"league":{"alias":"NBA"},"season":{"year":2025},
        "conferences":[{"divisions":[{"teams":[
         {"id":"583ecb8f","name":"Hawks","market":"Atlanta","wins":27,"losses":19,
          "records":[{"record_type":"home","wins":13},{"record_type":"last_10","wins":7}]},
         {"id":"7","market":"Miami","wins":1}]}]}]})");
    ASSERT_EQ(answer.items.size(), 2U);
    EXPECT_EQ(answer.items[0].key, "583ecb8f");
    EXPECT_EQ(record_of(answer.items[0]), (RecordRow{.league = "nba",
                                                     .season = "2025",
                                                     .team = "Atlanta Hawks",
                                                     .wins = 27,
                                                     .losses = 19,
                                                     .wins_last10 = 7,
                                                     .event_at = "2026-10-01T12:00:00Z"}));
    EXPECT_EQ(answer.items[1].problem, "name: it is missing");
}

TEST(SportradarStandingsTest, ReadsBaseball) {
    const auto answer = read("standings", R"({"league":{"alias":"MLB","season":{"year":2026,
        "leagues":[{"divisions":[{"teams":[{"id":"29dd","name":"Rockies","market":"Colorado",
          "win":16,"loss":0,"last_10_won":6}]}]}]}}})");
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(record_of(answer.items[0]), (RecordRow{.league = "mlb",
                                                     .season = "2026",
                                                     .team = "Colorado Rockies",
                                                     .wins = 16,
                                                     .losses = 0,
                                                     .wins_last10 = 6,
                                                     .event_at = "2026-10-01T12:00:00Z"}));
}

TEST(SportradarStandingsTest, KnowsFootballByEitherConference) {
    for (const char* conference : {"AFC", "NFC"}) {
        const auto answer = read("standings", std::string(R"({"season":{"year":2026},"conferences":[
            {"alias":")") + conference + R"(","divisions":[{"teams":[
              {"id":"1","name":"Bears","market":"Chicago","wins":3}]}]}]})");
        EXPECT_EQ(record_of(answer.items.at(0)).league, "nfl") << conference;
        const auto& record = std::get<domain::TeamRecord>(answer.items[0].observations.at(0));
        EXPECT_EQ(record.received_at, kNow);
    }
}

TEST(SportradarInjuriesTest, ReadsAPlayersStatus) {
    const auto answer = read("injuries", R"({"league":{"alias":"NBA"},"teams":[
        {"name":"Celtics","market":"Boston","players":[{"full_name":"Ann Other","injuries":[
          {"id":"i1","status":"Out","start_date":"2026-09-01","update_date":"2026-09-20"},
          {"id":"i2","status":"Day To Day","start_date":"2026-09-02"}]},
         {"name":"Bo Someone","injuries":[
          {"status":"Questionable","start_date":"2026-09-03",
           "status_date":"2026-09-30T10:00:00Z"},
          {"status":"Out","update_date":"2026-10-05"},{"status":"Out"},{"id":"i6"}]}]}]})");
    ASSERT_EQ(answer.items.size(), 6U);
    const auto player = [&](std::size_t index) {
        return std::get<domain::Availability>(answer.items.at(index).observations.at(0));
    };
    EXPECT_EQ(answer.items[0].key, "i1");
    EXPECT_EQ(player(0), (domain::Availability{.source = "sportradar",
                                               .league = "nba",
                                               .team = "Boston Celtics",
                                               .athlete = "Ann Other",
                                               .status = "Out",
                                               .event_at = instant("2026-09-20T12:00:00Z"),
                                               .received_at = kNow}));
    EXPECT_EQ(player(1).event_at, instant("2026-09-02T12:00:00Z"));
    EXPECT_EQ(player(1).status, "Day To Day");
    EXPECT_EQ(player(2).athlete, "Bo Someone");
    EXPECT_EQ(player(2).event_at, instant("2026-09-30T10:00:00Z"));
    // A clock that is fast, and no time at all.
    EXPECT_EQ(player(3).event_at, kNow);
    EXPECT_EQ(player(4).event_at, kNow);
    EXPECT_EQ(answer.items[5].problem, "status: it is missing");
}

class SportradarRecordedTest : public testing::RecordedTest {};

feed::Answer recorded(const std::string& endpoint, const std::string& file,
                      const std::string& league = "") {
    return read(endpoint, testing::recorded_answer("sportradar/" + file).body, league);
}

struct FileCase {
    const char* file;
    const char* endpoint;
    std::size_t items;
};
constexpr FileCase kFiles[] = {{"mlb_hierarchy.http.json", "hierarchy", 30},
                               {"mlb_season_schedule_2017_trim.http.json", "schedule", 13},
                               {"mlb_standings_2017.http.json", "standings", 30},
                               {"nba_daily_schedule_2017-01-20.http.json", "day", 9},
                               {"nba_daily_schedule_2022-01-05_v7.json", "day", 4},
                               {"nba_game_allstar_2024_v8.json", "day", 1},
                               {"nba_hierarchy.http.json", "hierarchy", 30},
                               {"nba_season_schedule_2016_trim.http.json", "schedule", 15},
                               {"nba_standings_2016.http.json", "standings", 18},
                               {"nfl_season_schedule_2017_trim.http.json", "schedule", 48},
                               {"nfl_standings_2016.http.json", "standings", 32}};

TEST_F(SportradarRecordedTest, EveryItemOfEveryFileIsUnderstood) {
    const auto api = testing::made(factories().at(0));
    for (const FileCase& one : kFiles) {
        const auto response = testing::recorded_answer(std::string("sportradar/") + one.file);
        EXPECT_EQ(api->endpoint_of(response.body).value(), one.endpoint) << one.file;
        const auto answer =
            read(one.endpoint, response.body,
                 std::string_view(one.file).find("allstar") != std::string::npos ? "nba" : "");
        EXPECT_EQ(answer.items.size(), one.items) << one.file;
        EXPECT_EQ(testing::problems_of(answer), "") << one.file;
    }
}

TEST_F(SportradarRecordedTest, BaseballGames) {
    const auto answer = recorded("schedule", "mlb_season_schedule_2017_trim.http.json");
    EXPECT_EQ(game_of(answer.items.at(0)),
              (GameRow{.id = "sportradar:40732731-30ff-4594-afb9-2233f7773a47",
                       .league = "mlb",
                       .season = "2017",
                       .category = "regular",
                       .home = "St. Louis Cardinals",
                       .away = "Cincinnati Reds",
                       .venue = "Busch Stadium, St. Louis",
                       .capacity = 43975,
                       .start = "2017-04-29T18:15:00Z",
                       .status = "postponed"}));
    EXPECT_EQ(game_of(answer.items.at(1)).status, "finished");
    EXPECT_EQ(game_of(answer.items.at(1)).score, "");
}

TEST_F(SportradarRecordedTest, BasketballGames) {
    const auto season = recorded("schedule", "nba_season_schedule_2016_trim.http.json");
    EXPECT_EQ(game_of(season.items.at(0)).status, "postponed");
    EXPECT_EQ(game_of(season.items.at(2)).status, "scheduled");
    EXPECT_EQ(game_of(season.items.at(2)).score, "");
    EXPECT_EQ(game_of(season.items.at(7)).score, "117:88");
    const auto day = recorded("day", "nba_daily_schedule_2022-01-05_v7.json");
    EXPECT_EQ(game_of(day.items.at(3)),
              (GameRow{.id = "sportradar:1f88ed38-5e48-450d-bf8a-8df165db23c7",
                       .league = "nba",
                       .home = "Denver Nuggets",
                       .away = "Utah Jazz",
                       .venue = "Ball Arena, Denver",
                       .zone = "US/Mountain",
                       .capacity = 19520,
                       .start = "2022-01-06T03:00:00Z",
                       .status = "finished",
                       .local_date = "2022-01-05",
                       .score = "109:115"}));
    const auto old = recorded("day", "nba_daily_schedule_2017-01-20.http.json");
    EXPECT_EQ(game_of(old.items.at(0)).start, "2017-01-21T00:00:00Z");
    EXPECT_EQ(game_of(old.items.at(0)).local_date, "2017-01-20");
    EXPECT_EQ(game_of(old.items.at(0)).score, "113:78");
}

TEST_F(SportradarRecordedTest, OneGameAlone) {
    const auto answer = recorded("day", "nba_game_allstar_2024_v8.json", "nba");
    EXPECT_EQ(game_of(answer.items.at(0)),
              (GameRow{.id = "sportradar:54d776dc-0e88-4c77-8fe0-021d4ed7b250",
                       .league = "nba",
                       .title = "2024 NBA All-Star Game",
                       .home = "East NBA All Stars",
                       .away = "West NBA All Stars",
                       .venue = "Gainbridge Fieldhouse, Indianapolis",
                       .zone = "US/Eastern",
                       .capacity = 20000,
                       .start = "2024-02-19T01:00:00Z",
                       .status = "finished",
                       .local_date = "2024-02-18",
                       .score = "211:186"}));
}

TEST_F(SportradarRecordedTest, FootballGames) {
    const auto answer = recorded("schedule", "nfl_season_schedule_2017_trim.http.json");
    EXPECT_EQ(game_of(answer.items.at(32)),
              (GameRow{.id = "sportradar:1a3f5fb8-8cba-4938-9d43-5ef79db26fb7",
                       .league = "nfl",
                       .season = "2017",
                       .category = "regular",
                       .home = "Minnesota Vikings",
                       .away = "Chicago Bears",
                       .venue = "U.S. Bank Stadium, Minneapolis",
                       .capacity = 66200,
                       .start = "2017-12-31T18:00:00Z",
                       .status = "scheduled"}));
}

TEST_F(SportradarRecordedTest, Standings) {
    EXPECT_EQ(record_of(recorded("standings", "mlb_standings_2017.http.json").items.at(0)),
              (RecordRow{.league = "mlb",
                         .season = "2017",
                         .team = "Colorado Rockies",
                         .wins = 16,
                         .losses = 10,
                         .wins_last10 = 6,
                         .event_at = "2026-10-01T12:00:00Z"}));
    EXPECT_EQ(record_of(recorded("standings", "nba_standings_2016.http.json").items.at(0)),
              (RecordRow{.league = "nba",
                         .season = "2016",
                         .team = "Atlanta Hawks",
                         .wins = 27,
                         .losses = 19,
                         .wins_last10 = 7,
                         .event_at = "2026-10-01T12:00:00Z"}));
    EXPECT_EQ(record_of(recorded("standings", "nfl_standings_2016.http.json").items.at(31)),
              (RecordRow{.league = "nfl",
                         .season = "2016",
                         .team = "San Francisco 49ers",
                         .wins = 2,
                         .losses = 14,
                         .event_at = "2026-10-01T12:00:00Z"}));
}

TEST_F(SportradarRecordedTest, TeamsArePassedOver) {
    EXPECT_EQ(recorded("hierarchy", "mlb_hierarchy.http.json").items.at(1).passed_over,
              "a team, Tampa Bay Rays: not a game and not a standing");
    EXPECT_EQ(recorded("hierarchy", "nba_hierarchy.http.json").items.at(0).passed_over,
              "a team, Washington Wizards: not a game and not a standing");
}

TEST_F(SportradarRecordedTest, ErrorsOfTheGateway) {
    const auto api = testing::made(factories().at(0));
    const Error inactive = api->error_of(
        testing::recorded_answer("sportradar/error_403_developer_inactive.http.json"));
    EXPECT_EQ(inactive.code, ErrorCode::invalid_argument);
    EXPECT_NE(inactive.detail.find("Account Inactive"), std::string::npos) << inactive.detail;
    const Error unknown =
        api->error_of(testing::recorded_answer("sportradar/error_596_service_not_found.http.json"));
    EXPECT_EQ(unknown.code, ErrorCode::not_found);
    EXPECT_NE(unknown.detail.find("ERR_596_SERVICE_NOT_FOUND"), std::string::npos);
}

}  // namespace
}  // namespace seatsync::source_sportradar
