#include "emulator/answers.hpp"
#include "emulator/api_fixture.hpp"
#include "feed/game_days.hpp"

#include <algorithm>

namespace seatsync::emulator {
namespace {

constexpr const char* kToday = "/static/json/liveData/scoreboard/todaysScoreboard_00.json";
constexpr const char* kSchedule = "/static/json/staticData/scheduleLeagueV2.json";

struct NbaTest : ::testing::Test {
    ApiFixture api{make_nba()};
    Response statistics(const std::string& target) {
        return api.get(
            target,
            {{"Host", "stats.nba.com"}, {"User-Agent", "x"}, {"Referer", "https://www.nba.com/"}});
    }
    [[nodiscard]] std::vector<const Game*> games() {
        return api.world().games_of("nba", Instant::min(), Instant::max());
    }
};

TEST_F(NbaTest, TheScheduleHoldsTheSeasonByEasternDays) {
    const Response response = api.get(kSchedule);
    const auto all = games();
    EXPECT_EQ(response.items, all.size());
    const auto body = ApiFixture::json(response);
    std::size_t next = 0;
    for (const auto& date : body.at("leagueSchedule").at("gameDates").as_array()) {
        for (const auto& told : date.at("games").as_array()) {
            const Game& game = *all.at(next++);
            const std::string day = domain::format_date(feed::eastern_date(game.start));
            EXPECT_EQ(date.at("gameDate").as_string(), day.substr(5, 2) + "/" + day.substr(8, 2) +
                                                           "/" + day.substr(0, 4) + " 00:00:00");
            EXPECT_EQ(told.at("gameDateTimeUTC").as_string(), utc_z(game.start));
            EXPECT_EQ(told.at("gameTimeUTC").as_string(),
                      "1900-01-01" + utc_z(game.start).substr(10));
            EXPECT_EQ(told.at("homeTeam").at("teamName").as_string(), game.home->nickname);
            EXPECT_EQ(told.at("arenaName").as_string(), game.home->venue.name);
            const GameState state = api.world().state_of(game);
            EXPECT_EQ(told.at("homeTeam").at("score").as_int64(), state.home_score.value_or(0));
            EXPECT_EQ(told.at("awayTeam").at("score").as_int64(), state.away_score.value_or(0));
            EXPECT_EQ(told.at("gameStatus").as_int64(), state.phase == GamePhase::finished ? 3 : 1);
        }
    }
    EXPECT_EQ(next, all.size());
}

TEST_F(NbaTest, TodayIsADayOfTheUsEast) {
    const auto all = games();
    const auto game =
        std::ranges::find_if(all, [&](const Game* one) { return one->start > api.world().now(); });
    ASSERT_NE(game, all.end());
    api.world().advance_to((*game)->start + std::chrono::minutes(10));
    const auto today = feed::eastern_date((*game)->start);
    const auto count = static_cast<std::size_t>(std::ranges::count_if(
        all, [&](const Game* one) { return feed::eastern_date(one->start) == today; }));
    const Response response = api.get(kToday);
    EXPECT_EQ(response.items, count);
    const auto board = ApiFixture::json(response).at("scoreboard");
    EXPECT_EQ(board.at("gameDate").as_string(), domain::format_date(today));
    const auto& games = board.at("games").as_array();
    const auto& told = *std::ranges::find_if(games, [&](const auto& one) {
        return one.at("gameTimeUTC").as_string() == utc_z((*game)->start);
    });
    EXPECT_EQ(told.at("gameStatus").as_int64(), 2);
    EXPECT_EQ(told.at("gameStatusText").as_string(), "Q1");
    EXPECT_EQ(told.at("gameEt").as_string(),
              local_bare((*game)->start, feed::eastern_zone()) + "Z");
}

TEST_F(NbaTest, AGameToComeShowsItsEasternHourPadded) {
    const auto all = games();
    const auto game =
        std::ranges::find_if(all, [&](const Game* one) { return one->start > api.world().now(); });
    const std::string day = domain::format_date(feed::eastern_date((*game)->start));
    const auto body = ApiFixture::json(statistics("/stats/scoreboardv3?GameDate=" + day));
    const std::string text(
        body.at("scoreboard").at("games").at(0).at("gameStatusText").as_string());
    const int hour = std::stoi(local_time((*game)->start, feed::eastern_zone()));
    EXPECT_EQ(std::stoi(text), hour > 12 ? hour - 12 : hour);
    EXPECT_TRUE(text.ends_with(hour >= 12 ? " pm ET   " : " am ET   ")) << text;
}

TEST_F(NbaTest, StandingsAreATable) {
    const Response response =
        statistics("/stats/leaguestandings?LeagueID=00&Season=2025-26&SeasonType=Regular+Season");
    EXPECT_EQ(response.items, 6U);
    const auto table = ApiFixture::json(response).at("resultSets").at(0);
    const auto standings = api.world().standings("nba");
    const auto& names = table.at("headers").as_array();
    const auto column = [&](const char* name) {
        return static_cast<std::size_t>(std::ranges::find(names, boost::json::value(name)) -
                                        names.begin());
    };
    for (std::size_t i = 0; i < standings.size(); ++i) {
        const auto& row = table.at("rowSet").at(i).as_array();
        EXPECT_EQ(row.at(column("TeamName")).as_string(), standings[i].team->nickname);
        EXPECT_EQ(row.at(column("WINS")).as_int64(), standings[i].wins);
        EXPECT_EQ(row.at(column("LOSSES")).as_int64(), standings[i].losses);
        EXPECT_EQ(row.at(column("L10")).as_string(),
                  std::to_string(standings[i].wins_last10) + "-" +
                      std::to_string(10 - standings[i].wins_last10));
    }
    EXPECT_EQ(statistics("/stats/leaguestandings?Season=1999-00").items, 0U);
    EXPECT_EQ(statistics("/stats/leaguestandings").status, 400U);
}

TEST_F(NbaTest, StatisticsAreOnlyForBrowsers) {
    const Response refused = api.get("/stats/leaguestandings?Season=2025-26",
                                     {{"Host", "stats.nba.com"}, {"User-Agent", "x"}});
    EXPECT_EQ(refused.status, 403U);
    EXPECT_EQ(refused.items, 0U);
    EXPECT_EQ(statistics("/stats/scoreboardv3?GameDate=x").status, 400U);
    EXPECT_EQ(statistics("/stats/nothing").status, 404U);
    EXPECT_EQ(api.get("/static/nothing").status, 403U);
}

TEST_F(NbaTest, TheScheduleHasAnETagThatChangesWithTheGames) {
    const auto tag = [&] { return std::string(http::header(api.get(kSchedule).headers, "ETag")); };
    const std::string first = tag();
    EXPECT_FALSE(first.empty());
    EXPECT_EQ(tag(), first);
    api.world().advance_to(api.world().now() + std::chrono::hours(48));
    EXPECT_NE(tag(), first);
}

}  // namespace
}  // namespace seatsync::emulator
