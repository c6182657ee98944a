#include "adapters/source_espn/factory.hpp"
#include "adapters/source_espn/sport_paths.hpp"
#include "testing/sports_answers.hpp"
#include "testing/watch.hpp"

#include <gtest/gtest.h>

#include <set>

namespace seatsync::source_espn {
namespace {

using testing::instant;
using testing::made;
using testing::watch_of;

// 23:30 of the day before in New York.
const domain::Instant kNow = instant("2026-06-01T03:30:00Z");

std::string url_of(const feed::SourceApi& api, const feed::Task& task) {
    return feed::full_url(api.request(task, "", kNow));
}

TEST(EspnApiTest, AsksDayByDay) {
    const auto api = made(factories().at(0), {{"days_ahead", "1"}});
    const auto tasks = api->tasks(watch_of({{"mlb", "2026-06-01T17:00:00Z"}}), kNow);
    ASSERT_EQ(tasks.size(), 6U);
    EXPECT_EQ(tasks[0].key, "scoreboard/mlb/2026-05-30");
    EXPECT_EQ(tasks[0].next_start, std::nullopt);
    EXPECT_EQ(tasks[2].key, "scoreboard/mlb/2026-06-01");
    EXPECT_EQ(tasks[2].next_start, instant("2026-06-01T17:00:00Z"));
    EXPECT_EQ(tasks[2].period, std::chrono::hours(1));
    EXPECT_EQ(tasks[2].period_min, std::chrono::minutes(1));
    EXPECT_EQ(url_of(*api, tasks[2]),
              "https://site.api.espn.com/apis/site/v2/sports/baseball/mlb/scoreboard"
              "?dates=20260601&limit=300");
    EXPECT_EQ(tasks[3].key, "standings/mlb");
    EXPECT_EQ(tasks[3].period, std::chrono::hours(24));
    EXPECT_EQ(url_of(*api, tasks[3]),
              "https://site.api.espn.com/apis/v2/sports/baseball/mlb/standings");
    EXPECT_EQ(tasks[4].key, "injuries/mlb");
    EXPECT_EQ(tasks[4].period, std::chrono::hours(1));
    EXPECT_EQ(url_of(*api, tasks[4]),
              "https://site.api.espn.com/apis/site/v2/sports/baseball/mlb/injuries");
    EXPECT_EQ(tasks[5].key, "news/mlb");
    EXPECT_EQ(url_of(*api, tasks[5]),
              "https://site.api.espn.com/apis/site/v2/sports/baseball/mlb/news");
}

TEST(EspnApiTest, AsksForEveryLeagueItKnowsUnderKeysOfItsOwn) {
    const auto api = made(factories().at(0));
    const auto tasks = api->tasks(watch_of({{"mlb", "2026-06-01T17:00:00Z"},
                                            {"nfl", "2026-06-01T17:00:00Z"},
                                            {"sim", "2026-06-01T17:00:00Z"}}),
                                  kNow);
    std::set<std::string> keys, leagues;
    for (const feed::Task& task : tasks) {
        keys.insert(task.key);
        leagues.insert(task.parameter("league"));
    }
    EXPECT_EQ(keys.size(), tasks.size());
    EXPECT_EQ(tasks.size(), 2U * (9 + 3));
    EXPECT_EQ(leagues, (std::set<std::string>{"mlb", "nfl"}));
}

TEST(EspnApiTest, AsksForAnUnknownLeagueOnlyWhereItsPathIsTold) {
    const auto watch = watch_of({{"sim", "2026-06-01T17:00:00Z"}, {"mlb", "2026-06-01T17:00:00Z"}});
    const auto api = made(factories().at(0), {{"paths", "sim:baseball/sim"},
                                              {"leagues", "sim"},
                                              {"days_ahead", "0"},
                                              {"base_url", "http://127.0.0.1:9/espn"}});
    const auto tasks = api->tasks(watch, kNow);
    ASSERT_EQ(tasks.size(), 5U);
    EXPECT_EQ(
        url_of(*api, tasks[0]),
        "http://127.0.0.1:9/espn/site/v2/sports/baseball/sim/scoreboard?dates=20260530&limit=300");
}

TEST(EspnApiTest, AsksTheSameAgainSoThatAnUnchangedAnswerNeedNotBeSent) {
    const auto api = made(factories().at(0));
    const auto watch = watch_of({{"mlb", "2026-06-01T17:00:00Z"}});
    const auto later = kNow + std::chrono::minutes(20);
    EXPECT_EQ(api->request(api->tasks(watch, kNow)[0], "", kNow),
              api->request(api->tasks(watch, later)[0], "", later));
}

TEST(EspnApiTest, SaysThatItIsBestEffort) {
    const auto api = made(factories().at(0));
    EXPECT_EQ(api->info().name, "espn");
    EXPECT_NE(api->info().terms.find("best effort"), std::string::npos);
    EXPECT_EQ(api->info().limits, (std::vector<feed::RateLimit>{{2, std::chrono::seconds(1)}}));
    EXPECT_TRUE(api->info().missing.empty());
}

TEST(EspnApiTest, JudgesErrorsByStatusAndWords) {
    const auto api = made(factories().at(0));
    const Error error =
        api->error_of({.status = 404, .body = R"({"code":404,"message":"No team"})"});
    EXPECT_EQ(error.code, ErrorCode::not_found);
    EXPECT_NE(error.detail.find("No team"), std::string::npos);
    EXPECT_EQ(api->error_of({.status = 403, .body = "<html>"}).code, ErrorCode::invalid_argument);
}

TEST(SportPathsTest, RefusesWhatIsNoPath) {
    for (const char* text :
         {"sim", "sim:", ":a/b", "sim:a", "sim:/b", "sim:a/", "a/b:c", "x:a/b, y"})
        EXPECT_EQ(sport_paths(text).error().code, ErrorCode::invalid_argument) << text;
    EXPECT_EQ(sport_paths("mlb:cricket/mlb").value().at("mlb"), "cricket/mlb");
    EXPECT_EQ(testing::made_badly(factories().at(0), {{"paths", "sim"}}).detail,
              "[sources.espn] paths: 'sim' is not like sim:baseball/sim");
}

}  // namespace
}  // namespace seatsync::source_espn
