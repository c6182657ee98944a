#include "adapters/source_nfl/factory.hpp"
#include "adapters/source_nfl/nfl_api.hpp"
#include "testing/sports_answers.hpp"
#include "testing/watch.hpp"

#include <gtest/gtest.h>

#include <set>

namespace seatsync::source_nfl {
namespace {

using namespace std::chrono_literals;
using testing::instant;
using testing::made;
using testing::watch_of;

const domain::Instant kNow = instant("2025-11-30T12:00:00Z");
const auto kWatch = watch_of({{"nfl", "2025-11-30T18:00:00Z"}});

TEST(NflApiTest, AsksForTheCurrentWeekOften) {
    const auto api = made(factories().at(0), {{"access_token", "jwt"}});
    const auto tasks = api->tasks(kWatch, kNow);
    EXPECT_EQ(tasks.at(0).key, "current/nfl");
    EXPECT_EQ(tasks[0].period, 1h);
    EXPECT_EQ(tasks[0].period_min, 1min);
    EXPECT_EQ(tasks[0].next_start, instant("2025-11-30T18:00:00Z"));
    const auto request = api->request(tasks[0], "", kNow);
    EXPECT_EQ(feed::full_url(request), "https://nextgenstats.nfl.com/api/league/schedule/current");
    EXPECT_TRUE(request.headers.empty());
}

TEST(NflApiTest, AsksForAllWeeksWithItsToken) {
    const auto api = made(factories().at(0), {{"access_token", "jwt"}});
    const auto tasks = api->tasks(kWatch, kNow);
    ASSERT_EQ(tasks.size(), 2U + 4 + 18 + 5);
    std::set<std::string> keys;
    for (const feed::Task& task : tasks)
        keys.insert(task.key);
    EXPECT_EQ(keys.size(), tasks.size());
    EXPECT_TRUE(keys.contains("games/nfl/2025/PRE/4"));
    EXPECT_TRUE(keys.contains("games/nfl/2025/REG/18"));
    EXPECT_TRUE(keys.contains("games/nfl/2025/POST/5"));
    const auto request = api->request(tasks.at(6), "", kNow);
    EXPECT_EQ(feed::full_url(request),
              "https://api.nfl.com/football/v2/games/season/2025/seasonType/REG/week/1"
              "?withExternalIds=true");
    ASSERT_EQ(request.headers.size(), 1U);
    EXPECT_EQ(request.headers[0], (feed::HttpField{"Authorization", "Bearer jwt", true}));
    EXPECT_EQ(feed::full_url(api->request(tasks[6], "next page", kNow)),
              "https://api.nfl.com/football/v2/games/season/2025/seasonType/REG/week/1"
              "?withExternalIds=true&token=next%20page");
}

TEST(NflApiTest, AsksForTheWeeksFourTimesADayAfterTheCurrentOne) {
    const auto tasks = made(factories().at(0), {{"access_token", "jwt"}})->tasks(kWatch, kNow);
    for (std::size_t i = 2; i < tasks.size(); ++i) {
        EXPECT_EQ(tasks[i].period, 6h) << tasks[i].key;
        EXPECT_EQ(tasks[i].period_min, 6h) << tasks[i].key;
        EXPECT_LT(tasks[i].priority, tasks[0].priority) << tasks[i].key;
    }
}

TEST(NflApiTest, WaitsForAnswersAsLongAsItIsTold) {
    for (const auto& factory : factories())
        EXPECT_EQ(made(factory, {{"timeout_s", "7"}})->info().timeout, 7s);
}

TEST(NflApiTest, ReadsTheGamesOfTheLeagueThatTheTaskNames) {
    const auto answer = made(factories().at(0))
                            ->parse({.endpoint = "games", .parameters = {{"league", "sim"}}},
                                    R"({"games":[{"id":"1","time":"2025-11-30T18:00:00Z",
                                                  "status":"SCHEDULED"}]})",
                                    kNow);
    EXPECT_EQ(testing::game_of(answer->items.at(0)).league, "sim");
}

TEST(NflApiTest, AsksForTheStandingsOfTheWeek) {
    const auto api = made(factories().at(0), {{"access_token", "jwt"}});
    for (const auto& [now, week, season] : {std::tuple("2025-11-30T12:00:00Z", "13", "2025"),
                                            {"2025-09-02T12:00:00Z", "1", "2025"},
                                            {"2025-09-09T03:30:00Z", "1", "2025"},
                                            {"2025-09-09T12:00:00Z", "2", "2025"},
                                            {"2025-06-01T12:00:00Z", "1", "2025"},
                                            {"2026-02-08T12:00:00Z", "18", "2025"},
                                            {"2026-03-01T12:00:00Z", "1", "2026"}}) {
        const auto tasks = api->tasks(kWatch, instant(now));
        EXPECT_EQ(tasks.at(1).key, "standings/nfl");
        EXPECT_EQ(tasks[1].period, 24h);
        EXPECT_EQ(feed::full_url(api->request(tasks[1], "", kNow)),
                  std::string("https://api.nfl.com/football/v2/standings?season=") + season +
                      "&seasonType=REG&week=" + week + "&limit=100")
            << now;
    }
}

TEST(NflApiTest, IsUnconfiguredWithoutAToken) {
    const auto api = made(factories().at(0));
    EXPECT_EQ(api->info().name, "nfl");
    EXPECT_EQ(api->info().missing, (std::vector<std::string>{"SEATSYNC_NFL_ACCESS_TOKEN"}));
    EXPECT_TRUE(made(factories().at(0), {{"access_token", "jwt"}})->info().missing.empty());
    EXPECT_NE(api->info().terms.find("not issued to developers"), std::string::npos);
    EXPECT_NE(api->info().terms.find("nflverse"), std::string::npos);
    EXPECT_EQ(api->info().limits, (std::vector<feed::RateLimit>{{1, 1s}}));
}

TEST(NflApiTest, AsksForItsOwnLeagueAloneUnderItsName) {
    for (const auto& factory : factories()) {
        EXPECT_TRUE(
            made(factory)->tasks(watch_of({{"mlb", "2025-11-30T18:00:00Z"}}), kNow).empty());
        EXPECT_TRUE(made(factory, {{"leagues", "mlb"}})->tasks(kWatch, kNow).empty());
    }
    const auto api = made(factories().at(0), {{"league", "sim"},
                                              {"base_url", "http://127.0.0.1:9/api"},
                                              {"ngs_url", "http://127.0.0.1:9/ngs"}});
    const auto tasks = api->tasks(watch_of({{"sim", "2025-11-30T18:00:00Z"}}), kNow);
    ASSERT_EQ(tasks.size(), 29U);
    EXPECT_EQ(api->request(tasks[0], "", kNow).url,
              "http://127.0.0.1:9/ngs/api/league/schedule/current");
    EXPECT_EQ(api->request(tasks[1], "", kNow).url, "http://127.0.0.1:9/api/football/v2/standings");
    const auto answer = api->parse(
        tasks[2], R"({"games":[{"id":"1","time":"2025-11-30T18:00:00Z","status":"SCHEDULED"}]})",
        kNow);
    EXPECT_EQ(testing::game_of(answer->items.at(0)).league, "sim");
}

TEST(NflApiTest, JudgesErrorsByStatusAndWords) {
    const auto api = made(factories().at(0));
    const Error error = api->error_of({.status = 401, .body = R"({"message":"Unauthorized"})"});
    EXPECT_EQ(error.code, ErrorCode::invalid_argument);
    EXPECT_NE(error.detail.find("Unauthorized"), std::string::npos);
}

TEST(NflverseApiTest, AsksForOneFile) {
    const auto api = made(factories().at(1));
    EXPECT_EQ(api->info().name, "nflverse");
    EXPECT_TRUE(api->info().missing.empty());
    EXPECT_NE(api->info().terms.find("attribution"), std::string::npos);
    EXPECT_EQ(api->info().limits, (std::vector<feed::RateLimit>{{1, 10s}}));
    EXPECT_EQ(api->info().timeout, 30s);
    const auto tasks = api->tasks(kWatch, kNow);
    ASSERT_EQ(tasks.size(), 1U);
    EXPECT_EQ(tasks[0].key, "games/nfl");
    EXPECT_EQ(tasks[0].period, 6h);
    EXPECT_EQ(tasks[0].period_min, 1h);
    EXPECT_EQ(tasks[0].parameter("seasons_from"), "2025");
    EXPECT_EQ(tasks[0].next_start, instant("2025-11-30T18:00:00Z"));
    EXPECT_EQ(api->request(tasks[0], "", kNow), api->request(tasks[0], "", kNow + 1h));
    EXPECT_EQ(feed::full_url(api->request(tasks[0], "", kNow)),
              "https://raw.githubusercontent.com/nflverse/nfldata/master/data/games.csv");
}

TEST(NflSeasonTest, BeginsInMarch) {
    EXPECT_EQ(season_on(2026y / 2 / 28), 2025);
    EXPECT_EQ(season_on(2026y / 3 / 1), 2026);
}

}  // namespace
}  // namespace seatsync::source_nfl
