#include "adapters/source_mlb/factory.hpp"
#include "testing/sports_answers.hpp"
#include "testing/watch.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_mlb {
namespace {

using testing::instant;
using testing::made;
using testing::watch_of;

// 23:30 of the day before in New York.
const domain::Instant kNow = instant("2026-06-01T03:30:00Z");

TEST(MlbApiTest, AsksForTheScheduleAndTheStandings) {
    const auto api = made(factories().at(0));
    const auto watch = watch_of({{"mlb", "2026-06-01T17:00:00Z"}, {"nba", "2026-06-01T01:00:00Z"}});
    const auto tasks = api->tasks(watch, kNow);
    ASSERT_EQ(tasks.size(), 2U);
    EXPECT_EQ(tasks[0].key, "schedule/mlb");
    EXPECT_EQ(tasks[0].period, std::chrono::hours(1));
    EXPECT_EQ(tasks[0].period_min, std::chrono::minutes(1));
    EXPECT_EQ(tasks[0].next_start, instant("2026-06-01T17:00:00Z"));
    EXPECT_EQ(feed::full_url(api->request(tasks[0], "", kNow)),
              "https://statsapi.mlb.com/api/v1/schedule?sportId=1&startDate=2026-05-30"
              "&endDate=2026-06-14");
    EXPECT_EQ(tasks[1].key, "standings/mlb");
    EXPECT_EQ(tasks[1].period, std::chrono::hours(24));
    EXPECT_EQ(feed::full_url(api->request(tasks[1], "", kNow)),
              "https://statsapi.mlb.com/api/v1/standings?leagueId=103,104&season=2026"
              "&standingsType=regularSeason&hydrate=team");
}

TEST(MlbApiTest, AsksTheSameAgainSoThatAnUnchangedAnswerNeedNotBeSent) {
    const auto api = made(factories().at(0));
    const auto watch = watch_of({{"mlb", "2026-06-01T17:00:00Z"}});
    const auto later = kNow + std::chrono::minutes(20);
    EXPECT_EQ(api->request(api->tasks(watch, kNow)[0], "", kNow),
              api->request(api->tasks(watch, later)[0], "", later));
}

TEST(MlbApiTest, AsksForItsOwnLeagueAlone) {
    EXPECT_TRUE(
        made(factories().at(0))->tasks(watch_of({{"nba", "2026-06-01T17:00:00Z"}}), kNow).empty());
    EXPECT_TRUE(made(factories().at(0), {{"leagues", "nba"}})
                    ->tasks(watch_of({{"mlb", "2026-06-01T17:00:00Z"}}), kNow)
                    .empty());
}

TEST(MlbApiTest, ReadsAnotherLeagueUnderItsName) {
    const auto api = made(factories().at(0), {{"league", "sim"},
                                              {"sport_id", "11"},
                                              {"league_ids", "117"},
                                              {"days_ahead", "0"},
                                              {"base_url", "http://127.0.0.1:9/mlb"}});
    const auto tasks = api->tasks(watch_of({{"sim", "2026-06-01T17:00:00Z"}}), kNow);
    ASSERT_EQ(tasks.size(), 2U);
    EXPECT_EQ(feed::full_url(api->request(tasks[0], "", kNow)),
              "http://127.0.0.1:9/mlb/schedule?sportId=11&startDate=2026-05-30&endDate=2026-05-31");
    EXPECT_EQ(api->request(tasks[1], "", kNow).query.at(0).value, "117");
    const auto answer = api->parse(
        tasks[0],
        R"({"dates":[{"games":[{"gamePk":1,"gameDate":"2026-06-01T17:00:00Z","status":{"codedGameState":"S"}}]}]})",
        kNow);
    EXPECT_EQ(testing::game_of(answer->items.at(0)).league, "sim");
}

TEST(MlbApiTest, SaysWhatItsTermsForbid) {
    const auto api = made(factories().at(0));
    EXPECT_EQ(api->info().name, "mlb");
    EXPECT_NE(api->info().terms.find("non-commercial"), std::string::npos);
    EXPECT_EQ(api->info().kind, feed::SourceKind::sports);
    EXPECT_EQ(api->info().limits, (std::vector<feed::RateLimit>{{1, std::chrono::seconds(1)}}));
    EXPECT_EQ(api->info().timeout, std::chrono::seconds(10));
    EXPECT_TRUE(api->info().missing.empty());
}

TEST(MlbApiTest, RefusesASettingThatIsNoNumber) {
    const auto error = testing::made_badly(factories().at(0), {{"days_ahead", "many"}});
    EXPECT_EQ(error.code, ErrorCode::invalid_argument);
    EXPECT_EQ(error.detail, "[sources.mlb] days_ahead: 'many' is no whole number from 0 to 366");
}

TEST(MlbApiTest, JudgesAnErrorByItsStatusWhenItHasNoWords) {
    const auto api = made(factories().at(0));
    EXPECT_EQ(api->error_of({.status = 503, .body = "<html>"}).code, ErrorCode::unavailable);
    EXPECT_EQ(api->error_of({.status = 400, .body = "{}"}).code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace seatsync::source_mlb
