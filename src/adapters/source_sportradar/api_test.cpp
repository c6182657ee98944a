#include "adapters/source_sportradar/factory.hpp"
#include "adapters/source_sportradar/league_places.hpp"
#include "testing/sports_answers.hpp"
#include "testing/watch.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_sportradar {
namespace {

using namespace std::chrono_literals;
using testing::instant;
using testing::made;
using testing::watch_of;

const domain::Instant kNow = instant("2026-06-12T15:00:00Z");

std::vector<std::string> keys_of(const std::vector<feed::Task>& tasks) {
    std::vector<std::string> keys;
    for (const feed::Task& task : tasks)
        keys.push_back(task.key);
    return keys;
}

/// What the tasks ask for, without the part that all URLs have.
std::vector<std::string> feeds_of(const feed::SourceApi& api, const std::vector<feed::Task>& tasks,
                                  const std::string& begin) {
    std::vector<std::string> feeds;
    for (const feed::Task& task : tasks) {
        const std::string url = feed::full_url(api.request(task, "", kNow));
        EXPECT_TRUE(url.starts_with(begin)) << url;
        feeds.push_back(url.substr(std::min(begin.size(), url.size())));
    }
    return feeds;
}

TEST(SportradarApiTest, AsksForBasketballByDay) {
    const auto api = made(factories().at(0), {{"api_key", "k"}});
    const auto tasks = api->tasks(watch_of({{"nba", "2026-06-12T23:00:00Z"}}), kNow);
    EXPECT_EQ(keys_of(tasks),
              (std::vector<std::string>{"day/nba/2026-06-12", "schedule/nba/2025/REG",
                                        "schedule/nba/2025/PST", "standings/nba", "injuries/nba"}));
    EXPECT_EQ(
        feeds_of(*api, tasks, "https://api.sportradar.com/nba/trial/v8/en/"),
        (std::vector<std::string>{"games/2026/06/12/schedule.json", "games/2025/REG/schedule.json",
                                  "games/2025/PST/schedule.json", "seasons/2025/REG/standings.json",
                                  "league/injuries.json"}));
    EXPECT_EQ(tasks[0].period, 12h);
    EXPECT_EQ(tasks[0].period_min, 6h);
    EXPECT_EQ(tasks[0].priority, 1);
    EXPECT_EQ(tasks[0].next_start, instant("2026-06-12T23:00:00Z"));
    for (std::size_t i = 1; i < tasks.size(); ++i) {
        EXPECT_EQ(tasks[i].period, 24h) << tasks[i].key;
        EXPECT_EQ(tasks[i].period_min, 24h) << tasks[i].key;
    }
}

TEST(SportradarApiTest, AsksForFootballByWeek) {
    const auto api = made(factories().at(0), {{"api_key", "k"}, {"types", "REG"}});
    const auto tasks = api->tasks(watch_of({{"nfl", "2026-06-12T23:00:00Z"}}), kNow);
    EXPECT_EQ(keys_of(tasks),
              (std::vector<std::string>{"week/nfl", "schedule/nfl/2026/REG", "standings/nfl"}));
    EXPECT_EQ(feeds_of(*api, tasks, "https://api.sportradar.com/nfl/official/trial/v7/en/"),
              (std::vector<std::string>{"games/current_week/schedule.json",
                                        "games/2026/REG/schedule.json",
                                        "seasons/2026/REG/standings/season.json"}));
}

TEST(SportradarApiTest, StaysWithTheDayWhoseGamesArePlayedUntilTheMorning) {
    const auto api = made(factories().at(0), {{"api_key", "k"}});
    for (const auto& [now, date] : {std::pair("2026-06-13T03:59:59Z", "2026-06-12"),
                                    {"2026-06-13T09:59:59Z", "2026-06-12"},
                                    {"2026-06-13T10:00:00Z", "2026-06-13"}}) {
        EXPECT_EQ(api->tasks(watch_of({{"mlb", "2026-06-12T23:00:00Z"}}), instant(now))
                      .at(0)
                      .parameter("date"),
                  date)
            << now;
    }
}

TEST(SportradarApiTest, SendsItsKeyInAHeaderAndNeverInTheUrl) {
    const auto api = made(factories().at(0), {{"api_key", "k"}});
    const auto tasks = api->tasks(watch_of({{"nba", "2026-06-12T23:00:00Z"}}), kNow);
    const auto request = api->request(tasks.at(0), "", kNow);
    ASSERT_EQ(request.headers.size(), 1U);
    EXPECT_EQ(request.headers[0], (feed::HttpField{"x-api-key", "k", true}));
    EXPECT_TRUE(request.query.empty());
}

TEST(SportradarApiTest, AsksForTheLeaguesThatItKnowsAndIsToldOf) {
    const auto watch = watch_of({{"khl", "2026-06-12T23:00:00Z"},
                                 {"mlb", "2026-06-12T23:00:00Z"},
                                 {"sim", "2026-06-12T23:00:00Z"}});
    EXPECT_EQ(made(factories().at(0), {{"api_key", "k"}})->tasks(watch, kNow).size(), 5U);
    EXPECT_TRUE(made(factories().at(0), {{"api_key", "k"}, {"leagues", "nba"}})
                    ->tasks(watch, kNow)
                    .empty());
    const auto api = made(factories().at(0), {{"api_key", "k"},
                                              {"leagues", "sim"},
                                              {"access", "production"},
                                              {"language", "de"},
                                              {"base_url", "http://127.0.0.1:9"},
                                              {"paths", "sim:mlb/v9"}});
    const auto tasks = api->tasks(watch, kNow);
    EXPECT_EQ(feeds_of(*api, tasks, "http://127.0.0.1:9/mlb/production/v9/de/").at(4),
              "league/injuries.json");
}

TEST(SportradarApiTest, NeedsAKeyAndKeepsToItsLimits) {
    const auto api = made(factories().at(0));
    EXPECT_EQ(api->info().name, "sportradar");
    EXPECT_EQ(api->info().missing, (std::vector<std::string>{"SEATSYNC_SPORTRADAR_API_KEY"}));
    EXPECT_EQ(api->info().limits, (std::vector<feed::RateLimit>{{1, 1s}, {1000, 30 * 24h}}));
    EXPECT_NE(api->info().terms.find("no redistribution"), std::string::npos);
    EXPECT_EQ(made(factories().at(0), {{"limits", "25/1s"}})->info().limits,
              (std::vector<feed::RateLimit>{{25, 1s}}));
    EXPECT_TRUE(made(factories().at(0), {{"api_key", "k"}})->info().missing.empty());
}

TEST(SportradarApiTest, TheSeasonIsThatOfTheDayInTheUsEast) {
    const auto api = made(factories().at(0), {{"api_key", "k"}});
    for (const auto& [now, season] :
         {std::pair("2026-05-01T03:59:59Z", "2025"), {"2026-05-01T04:00:00Z", "2026"}}) {
        const auto tasks = api->tasks(watch_of({{"nfl", "2026-09-12T23:00:00Z"}}), instant(now));
        EXPECT_EQ(tasks.at(1).parameter("season"), season) << now;
    }
}

TEST(SportradarApiTest, WaitsForAnswersAsLongAsItIsTold) {
    EXPECT_EQ(made(factories().at(0), {{"timeout_s", "7"}})->info().timeout, 7s);
}

struct ErrorCase {
    int status;
    const char* header;  ///< X-Mashery-Error-Code
    const char* body;
    ErrorCode code;
    const char* words;
};

TEST(SportradarApiTest, JudgesErrorsByStatusAndHeader) {
    const auto api = made(factories().at(0));
    for (const ErrorCase& one :
         {ErrorCase{403, "ERR_403_DEVELOPER_OVER_QPS", "<h1>Developer Over Qps</h1>",
                    ErrorCode::unavailable, "ERR_403_DEVELOPER_OVER_QPS"},
          {403, "ERR_403_DEVELOPER_OVER_RATE", "<h1>Developer Over Rate</h1>",
           ErrorCode::unavailable, "ERR_403_DEVELOPER_OVER_RATE"},
          {403, "", "<h1>Developer Over Qps</h1>", ErrorCode::unavailable, "429"},
          {403, "", "<h1>Developer Over Rate</h1>", ErrorCode::unavailable, "429"},
          {403, "ERR_403_NOT_AUTHORIZED", "<h1>Not Authorized</h1>", ErrorCode::invalid_argument,
           "ERR_403_NOT_AUTHORIZED"},
          {403, "", R"({"message":"Forbidden"})", ErrorCode::invalid_argument, "Forbidden"},
          {404, "", "", ErrorCode::not_found, "404"},
          {429, "", R"({"message":"Too Many Requests"})", ErrorCode::unavailable,
           "Too Many Requests"},
          {596, "ERR_596_SERVICE_NOT_FOUND", "", ErrorCode::not_found, "ERR_596_SERVICE_NOT_FOUND"},
          {503, "", "", ErrorCode::unavailable, "503"}}) {
        const Error error = api->error_of({.status = one.status,
                                           .headers = {{"X-Mashery-Error-Code", one.header}},
                                           .body = one.body});
        EXPECT_EQ(error.code, one.code) << one.status << one.header << one.body;
        EXPECT_NE(error.detail.find(one.words), std::string::npos) << error.detail;
    }
}

TEST(SportradarApiTest, TellsTheEndpointOfABody) {
    const auto api = made(factories().at(0));
    for (const auto& [body, endpoint] :
         {std::pair(R"({"weeks":[]})", "schedule"),
          {R"({"week":{"games":[]}})", "week"},
          {R"({"season":{},"games":[]})", "schedule"},
          {R"({"date":"2026-06-12","games":[]})", "day"},
          {R"({"id":"1","scheduled":"2026-06-12T23:00:00Z"})", "day"},
          {R"({"league":{"season":{"leagues":[]}}})", "standings"},
          {R"({"season":{},"week":{},"conferences":[]})", "standings"},
          {R"({"conferences":[]})", "hierarchy"},
          {R"({"leagues":[]})", "hierarchy"},
          {R"({"teams":[]})", "injuries"}}) {
        EXPECT_EQ(api->endpoint_of(body).value(), endpoint) << body;
    }
    EXPECT_EQ(api->endpoint_of("{}").error().code, ErrorCode::invalid_argument);
}

TEST(LeaguePlacesTest, ReadsMorePlacesThatWin) {
    const auto places = league_places("sim:mlb/v9, nfl:nfl/official/v8").value();
    EXPECT_EQ(places.at("sim"), (LeaguePlace{"mlb", "v9", std::chrono::January, false}));
    EXPECT_EQ(places.at("nfl"), (LeaguePlace{"nfl/official", "v8", std::chrono::May, true}));
    EXPECT_EQ(places.at("nba"), (LeaguePlace{"nba", "v8", std::chrono::September, false}));
    for (const char* wrong : {"mlb", ":mlb/v8", "sim:", "sim:/v8", "sim:mlb/", "a/b:c"})
        EXPECT_EQ(league_places(wrong).error().code, ErrorCode::invalid_argument) << wrong;
    EXPECT_NE(testing::made_badly(factories().at(0), {{"paths", "mlb"}}).detail.find("'mlb'"),
              std::string::npos);
}

TEST(LeaguePlacesTest, KnowsTheSeasonOfADay) {
    const auto places = league_places("").value();
    for (const auto& [league, day, season] : {std::tuple("mlb", 2026y / 1 / 1, 2026),
                                              {"mlb", 2026y / 12 / 31, 2026},
                                              {"wnba", 2026y / 2 / 1, 2026},
                                              {"nba", 2026y / 8 / 31, 2025},
                                              {"nba", 2026y / 9 / 1, 2026},
                                              {"nhl", 2026y / 6 / 1, 2025},
                                              {"nfl", 2026y / 4 / 30, 2025},
                                              {"nfl", 2026y / 5 / 1, 2026}}) {
        EXPECT_EQ(season_on(places.at(league), day), season) << league << season;
    }
}

}  // namespace
}  // namespace seatsync::source_sportradar
