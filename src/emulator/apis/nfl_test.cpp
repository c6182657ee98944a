#include "emulator/answers.hpp"
#include "emulator/api_fixture.hpp"
#include "emulator/apis/football_weeks.hpp"

#include <set>

namespace seatsync::emulator {
namespace {

struct NflTest : ::testing::Test {
    ApiFixture api{make_nfl()};
    const http::Headers with_token{{"Authorization", "Bearer x"}};

    [[nodiscard]] Response week(int number, const std::string& query = "") {
        return api.get("/football/v2/games/season/2026/seasonType/REG/week/" +
                           std::to_string(number) + "?" + query,
                       with_token);
    }
    [[nodiscard]] Response ngs() {
        return api.ask({.method = "GET",
                        .target = "/api/league/schedule/current",
                        .headers = {{"Host", "nextgenstats.nfl.com"}},
                        .body = {}});
    }
};

TEST_F(NflTest, TellsTheGamesOfAWeek) {
    const Response response = week(9, "withExternalIds=true");
    ASSERT_EQ(response.status, 200U);
    const auto games = football_games_of(api.world(), 9);
    ASSERT_FALSE(games.empty());
    EXPECT_EQ(response.items, games.size());
    const auto body = ApiFixture::json(response);
    ASSERT_EQ(body.at("games").as_array().size(), games.size());
    const auto& told = body.at("games").at(0);
    const Game& game = *games[0];
    EXPECT_EQ(told.at("homeTeam").at("fullName").as_string(), game.home->name);
    EXPECT_EQ(told.at("awayTeam").at("fullName").as_string(), game.away->name);
    EXPECT_EQ(told.at("time").as_string(), utc_z(game.start));
    EXPECT_EQ(told.at("venue").at("name").as_string(), game.home->venue.name);
    EXPECT_EQ(told.at("week").as_int64(), 9);
    EXPECT_EQ(told.at("externalIds").at(0).at("id").as_string(), football_game_key(game));
    EXPECT_FALSE(ApiFixture::json(week(9)).at("games").at(0).as_object().contains("externalIds"));
}

TEST_F(NflTest, TheDateIsThatOfUtc) {
    for (const Game* game : football_games_of(api.world(), 9)) {
        const std::string local = local_date(game->start, game->home->venue.zone);
        EXPECT_EQ(football_game_key(*game).substr(6, 2), local.substr(8, 2));
    }
    const auto body = ApiFixture::json(week(9));
    for (const auto& told : body.at("games").as_array())
        EXPECT_EQ(std::string_view(told.at("time").as_string()).substr(0, 10),
                  std::string_view(told.at("date").as_string()));
}

TEST_F(NflTest, TellsScoresInTheDetailsOnceAGameHasBegun) {
    const auto begun = football_games_of(api.world(), 1);
    const auto body = ApiFixture::json(week(1));
    const GameState state = api.world().state_of(*begun.at(0));
    ASSERT_EQ(state.phase, GamePhase::finished);
    const auto& detail = body.at("games").at(0).at("detail");
    EXPECT_EQ(detail.at("phase").as_string(), "FINAL");
    EXPECT_EQ(detail.at("homePointsTotal").as_int64(), *state.home_score);
    EXPECT_EQ(detail.at("visitorPointsTotal").as_int64(), *state.away_score);
    EXPECT_EQ(body.at("games").at(0).at("status").as_string(), "SCHEDULED");
    EXPECT_TRUE(ApiFixture::json(week(kFootballWeeks)).at("games").at(0).at("detail").is_null());
}

TEST_F(NflTest, PagesToTheEndTellEachGameOnce) {
    std::set<std::string> seen;
    std::string token;
    do {
        const auto body = ApiFixture::json(week(9, "limit=2&token=" + token));
        EXPECT_LE(body.at("games").as_array().size(), 2U);
        for (const auto& game : body.at("games").as_array())
            EXPECT_TRUE(seen.insert(std::string(game.at("id").as_string())).second);
        const auto& next = body.at("pagination").at("token");
        token = next.is_null() ? std::string() : std::string(next.as_string());
    } while (!token.empty());
    EXPECT_EQ(seen.size(), football_games_of(api.world(), 9).size());
    EXPECT_GT(seen.size(), 2U);
}

TEST_F(NflTest, AllWeeksTellEachGameOfTheSeasonOnce) {
    std::set<std::string> seen;
    std::size_t told = 0;
    for (int number = 1; number <= kFootballWeeks; ++number) {
        const auto body = ApiFixture::json(week(number, "limit=100"));
        for (const auto& game : body.at("games").as_array())
            seen.insert(std::string(game.at("id").as_string()));
        told += body.at("games").as_array().size();
    }
    EXPECT_EQ(told, api.world().games_of("nfl", Instant::min(), Instant::max()).size());
    EXPECT_EQ(seen.size(), told);
}

TEST_F(NflTest, OtherSeasonsAndTypesHoldNothing) {
    for (const char* path :
         {"season/2025/seasonType/REG/week/9", "season/2026/seasonType/POST/week/1",
          "season/2026/seasonType/REG/week/19", "season/2026/seasonType/REG/week/x"}) {
        const Response response = api.get(std::string("/football/v2/games/") + path, with_token);
        EXPECT_EQ(response.status, 200U) << path;
        EXPECT_EQ(response.items, 0U) << path;
        EXPECT_TRUE(ApiFixture::json(response).at("games").as_array().empty()) << path;
    }
}

TEST_F(NflTest, TellsTheStandings) {
    const Response response =
        api.get("/football/v2/standings?season=2026&seasonType=REG&week=9&limit=100", with_token);
    const auto standings = api.world().standings("nfl");
    EXPECT_EQ(response.items, standings.size());
    const auto body = ApiFixture::json(response);
    EXPECT_EQ(body.at("season").as_int64(), 2026);
    const auto& list = body.at("weeks").at(0).at("standings").as_array();
    ASSERT_EQ(list.size(), standings.size());
    EXPECT_EQ(list.at(0).at("team").at("fullName").as_string(), standings[0].team->name);
    EXPECT_EQ(list.at(0).at("overall").at("wins").as_int64(), standings[0].wins);
    EXPECT_EQ(list.at(0).at("overall").at("losses").as_int64(), standings[0].losses);
    EXPECT_EQ(api.get("/football/v2/standings?season=2025", with_token).items, 0U);
}

TEST_F(NflTest, NextGenStatsTellTheCurrentWeekWithoutAToken) {
    const Response response = ngs();
    ASSERT_EQ(response.status, 200U);
    const int week = football_week_at(api.world(), api.world().now());
    const auto games = football_games_of(api.world(), week);
    EXPECT_EQ(response.items, games.size());
    const auto body = ApiFixture::json(response);
    EXPECT_EQ(body.at("week").as_int64(), week);
    const auto& told = body.at("games").at(0);
    const Game& game = *games.at(0);
    EXPECT_EQ(told.at("homeDisplayName").as_string(), game.home->name);
    EXPECT_EQ(told.at("gameTime").as_string(), utc_z(game.start));
    EXPECT_EQ(told.at("isoTime").as_int64(), epoch_seconds(game.start) * 1000);
    EXPECT_EQ(std::to_string(told.at("gameId").as_int64()), football_game_key(game));
    const GameState state = api.world().state_of(game);
    if (state.phase == GamePhase::scheduled) {
        EXPECT_TRUE(told.at("score").is_null());
    } else {
        EXPECT_EQ(told.at("score").at("homeTeamScore").at("pointTotal").as_int64(),
                  *state.home_score);
    }
}

TEST_F(NflTest, RefusesARequestWithoutAToken) {
    for (const http::Headers& headers :
         {http::Headers{}, http::Headers{{"Authorization", "Bearer bad"}}}) {
        const Response response = api.get("/football/v2/standings?season=2026", headers);
        EXPECT_EQ(response.status, 401U);
        EXPECT_EQ(response.items, 0U);
        EXPECT_EQ(ApiFixture::json(response).at("message").as_string(), "Unauthorized");
    }
    EXPECT_EQ(api.get("/football/v2/odds", with_token).status, 404U);
}

TEST(FootballWeeksTest, EachTimeIsInOneOfEighteenWeeks) {
    const auto world = World::make(default_world(1)).value();
    const auto games = world->games_of("nfl", Instant::min(), Instant::max());
    EXPECT_EQ(football_week_at(*world, games.front()->start), 1);
    EXPECT_EQ(football_week_at(*world, games.back()->start), kFootballWeeks);
    EXPECT_EQ(football_week_at(*world, games.front()->start - std::chrono::hours(1000)), 1);
    EXPECT_EQ(football_week_at(*world, games.back()->start + std::chrono::hours(1000)),
              kFootballWeeks);
    EXPECT_EQ(football_season(*world), "2026");
}

}  // namespace
}  // namespace seatsync::emulator
