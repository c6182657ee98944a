#include "emulator/answers.hpp"
#include "emulator/api_fixture.hpp"

#include <map>
#include <set>

namespace seatsync::emulator {
namespace {

struct MlbTest : ::testing::Test {
    ApiFixture api{make_mlb()};
    boost::json::value ask(const std::string& target, std::size_t items) {
        const Response response = api.get(target);
        EXPECT_EQ(response.status, 200U) << target;
        EXPECT_EQ(response.items, items) << target;
        return ApiFixture::json(response);
    }
};

TEST_F(MlbTest, ARangeOfDaysHoldsTheGamesUnderTheirLocalDays) {
    using namespace std::chrono_literals;
    std::map<std::string, std::vector<const Game*>> expected;
    std::size_t total = 0;
    for (const auto day : {2026y / 6 / 10, 2026y / 6 / 11, 2026y / 6 / 12, 2026y / 6 / 13}) {
        auto games = api.world().games_on("mlb", day);
        total += games.size();
        if (!games.empty())
            expected[domain::format_date(day)] = std::move(games);
    }
    ASSERT_GE(total, 4U);
    const auto body =
        ask("/api/v1/schedule?sportId=1&startDate=2026-06-10&endDate=2026-06-13", total);
    EXPECT_EQ(body.at("totalGames").as_int64(), static_cast<std::int64_t>(total));
    ASSERT_EQ(body.at("dates").as_array().size(), expected.size());
    for (const auto& date : body.at("dates").as_array()) {
        const auto& games = expected.at(std::string(date.at("date").as_string()));
        ASSERT_EQ(date.at("games").as_array().size(), games.size());
        for (std::size_t i = 0; i < games.size(); ++i) {
            const auto& told = date.at("games").at(i);
            const GameState state = api.world().state_of(*games[i]);
            const bool over = state.phase == GamePhase::finished;
            EXPECT_EQ(told.at("gamePk").as_int64(), games[i]->number);
            EXPECT_EQ(told.at("gameDate").as_string(), utc_z(games[i]->start));
            EXPECT_EQ(told.at("officialDate"), date.at("date"));
            EXPECT_EQ(told.at("status").at("codedGameState").as_string(), over ? "F" : "S");
            const auto& home = told.at("teams").at("home");
            EXPECT_EQ(home.at("team").at("name").as_string(), games[i]->home->name);
            EXPECT_EQ(home.as_object().contains("score"), over);
            if (over) {
                EXPECT_EQ(home.at("score").as_int64(), *state.home_score);
                EXPECT_EQ(told.at("teams").at("away").at("score").as_int64(), *state.away_score);
            }
        }
    }
}

TEST_F(MlbTest, OneDayIsAskedForByDate) {
    using namespace std::chrono_literals;
    const auto games = api.world().games_on("mlb", 2026y / 6 / 12);
    ASSERT_FALSE(games.empty());
    ask("/api/v1/schedule?sportId=1&date=2026-06-12", games.size());
    const auto other = ask("/api/v1/schedule?sportId=11&date=2026-06-12", 0);
    EXPECT_TRUE(other.at("dates").as_array().empty());
}

TEST_F(MlbTest, StandingsAreByLeagueAndTogetherHoldEachClubOnce) {
    const auto body = ask("/api/v1/standings?leagueId=103,104&season=2026", 12);
    std::set<std::string> seen;
    const auto standings = api.world().standings("mlb");
    for (const auto& record : body.at("records").as_array()) {
        for (const auto& told : record.at("teamRecords").as_array()) {
            const std::string name(told.at("team").at("name").as_string());
            EXPECT_TRUE(seen.insert(name).second) << name;
            const auto standing = std::ranges::find_if(
                standings, [&](const Standing& one) { return one.team->name == name; });
            ASSERT_NE(standing, standings.end());
            EXPECT_EQ(told.at("leagueRecord").at("wins").as_int64(), standing->wins);
            EXPECT_EQ(told.at("leagueRecord").at("losses").as_int64(), standing->losses);
            const auto& last_ten = told.at("records").at("splitRecords").at(0);
            EXPECT_EQ(last_ten.at("wins").as_int64(), standing->wins_last10);
            EXPECT_EQ(last_ten.at("losses").as_int64(), 10 - standing->wins_last10);
        }
    }
    EXPECT_EQ(seen.size(), 12U);
    EXPECT_EQ(ask("/api/v1/standings?leagueId=103", 6).at("records").as_array().size(), 1U);
    EXPECT_TRUE(
        ask("/api/v1/standings?leagueId=103&season=1999", 0).at("records").as_array().empty());
}

TEST_F(MlbTest, ErrorsHoldANumberAndAMessage) {
    for (const auto& [target, status, number] :
         {std::tuple("/api/v1/nothing", 404U, 10),
          {"/api/v1/schedule?date=2026-06-11", 400U, 11},
          {"/api/v1/schedule?sportId=1&startDate=2026-06-11", 400U, 11},
          {"/api/v1/schedule?sportId=1&date=x", 400U, 11},
          {"/api/v1/standings", 400U, 11}}) {
        const Response response = api.get(target);
        EXPECT_EQ(response.status, status) << target;
        EXPECT_EQ(ApiFixture::json(response).at("messageNumber").as_int64(), number) << target;
    }
}

TEST_F(MlbTest, TellsItsTeams) {
    const auto body = ask("/api/v1/teams?sportId=1", 12);
    EXPECT_EQ(body.at("teams").at(0).at("name").as_string(),
              api.world().teams_of("mlb").front()->name);
}

}  // namespace
}  // namespace seatsync::emulator
