#include "emulator/answers.hpp"
#include "emulator/api_fixture.hpp"
#include "emulator/apis/football_weeks.hpp"
#include "emulator/apis/sportradar_feeds.hpp"
#include "emulator/surroundings.hpp"

#include <map>

namespace seatsync::emulator {
namespace {

using namespace std::chrono_literals;

struct SportradarTest : ::testing::Test {
    ApiFixture api{make_sportradar()};

    /// A second after the last, as the limit wants it.
    [[nodiscard]] Response get(const std::string& target, const std::string& key = "x") {
        api.world().advance_to(api.world().now() + 1s);
        return api.get(target, {{"x-api-key", key}});
    }
    [[nodiscard]] std::vector<const Game*> all(std::string_view league) {
        return api.world().games_of(league, Instant::min(), Instant::max());
    }
};

TEST_F(SportradarTest, TellsASeasonOfBasketball) {
    const Response response = get("/nba/trial/v8/en/games/2025/REG/schedule.json");
    ASSERT_EQ(response.status, 200U);
    const auto games = all("nba");
    EXPECT_EQ(response.items, games.size());
    const auto body = ApiFixture::json(response);
    EXPECT_EQ(body.at("league").at("alias").as_string(), "NBA");
    EXPECT_EQ(body.at("season").at("year").as_int64(), 2025);
    ASSERT_EQ(body.at("games").as_array().size(), games.size());
    const auto& told = body.at("games").at(0);
    const Game& game = *games[0];
    const GameState state = api.world().state_of(game);
    ASSERT_EQ(state.phase, GamePhase::finished);
    EXPECT_EQ(told.at("status").as_string(), "closed");
    EXPECT_EQ(told.at("scheduled").as_string(), utc_z(game.start));
    EXPECT_EQ(told.at("home").at("name").as_string(), game.home->name);
    EXPECT_EQ(told.at("away").at("name").as_string(), game.away->name);
    EXPECT_EQ(told.at("venue").at("name").as_string(), game.home->venue.name);
    EXPECT_EQ(told.at("venue").at("capacity").as_int64(), game.home->venue.capacity);
    EXPECT_EQ(told.at("home_points").as_int64(), *state.home_score);
    EXPECT_EQ(told.at("away_points").as_int64(), *state.away_score);
    const auto& last = body.at("games").as_array().back().as_object();
    EXPECT_EQ(last.at("status").as_string(), "scheduled");
    EXPECT_FALSE(last.contains("home_points"));
}

TEST_F(SportradarTest, BaseballWritesMarketAndNameAndNoScores) {
    const auto body = ApiFixture::json(get("/mlb/trial/v8/en/games/2026/REG/schedule.json"));
    const Game& game = *all("mlb").at(0);
    const auto& told = body.at("games").at(0).as_object();
    EXPECT_EQ(told.at("home").at("market").as_string(), game.home->city);
    EXPECT_EQ(told.at("home").at("name").as_string(), game.home->nickname);
    EXPECT_EQ(game.home->city + " " + game.home->nickname, game.home->name);
    EXPECT_EQ(told.at("scheduled").as_string(), utc_bare(game.start) + "+00:00");
    EXPECT_EQ(told.at("status").as_string(), "closed");
    EXPECT_FALSE(told.contains("home_points"));
}

TEST_F(SportradarTest, FootballStandsInWeeksAndKeepsScoresApart) {
    const Response response = get("/nfl/official/trial/v7/en/games/2026/REG/schedule.json");
    EXPECT_EQ(response.items, all("nfl").size());
    const auto body = ApiFixture::json(response);
    EXPECT_EQ(body.at("year").as_int64(), 2026);
    ASSERT_EQ(body.at("weeks").as_array().size(), static_cast<std::size_t>(kFootballWeeks));
    const Game& game = *football_games_of(api.world(), 1).at(0);
    const auto& told = body.at("weeks").at(0).at("games").at(0);
    EXPECT_EQ(told.at("scoring").at("home_points").as_int64(),
              *api.world().state_of(game).home_score);
    const Response week = get("/nfl/official/trial/v7/en/games/current_week/schedule.json");
    const int number = football_week_at(api.world(), api.world().now());
    EXPECT_EQ(week.items, football_games_of(api.world(), number).size());
    EXPECT_EQ(ApiFixture::json(week).at("week").at("sequence").as_int64(), number);
    const Response ninth = get("/nfl/official/trial/v7/en/games/2026/REG/9/schedule.json");
    EXPECT_EQ(ninth.items, football_games_of(api.world(), 9).size());
}

TEST_F(SportradarTest, TellsTheGamesOfADayAtTheVenue) {
    const Response response = get("/nba/trial/v8/en/games/2026/06/12/schedule.json");
    const auto games = api.world().games_on("nba", std::chrono::year(2026) / 6 / 12);
    EXPECT_EQ(response.items, games.size());
    const auto body = ApiFixture::json(response);
    EXPECT_EQ(body.at("date").as_string(), "2026-06-12");
    EXPECT_EQ(body.at("games").as_array().size(), games.size());
    const Response none = get("/nba/trial/v8/en/games/2026/01/01/schedule.json");
    EXPECT_EQ(none.status, 200U);
    EXPECT_TRUE(ApiFixture::json(none).at("games").as_array().empty());
    EXPECT_EQ(get("/nba/trial/v8/en/games/2026/02/30/schedule.json").status, 404U);
}

/// Wins and losses by name of the team.
std::map<std::string, std::pair<std::int64_t, std::int64_t>> records_in(
    const boost::json::value& halves, const char* wins, const char* losses) {
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> records;
    for (const auto& half : halves.as_array())
        for (const auto& division : half.at("divisions").as_array())
            for (const auto& team : division.at("teams").as_array())
                records[std::string(team.at("market").as_string()) + " " +
                        std::string(team.at("name").as_string())] = {team.at(wins).as_int64(),
                                                                     team.at(losses).as_int64()};
    return records;
}

TEST_F(SportradarTest, TellsTheStandingsOfEachLeague) {
    const auto expected = [&](std::string_view league) {
        std::map<std::string, std::pair<std::int64_t, std::int64_t>> records;
        for (const Standing& standing : api.world().standings(league))
            records[standing.team->name] = {standing.wins, standing.losses};
        return records;
    };
    const Response nba = get("/nba/trial/v8/en/seasons/2025/REG/standings.json");
    EXPECT_EQ(nba.items, 6U);
    EXPECT_EQ(records_in(ApiFixture::json(nba).at("conferences"), "wins", "losses"),
              expected("nba"));
    const Response mlb = get("/mlb/trial/v8/en/seasons/2026/REG/standings.json");
    EXPECT_EQ(mlb.items, 12U);
    EXPECT_EQ(
        records_in(ApiFixture::json(mlb).at("league").at("season").at("leagues"), "win", "loss"),
        expected("mlb"));
    const Response nfl = get("/nfl/official/trial/v7/en/seasons/2026/REG/standings/season.json");
    EXPECT_EQ(nfl.items, 6U);
    EXPECT_EQ(records_in(ApiFixture::json(nfl).at("conferences"), "wins", "losses"),
              expected("nfl"));
    EXPECT_EQ(get("/nba/trial/v8/en/seasons/2024/REG/standings.json").items, 0U);
}

TEST_F(SportradarTest, TellsTheInjuriesOfTheTeams) {
    const Response response = get("/mlb/trial/v8/en/league/injuries.json");
    const auto injuries = injuries_of(api.world(), "mlb");
    ASSERT_FALSE(injuries.empty());
    EXPECT_EQ(response.items, injuries.size());
    std::map<std::string, std::string> statuses;
    const auto body = ApiFixture::json(response);
    for (const auto& team : body.at("teams").as_array())
        for (const auto& player : team.at("players").as_array())
            statuses[std::string(player.at("full_name").as_string())] =
                player.at("injuries").at(0).at("status").as_string();
    for (const Injury& injury : injuries)
        EXPECT_EQ(statuses[injury.athlete], injury.status) << injury.athlete;
    EXPECT_EQ(get("/nfl/official/trial/v7/en/league/injuries.json").status, 404U);
}

TEST_F(SportradarTest, TellsTheTeams) {
    EXPECT_EQ(get("/mlb/trial/v8/en/league/hierarchy.json").items, 12U);
    EXPECT_EQ(get("/nba/trial/v8/en/league/hierarchy.json").items, 6U);
}

TEST_F(SportradarTest, OtherTypesAndYearsHoldNothing) {
    for (const char* target : {"/nba/trial/v8/en/games/2025/PST/schedule.json",
                               "/nba/trial/v8/en/games/2026/REG/schedule.json",
                               "/nfl/official/trial/v7/en/games/2026/PST/schedule.json"}) {
        const Response response = get(target);
        EXPECT_EQ(response.status, 200U) << target;
        EXPECT_EQ(response.items, 0U) << target;
    }
}

TEST_F(SportradarTest, RefusesABadKeyAsTheGatewayDoes) {
    for (const char* key : {"", "bad"}) {
        const Response response = get("/nba/trial/v8/en/league/hierarchy.json", key);
        EXPECT_EQ(response.status, 403U);
        EXPECT_EQ(response.items, 0U);
        EXPECT_EQ(response.body, "<h1>Developer Inactive</h1>");
        EXPECT_EQ(http::header(response.headers, "X-Mashery-Error-Code"),
                  "ERR_403_DEVELOPER_INACTIVE");
        EXPECT_EQ(http::header(response.headers, "Content-Type"), "text/xml");
    }
    // As it was sent of old.
    EXPECT_EQ(api.get("/nba/trial/v8/en/league/hierarchy.json?api_key=x").status, 200U);
}

TEST_F(SportradarTest, ATrialMayAskOnceASecond) {
    const std::string target = "/nba/trial/v8/en/league/hierarchy.json";
    const Response first = get(target);
    EXPECT_EQ(first.status, 200U);
    EXPECT_EQ(http::header(first.headers, "X-Plan-Qps-Allotted"), "1");
    EXPECT_EQ(http::header(first.headers, "X-Plan-Quota-Allotted"), "1000");
    EXPECT_EQ(http::header(first.headers, "X-Plan-Quota-Current"), "1");
    const Response second = api.get(target, {{"x-api-key", "x"}});
    EXPECT_EQ(second.status, 403U);
    EXPECT_EQ(second.items, 0U);
    EXPECT_EQ(http::header(second.headers, "X-Mashery-Error-Code"), "ERR_403_DEVELOPER_OVER_QPS");
    EXPECT_EQ(http::header(second.headers, "Retry-After"), "1");
    EXPECT_EQ(api.get(target, {{"x-api-key", "other"}}).status, 200U);
    EXPECT_EQ(http::header(get(target).headers, "X-Plan-Quota-Current"), "2");
}

TEST_F(SportradarTest, ATrialMayAskAThousandTimesAMonth) {
    const std::string target = "/nba/trial/v8/en/games/2026/01/01/schedule.json";
    for (int i = 0; i < 1'000; ++i)
        ASSERT_EQ(get(target).status, 200U) << i;
    const Response over = get(target);
    EXPECT_EQ(over.status, 403U);
    EXPECT_EQ(http::header(over.headers, "X-Mashery-Error-Code"), "ERR_403_DEVELOPER_OVER_RATE");
}

TEST_F(SportradarTest, ALicenceMayAskFaster) {
    const std::string target = "/nba/production/v8/en/league/hierarchy.json";
    for (int i = 0; i < 25; ++i)
        EXPECT_EQ(api.get(target, {{"x-api-key", "x"}}).status, 200U) << i;
    EXPECT_EQ(api.get(target, {{"x-api-key", "x"}}).status, 403U);
}

TEST_F(SportradarTest, KnowsNoOtherServiceAndNoOtherFeed) {
    for (const char* target :
         {"/dumb-path.xml", "/khl/trial/v8/en/league/hierarchy.json",
          "/nfl/trial/v7/en/league/hierarchy.json", "/nfl/other/trial/v7/en/league/hierarchy.json",
          "/nba/demo/v8/en/league/hierarchy.json"}) {
        const Response response = get(target);
        EXPECT_EQ(response.status, 596U) << target;
        EXPECT_EQ(http::header(response.headers, "X-Mashery-Error-Code"),
                  "ERR_596_SERVICE_NOT_FOUND");
    }
    for (const char* feed :
         {"league/odds.json", "games/2025/schedule.json", "games/2025/REG/results.json",
          "seasons/2025/PST/standings.json", "seasons/2025/REG/standings/season.json"}) {
        EXPECT_EQ(get(std::string("/nba/trial/v8/en/") + feed).status, 404U) << feed;
    }
}

}  // namespace
}  // namespace seatsync::emulator
