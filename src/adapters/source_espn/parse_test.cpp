#include "adapters/source_espn/factory.hpp"
#include "testing/recorded_answer.hpp"
#include "testing/sports_answers.hpp"
#include "testing/watch.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_espn {
namespace {

using testing::game_of;
using testing::GameRow;
using testing::instant;
using testing::record_of;
using testing::RecordRow;

const domain::Instant kNow = instant("2026-10-01T12:00:00Z");

Result<feed::Answer> try_reading(const std::string& endpoint, std::string_view body,
                                 const std::string& league) {
    return testing::answer_of(factories().at(0), endpoint, body, kNow, {{"league", league}});
}

feed::Answer read(const std::string& endpoint, std::string_view body,
                  const std::string& league = "mlb") {
    return testing::answer_or_problem(try_reading(endpoint, body, league));
}

/// A scoreboard with one event, of an event's fields and its competition's.
std::string scoreboard(const std::string& event, const std::string& competition) {
    return R"({"events":[{"id":"4","name":"Cubs at Reds",)" + event + R"("competitions":[{)" +
           competition + "}]}]}";
}

constexpr const char* kDate =
    R"("date":"2026-09-17T17:10Z","season":{"year":2026,"type":2,"slug":"regular-season"},)";
constexpr const char* kFinal = R"("status":{"type":{"name":"STATUS_FINAL","completed":true}},)";
constexpr const char* kSides =
    R"("competitors":[{"homeAway":"home","team":{"displayName":"Reds"},"score":"5"},)"
    R"({"homeAway":"away","team":{"displayName":"Cubs"},"score":"1"}])";

TEST(EspnGamesTest, ReadsAGame) {
    const auto answer = read(
        "scoreboard",
        scoreboard(kDate, std::string(R"("timeValid":true,"venue":{"fullName":"A Park",)"
                                      R"("address":{"city":"Cincinnati"},"capacity":42000},)") +
                              kFinal + kSides));
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "4");
    EXPECT_EQ(game_of(answer.items[0]), (GameRow{.id = "espn:4",
                                                 .league = "mlb",
                                                 .season = "2026",
                                                 .category = "regular",
                                                 .title = "Cubs at Reds",
                                                 .home = "Reds",
                                                 .away = "Cubs",
                                                 .venue = "A Park, Cincinnati",
                                                 .capacity = 42000,
                                                 .start = "2026-09-17T17:10:00Z",
                                                 .status = "finished",
                                                 .score = "5:1"}));
}

TEST(EspnGamesTest, ReadsScoresOfBothForms) {
    for (const auto& [home, away, score] :
         {std::tuple(R"("5")", R"("0")", "5:0"),
          {R"({"value":5.0,"displayValue":"5"})", R"({"value":0.0})", "5:0"},
          {R"({"displayValue":"5"})", R"("1")", ""},
          {R"("")", R"("1")", ""},
          {"7", "2", "7:2"}}) {
        const std::string sides = std::string(R"("competitors":[{"homeAway":"home","score":)") +
                                  home + R"(},{"homeAway":"away","score":)" + away + "}]";
        EXPECT_EQ(game_of(read("scoreboard", scoreboard(kDate, kFinal + sides)).items.at(0)).score,
                  score)
            << home;
    }
}

struct StateCase {
    const char* name;
    const char* completed;
    const char* status;
    const char* score;
};

TEST(EspnGamesTest, TellsTheStatesApart) {
    for (const StateCase& one : {StateCase{"STATUS_FINAL", "true", "finished", "5:1"},
                                 {"STATUS_FULL_TIME", "true", "finished", "5:1"},
                                 {"STATUS_FINAL_PEN", "null", "finished", "5:1"},
                                 {"STATUS_POSTPONED", "false", "postponed", ""},
                                 {"STATUS_CANCELED", "true", "cancelled", ""},
                                 {"STATUS_ABANDONED", "true", "scheduled", ""},
                                 {"STATUS_SUSPENDED", "true", "scheduled", ""},
                                 {"STATUS_IN_PROGRESS", "false", "scheduled", ""},
                                 {"STATUS_DELAYED", "false", "scheduled", ""},
                                 {"STATUS_SCHEDULED", "null", "scheduled", ""}}) {
        SCOPED_TRACE(one.name);
        const std::string status = std::string(R"("status":{"type":{"name":")") + one.name +
                                   R"(","completed":)" + one.completed + "}},";
        const auto item = read("scoreboard", scoreboard(kDate, status + kSides)).items.at(0);
        EXPECT_EQ(game_of(item).status, one.status);
        EXPECT_EQ(game_of(item).score, one.score);
    }
}

TEST(EspnGamesTest, ATimeThatIsNotSetLeavesTheDateOfTheEast) {
    const auto item =
        read("scoreboard", scoreboard(R"("date":"2026-09-18T03:59Z",)",
                                      std::string(R"("timeValid":false,)") + kFinal + kSides))
            .items.at(0);
    EXPECT_EQ(game_of(item).status, "finished, TBD");
    EXPECT_EQ(game_of(item).local_date, "2026-09-17");
}

TEST(EspnGamesTest, NamesTheKindOfSeason) {
    for (const auto& [season, category] : {std::pair(R"("season":{"type":1},)", "preseason"),
                                           {R"("season":{"type":2},)", "regular"},
                                           {R"("season":{"type":3},)", "playoff"},
                                           {R"("season":{"type":5},)", "playoff"},
                                           {R"("season":{"type":13481},)", ""},
                                           {R"("seasonType":{"type":2},)", "regular"},
                                           {"", ""}}) {
        const std::string event = std::string(R"("date":"2026-09-17T17:10Z",)") + season;
        EXPECT_EQ(
            game_of(read("scoreboard", scoreboard(event, std::string(kFinal) + kSides)).items.at(0))
                .category,
            category)
            << season;
    }
}

TEST(EspnGamesTest, NumbersTheGamesOfADoubleheader) {
    for (const auto& [note, number] : {std::pair("Doubleheader - Game 1", 1),
                                       {"Doubleheader - Game 2 - Makeup from July 17", 2},
                                       {"NBA Japan Games 2022", 0}}) {
        const std::string notes =
            std::string(R"("notes":[{"type":"event"},{"headline":")") + note + "\"}],";
        EXPECT_EQ(
            game_of(read("scoreboard", scoreboard(kDate, notes + kFinal + kSides)).items.at(0))
                .game_number,
            number)
            << note;
    }
}

TEST(EspnGamesTest, TellsWhatIsWrongWithAGame) {
    for (const auto& [event, competition, problem] :
         {std::tuple(R"("x":1,)", std::string(kFinal) + kSides, "date: it is missing"),
          {kDate, std::string(kSides), "status.type.name: it is missing"},
          {kDate, std::string(kFinal) + R"("competitors":[{"homeAway":"left"}])",
           "homeAway: 'left' is neither home nor away"},
          {kDate, std::string(kFinal) + R"("competitors":[{"team":{}}])",
           "homeAway: it is missing"},
          {kDate, std::string(kFinal) + R"("competitors":[{"homeAway":"home","score":"five"}])",
           "score: \"five\" is not a number"}}) {
        const auto answer = read("scoreboard", scoreboard(event, competition));
        EXPECT_EQ(answer.items.at(0).problem, problem);
    }
    EXPECT_EQ(
        read("scoreboard", R"({"events":[{"id":"4","competitions":[]}]})").items.at(0).problem,
        "competitions: it is missing");
    EXPECT_EQ(read("scoreboard", scoreboard(kDate, std::string(kFinal) + kSides), " ").items.size(),
              1U);
}

TEST(EspnGamesTest, RefusesWhatIsNoScoreboard) {
    for (const auto& [body, code] :
         {std::pair("<html>", ErrorCode::unavailable),
          {"", ErrorCode::unavailable},
          {"{", ErrorCode::corrupt_data},
          {R"({"games":[]})", ErrorCode::corrupt_data},
          {R"({"events":5})", ErrorCode::corrupt_data},
          {R"({"code":2502,"message":"no such dates"})", ErrorCode::unavailable}})
        EXPECT_EQ(try_reading("scoreboard", body, "mlb").error().code, code) << body;
    EXPECT_EQ(try_reading("odds", "{}", "mlb").error().code, ErrorCode::invalid_argument);
    EXPECT_TRUE(read("scoreboard", R"({"events":[]})").items.empty());
}

TEST(EspnGamesTest, TakesTheLeagueFromTheAnswerWhenItIsNotAskedFor) {
    const std::string game =
        R"("date":"2026-09-17T17:10Z","competitions":[{)" + std::string(kFinal) + kSides + "}]}]}";
    for (const auto& [head, league] :
         {std::pair(R"({"events":[{"id":"4","uid":"s:40~l:46~e:4",)", "nba"),
          {R"({"leagues":[{"slug":"mlb"}],"events":[{"id":"4","uid":"s:40~l:46~e:4",)", "nba"},
          {R"({"events":[{"id":"4","uid":"s:600~l:700~e:4",)", "700"},
          {R"({"leagues":[{"slug":"eng.1"}],"events":[{"id":"4",)", "eng.1"}})
        EXPECT_EQ(game_of(read("scoreboard", head + game, "").items.at(0)).league, league) << head;
    EXPECT_EQ(try_reading("scoreboard", R"({"events":[{"id":"4",)" + game, "").error().code,
              ErrorCode::invalid_argument);
}

TEST(EspnStandingsTest, ReadsTeamsAtEveryDepth) {
    const std::string entry =
        R"({"season":2026,"entries":[{"team":{"id":"17","displayName":"Reds"},"stats":[)"
        R"({"name":"wins","value":31.0},{"name":"losses","value":26.0},)"
        R"({"name":"Last Ten Games","abbreviation":"L10","displayValue":"6-4"}]}]})";
    for (const std::string& body :
         {R"({"standings":)" + entry + "}", R"({"children":[{"standings":)" + entry + "}]}",
          R"({"children":[{"children":[{"standings":)" + entry + "}]}]}"}) {
        const auto answer = read("standings", body);
        ASSERT_EQ(answer.items.size(), 1U) << body;
        EXPECT_EQ(answer.items[0].key, "17");
        EXPECT_EQ(record_of(answer.items[0]), (RecordRow{.league = "mlb",
                                                         .season = "2026",
                                                         .team = "Reds",
                                                         .wins = 31,
                                                         .losses = 26,
                                                         .wins_last10 = 6,
                                                         .event_at = "2026-10-01T12:00:00Z"}));
    }
}

TEST(EspnStandingsTest, KeepsNothingWhereNothingIsTold) {
    for (const char* last10 :
         {R"({"abbreviation":"L10","displayValue":"-"})",
          R"({"abbreviation":"L10","displayValue":"six-4"})",
          R"({"abbreviation":"L10","displayValue":"6"})", R"({"abbreviation":"L10"})"}) {
        const auto answer = read(
            "standings",
            std::string(R"({"standings":{"entries":[{"team":{"displayName":"Reds"},"stats":[)") +
                R"({"name":"wins","value":1},)" + last10 + "]}]}}");
        EXPECT_EQ(record_of(answer.items.at(0)).wins_last10, std::nullopt) << last10;
        EXPECT_EQ(record_of(answer.items.at(0)).losses, std::nullopt);
        EXPECT_EQ(record_of(answer.items.at(0)).season, "");
    }
    EXPECT_EQ(try_reading("standings", R"({"fullViewLink":{}})", "mlb").error().code,
              ErrorCode::corrupt_data);
}

const domain::Availability& player_of(const feed::Item& item) {
    return std::get<domain::Availability>(item.observations.at(0));
}

TEST(EspnInjuriesTest, ReadsWhatIsSaidOfAPlayer) {
    const auto answer = read("injuries", R"({"injuries":[{"displayName":"Reds","injuries":[
        {"id":"-3","status":"60-Day-IL","date":"2026-09-14T19:27Z","athlete":{"displayName":"A. B."},
         "details":{"fantasyStatus":{"description":"OUT"},"returnDate":"2027-02-15"}},
        {"id":"9","status":"Active","date":"2026-12-01T00:00Z","athlete":{"displayName":"C. D."}}]}]})");
    ASSERT_EQ(answer.items.size(), 2U);
    EXPECT_EQ(answer.items[0].key, "-3");
    const domain::Availability out{.source = "espn",
                                   .league = "mlb",
                                   .team = "Reds",
                                   .athlete = "A. B.",
                                   .status = "60-Day-IL",
                                   .returns_at = instant("2027-02-15T12:00:00Z"),
                                   .event_at = instant("2026-09-14T19:27:00Z"),
                                   .received_at = kNow};
    EXPECT_EQ(player_of(answer.items[0]), out);
    EXPECT_EQ(player_of(answer.items[1]).status, "Active");
    EXPECT_EQ(player_of(answer.items[1]).returns_at, std::nullopt);
    EXPECT_EQ(player_of(answer.items[1]).event_at, kNow);
}

TEST(EspnInjuriesTest, RefusesAPlayerWithoutNameOrStatus) {
    const auto answer = read("injuries", R"({"injuries":[{"displayName":"Reds","injuries":[
        {"athlete":{"displayName":"A"}},{"status":"Out"}]},{"injuries":[{"status":"Out"}]}]})");
    EXPECT_EQ(testing::problems_of(answer),
              "#0: status: it is missing\n"
              "#1: athlete.displayName: it is missing\n"
              "#2: displayName: it is missing\n");
}

std::vector<domain::Mention> mentions_of(const feed::Item& item) {
    std::vector<domain::Mention> mentions;
    for (const auto& observation : item.observations)
        mentions.push_back(std::get<domain::Mention>(observation));
    return mentions;
}

TEST(EspnNewsTest, MentionsEachTeamOnce) {
    const auto answer = read("news", R"({"articles":[{"headline":"Reds win, a great night",
        "published":"2026-08-20T00:56:46Z","links":{"web":{"href":"https://e.com/story/_/id/496/x"}},
        "categories":[{"type":"team","team":{"description":"Reds"}},
                      {"type":"athlete","athlete":{"description":"A. B."}},
                      {"type":"team","team":{"description":"Reds"}},
                      {"type":"team","team":{"description":"Cubs"}},{"type":"team"}]}]})");
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "496");
    const auto mentions = mentions_of(answer.items[0]);
    ASSERT_EQ(mentions.size(), 2U);
    EXPECT_EQ(mentions[0].subject, "mlb/Cubs");
    EXPECT_EQ(mentions[1].subject, "mlb/Reds");
    EXPECT_EQ(mentions[1].source, "espn");
    EXPECT_EQ(mentions[1].id, "496");
    EXPECT_EQ(mentions[1].event_at, instant("2026-08-20T00:56:46Z"));
    EXPECT_EQ(mentions[1].received_at, kNow);
    EXPECT_GT(mentions[1].tone.value(), 0.0);
    EXPECT_EQ(mentions[1].reach, std::nullopt);
}

TEST(EspnNewsTest, FindsTheIdOfAnArticle) {
    for (const auto& [fields, id] :
         {std::pair(R"("id":77,"links":{"web":{"href":"https://e.com/id/496/x"}},)", "77"),
          {R"("links":{"web":{"href":"https://e.com/id/496/x"}},)", "496"},
          {R"("links":{"web":{"href":"https://e.com/id/496"}},)", "496"},
          {R"("links":{"web":{"href":"https://e.com/id/x"}},)", "https://e.com/id/x"},
          {R"("links":{"web":{"href":"https://e.com/a"}},)", "https://e.com/a"}}) {
        const auto answer = read("news", std::string(R"({"articles":[{)") + fields +
                                             R"("headline":"Plain","published":"2099-01-01"}]})");
        const auto mentions = mentions_of(answer.items.at(0));
        EXPECT_EQ(mentions.at(0).id, id);
        EXPECT_EQ(mentions.at(0).subject, "mlb");
        EXPECT_EQ(mentions.at(0).event_at, kNow);
        EXPECT_EQ(mentions.at(0).tone, std::nullopt);
    }
}

TEST(EspnNewsTest, RefusesAnArticleWithoutItsTimeOrAnyId) {
    const auto answer = read("news", R"({"articles":[{"id":1,"headline":"x"},
        {"id":2,"published":"2026-08-20T00:56:46Z"},{"headline":"x"}]})");
    EXPECT_EQ(testing::problems_of(answer),
              "1: published: it is missing\n"
              "2: headline: it is missing\n"
              "#2: links.web.href: it is missing\n");
}

class EspnRecordedTest : public testing::RecordedTest {};

feed::Answer recorded(const std::string& endpoint, const std::string& file,
                      const std::string& league) {
    return read(endpoint, testing::recorded_answer("espn/" + file).body, league);
}

TEST_F(EspnRecordedTest, ADayOfBaseballWithDoubleheaders) {
    const auto answer = recorded("scoreboard", "scoreboard_mlb_2022-09-17.json", "mlb");
    ASSERT_EQ(answer.items.size(), 6U);
    EXPECT_EQ(testing::problems_of(answer), "");
    EXPECT_EQ(game_of(answer.items[0]), (GameRow{.id = "espn:401423263",
                                                 .league = "mlb",
                                                 .season = "2022",
                                                 .category = "regular",
                                                 .title = "Minnesota Twins at Cleveland Guardians",
                                                 .home = "Cleveland Guardians",
                                                 .away = "Minnesota Twins",
                                                 .venue = "Progressive Field, Cleveland",
                                                 .capacity = 35041,
                                                 .start = "2022-09-17T17:10:00Z",
                                                 .status = "finished",
                                                 .game_number = 1,
                                                 .score = "5:1"}));
    EXPECT_EQ(game_of(answer.items[1]).game_number, 1);
    EXPECT_EQ(game_of(answer.items[2]).status, "scheduled");
    EXPECT_EQ(game_of(answer.items[2]).score, "");
    EXPECT_EQ(game_of(answer.items[4]).home, "Detroit Tigers");
    EXPECT_EQ(game_of(answer.items[4]).score, "");
}

TEST_F(EspnRecordedTest, BasketballOfSeveralDays) {
    const auto answer = recorded("scoreboard", "scoreboard_nba_2022_mixed.json", "nba");
    EXPECT_EQ(testing::problems_of(answer), "");
    EXPECT_EQ(game_of(answer.items.at(0)).start, "2022-09-30T10:00:00Z");
    EXPECT_EQ(game_of(answer.items[0]).venue, "Saitama Super Arena, Saitama");
    EXPECT_EQ(game_of(answer.items[0]).category, "preseason");
    EXPECT_EQ(game_of(answer.items.at(1)).score, "134:93");
    EXPECT_EQ(game_of(answer.items.at(3)).start, "2022-12-21T00:00:00Z");
    EXPECT_EQ(game_of(answer.items[3]).season, "2023");
    EXPECT_EQ(
        game_of(recorded("scoreboard", "scoreboard_nba_2022_mixed.json", "").items.at(0)).league,
        "nba");
}

TEST_F(EspnRecordedTest, AWeekOfFootball) {
    const auto answer = recorded("scoreboard", "scoreboard_nfl_2022wk1.json", "nfl");
    ASSERT_EQ(answer.items.size(), 6U);
    EXPECT_EQ(testing::problems_of(answer), "");
    EXPECT_EQ(game_of(answer.items[2]).score, "20:7");
    EXPECT_EQ(game_of(answer.items[0]).score, "");
    EXPECT_EQ(game_of(answer.items[5]).start, "2022-09-09T00:20:00Z");
    EXPECT_EQ(game_of(answer.items[5]).score, "10:31");
    EXPECT_EQ(game_of(answer.items[5]).venue, "SoFi Stadium, Inglewood");
}

TEST_F(EspnRecordedTest, APostponedMatch) {
    const auto answer = recorded("scoreboard", "scoreboard_soccer_all_2026_postponed.json", "epl");
    EXPECT_EQ(testing::problems_of(answer), "");
    ASSERT_EQ(answer.items.size(), 5U);
    EXPECT_EQ(game_of(answer.items[0]).status, "postponed");
    EXPECT_EQ(game_of(answer.items[0]).home, "Manchester City");
    EXPECT_EQ(game_of(answer.items[0]).score, "");
    EXPECT_EQ(game_of(answer.items[1]).home, "Brighton & Hove Albion");
    EXPECT_EQ(game_of(answer.items[1]).score, "2:1");
    EXPECT_EQ(game_of(answer.items[1]).season, "2025");
}

TEST_F(EspnRecordedTest, ATeamsSchedule) {
    const auto answer = recorded("scoreboard", "team_schedule_2026.json", "mls");
    ASSERT_EQ(answer.items.size(), 5U);
    EXPECT_EQ(testing::problems_of(answer), "");
    EXPECT_EQ(game_of(answer.items[0]).title, "Columbus Crew at Toronto FC");
    EXPECT_EQ(game_of(answer.items[0]).venue, "BMO Field, Toronto");
    EXPECT_EQ(game_of(answer.items[0]).status, "finished");
    EXPECT_EQ(game_of(answer.items[0]).score, "2:1");
}

TEST_F(EspnRecordedTest, ATeam) {
    const auto answer = recorded("team", "team_detail.json", "mls");
    ASSERT_EQ(answer.items.size(), 2U);
    EXPECT_EQ(record_of(answer.items[0]), (RecordRow{.league = "mls",
                                                     .team = "Columbus Crew",
                                                     .wins = 0,
                                                     .losses = 3,
                                                     .event_at = "2026-10-01T12:00:00Z"}));
    EXPECT_EQ(game_of(answer.items[1]).home, "Atlanta United FC");
    EXPECT_EQ(game_of(answer.items[1]).start, "2026-04-04T23:30:00Z");
    const auto sparse = recorded("team", "team_detail_b.json", "cfb");
    ASSERT_EQ(sparse.items.size(), 1U);
    EXPECT_EQ(sparse.items[0].key, "194");
    EXPECT_EQ(sparse.items[0].passed_over, "a team without a record");
}

TEST_F(EspnRecordedTest, InjuriesOfTwoTeams) {
    const auto answer = recorded("injuries", "injuries_nfl_2026-09-14.json", "nfl");
    ASSERT_EQ(answer.items.size(), 6U);
    EXPECT_EQ(testing::problems_of(answer), "");
    EXPECT_EQ(player_of(answer.items[0]).athlete, "Kendrick Bourne");
    EXPECT_EQ(player_of(answer.items[0]).status, "Active");
    EXPECT_EQ(player_of(answer.items[0]).returns_at, std::nullopt);
    EXPECT_EQ(player_of(answer.items[0]).event_at, instant("2026-09-14T23:09:00Z"));
    EXPECT_EQ(answer.items[1].key, "-2003700");
    EXPECT_EQ(player_of(answer.items[1]).status, "Out");
    EXPECT_EQ(player_of(answer.items[3]).athlete, "Da'Shawn Hand");
    EXPECT_EQ(player_of(answer.items[3]).team, "Atlanta Falcons");
    EXPECT_EQ(player_of(answer.items[3]).returns_at, instant("2027-02-15T12:00:00Z"));
}

TEST_F(EspnRecordedTest, News) {
    const auto answer = recorded("news", "news_nfl_2026-08-20.json", "");
    EXPECT_EQ(testing::problems_of(answer), "");
    ASSERT_GE(answer.items.size(), 3U);
    const auto mentions = mentions_of(answer.items[0]);
    ASSERT_EQ(mentions.size(), 1U);
    EXPECT_EQ(mentions[0].id, "49664105");
    EXPECT_EQ(mentions[0].subject, "nfl/Tampa Bay Buccaneers");
    EXPECT_EQ(mentions[0].event_at, instant("2026-08-20T00:56:46Z"));
    EXPECT_EQ(mentions_of(answer.items[1]).at(0).subject, "nfl/Indianapolis Colts");
}

TEST_F(EspnRecordedTest, EachFileIsOfItsEndpoint) {
    const auto api = testing::made(factories().at(0));
    for (const auto& [file, endpoint] : {std::pair("scoreboard_mlb_2022-09-17.json", "scoreboard"),
                                         {"team_schedule_2026.json", "scoreboard"},
                                         {"team_detail.json", "team"},
                                         {"injuries_nfl_2026-09-14.json", "injuries"},
                                         {"news_nfl_2026-08-20.json", "news"}})
        EXPECT_EQ(
            api->endpoint_of(testing::recorded_answer(std::string("espn/") + file).body).value(),
            endpoint);
    EXPECT_EQ(api->endpoint_of(R"({"children":[]})").value(), "standings");
    EXPECT_EQ(api->endpoint_of("{}").error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace seatsync::source_espn
