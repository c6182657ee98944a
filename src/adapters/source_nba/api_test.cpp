#include "adapters/source_nba/factory.hpp"
#include "testing/sports_answers.hpp"
#include "testing/watch.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_nba {
namespace {

using testing::instant;
using testing::made;
using testing::watch_of;

// 23:30 of the day before in New York.
const domain::Instant kNow = instant("2026-03-01T04:30:00Z");

std::string header(const feed::HttpRequest& request, const std::string& name) {
    for (const feed::HttpField& field : request.headers)
        if (field.name == name)
            return field.value;
    return {};
}

TEST(NbaApiTest, PrefersTheStaticFiles) {
    const auto api = made(factories().at(0));
    const auto tasks = api->tasks(watch_of({{"nba", "2026-03-01T18:00:00Z"}}), kNow);
    ASSERT_EQ(tasks.size(), 4U);
    EXPECT_EQ(tasks[0].key, "schedule/nba");
    EXPECT_EQ(tasks[0].period, std::chrono::hours(6));
    EXPECT_EQ(feed::full_url(api->request(tasks[0], "", kNow)),
              "https://cdn.nba.com/static/json/staticData/scheduleLeagueV2.json");
    EXPECT_EQ(tasks[1].key, "scoreboard/nba");
    EXPECT_EQ(tasks[1].period_min, std::chrono::seconds(30));
    EXPECT_EQ(tasks[1].next_start, instant("2026-03-01T18:00:00Z"));
    EXPECT_EQ(feed::full_url(api->request(tasks[1], "", kNow)),
              "https://cdn.nba.com/static/json/liveData/scoreboard/todaysScoreboard_00.json");
    EXPECT_EQ(header(api->request(tasks[1], "", kNow), "User-Agent"), "SeatSync/0.1");
}

TEST(NbaApiTest, AsksTheStatisticsAsABrowserOfTheSiteWould) {
    const auto api = made(factories().at(0), {{"user_agent", "Mine/2"}});
    const auto tasks = api->tasks(watch_of({{"nba", "2026-03-01T18:00:00Z"}}), kNow);
    EXPECT_EQ(tasks.at(2).key, "scoreboard/nba/2026-02-27");
    const auto yesterday = api->request(tasks[2], "", kNow);
    EXPECT_EQ(feed::full_url(yesterday),
              "https://stats.nba.com/stats/scoreboardv3?GameDate=2026-02-27&LeagueID=00");
    EXPECT_EQ(header(yesterday, "User-Agent"), "Mine/2");
    EXPECT_EQ(header(yesterday, "Referer"), "https://www.nba.com/");
    EXPECT_EQ(tasks.at(3).key, "standings/nba");
    EXPECT_EQ(tasks[3].period, std::chrono::hours(24));
    EXPECT_EQ(feed::full_url(api->request(tasks[3], "", kNow)),
              "https://stats.nba.com/stats/leaguestandings?LeagueID=00&Season=2025-26"
              "&SeasonType=Regular%20Season");
}

TEST(NbaApiTest, AsksTheSameAgainSoThatAnUnchangedAnswerNeedNotBeSent) {
    const auto api = made(factories().at(0));
    const auto watch = watch_of({{"nba", "2026-03-01T18:00:00Z"}});
    const auto later = kNow + std::chrono::minutes(20);
    const auto now_tasks = api->tasks(watch, kNow);
    const auto later_tasks = api->tasks(watch, later);
    for (std::size_t i = 0; i < now_tasks.size(); ++i)
        EXPECT_EQ(api->request(now_tasks[i], "", kNow), api->request(later_tasks[i], "", later));
}

TEST(NbaApiTest, AsksForItsOwnLeagueAloneUnderItsName) {
    const auto watch = watch_of({{"mlb", "2026-03-01T18:00:00Z"}, {"sim", "2026-03-01T18:00:00Z"}});
    EXPECT_TRUE(made(factories().at(0))->tasks(watch, kNow).empty());
    EXPECT_TRUE(made(factories().at(0), {{"league", "sim"}, {"leagues", "mlb"}})
                    ->tasks(watch, kNow)
                    .empty());
    const auto api = made(factories().at(0), {{"league", "sim"},
                                              {"base_url", "http://127.0.0.1:9/cdn"},
                                              {"stats_url", "http://127.0.0.1:9/stats"}});
    const auto tasks = api->tasks(watch, kNow);
    ASSERT_EQ(tasks.size(), 4U);
    EXPECT_EQ(api->request(tasks[1], "", kNow).url,
              "http://127.0.0.1:9/cdn/static/json/liveData/scoreboard/todaysScoreboard_00.json");
    EXPECT_EQ(api->request(tasks[3], "", kNow).url,
              "http://127.0.0.1:9/stats/stats/leaguestandings");
    const auto answer = api->parse(tasks[1],
                                   R"({"scoreboard":{"games":[{"gameId":"1","gameStatus":1,)"
                                   R"("gameTimeUTC":"2026-03-01T18:00:00Z"}]}})",
                                   kNow);
    EXPECT_EQ(testing::game_of(answer->items.at(0)).league, "sim");
}

TEST(NbaApiTest, SaysWhatItsTermsForbid) {
    const auto api = made(factories().at(0));
    EXPECT_EQ(api->info().name, "nba");
    EXPECT_NE(api->info().terms.find("forbid commercial"), std::string::npos);
    EXPECT_EQ(api->info().timeout, std::chrono::seconds(5));
    EXPECT_EQ(api->info().limits, (std::vector<feed::RateLimit>{{1, std::chrono::seconds(1)}}));
}

TEST(NbaApiTest, JudgesErrorsByStatusAndWords) {
    const auto api = made(factories().at(0));
    const Error error =
        api->error_of({.status = 500, .body = R"({"Message":"An error has occurred."})"});
    EXPECT_EQ(error.code, ErrorCode::unavailable);
    EXPECT_NE(error.detail.find("An error has occurred."), std::string::npos);
    EXPECT_EQ(api->error_of({.status = 403, .body = "<HTML>"}).code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace seatsync::source_nba
