#include "emulator/answers.hpp"
#include "emulator/api_fixture.hpp"
#include "emulator/surroundings.hpp"
#include "feed/game_days.hpp"

#include <set>

namespace seatsync::emulator {
namespace {

using std::chrono::hours;

constexpr const char* kSite = "/apis/site/v2/sports/baseball/mlb/";

struct EspnTest : ::testing::Test {
    ApiFixture api{make_espn()};
    boost::json::value ask(const std::string& target, std::size_t items) {
        const Response response = api.get(target);
        EXPECT_EQ(response.status, 200U) << target;
        EXPECT_EQ(response.items, items) << target;
        return ApiFixture::json(response);
    }
    [[nodiscard]] std::vector<const Game*> games_of_eastern_day(std::chrono::year_month_day day) {
        std::vector<const Game*> out;
        for (const Game* game : api.world().games_of("mlb", Instant::min(), Instant::max()))
            if (feed::eastern_date(game->start) == day)
                out.push_back(game);
        return out;
    }
};

TEST_F(EspnTest, ADayOfTheScoreboardIsOneOfTheUsEast) {
    const auto played = api.world().games_of("mlb", Instant::min(), api.world().now() - hours(12));
    const auto day = feed::eastern_date(played.back()->start);
    const auto games = games_of_eastern_day(day);
    ASSERT_GE(games.size(), 2U);
    const std::string scoreboard =
        std::string(kSite) + "scoreboard?dates=" + feed::compact_date(day);
    const auto body = ask(scoreboard, games.size());
    for (std::size_t i = 0; i < games.size(); ++i) {
        const auto& event = body.at("events").at(i);
        const Game& game = *games[i];
        EXPECT_EQ(event.at("id").as_string(), std::to_string(game.number));
        EXPECT_EQ(event.at("date").as_string(), utc_minute(game.start));
        const auto& competition = event.at("competitions").at(0);
        EXPECT_EQ(competition.at("status").at("type").at("name").as_string(), "STATUS_FINAL");
        EXPECT_TRUE(competition.at("status").at("type").at("completed").as_bool());
        const GameState state = api.world().state_of(game);
        const auto& home = competition.at("competitors").at(0);
        EXPECT_EQ(home.at("homeAway").as_string(), "home");
        EXPECT_EQ(home.at("team").at("displayName").as_string(), game.home->name);
        EXPECT_EQ(home.at("score").as_string(), std::to_string(*state.home_score));
        const auto& away = competition.at("competitors").at(1);
        EXPECT_EQ(away.at("score").as_string(), std::to_string(*state.away_score));
    }
    EXPECT_EQ(ask(scoreboard + "&limit=1", 1).at("events").at(0).at("id").as_string(),
              std::to_string(games[0]->number));
    EXPECT_EQ(api.get(std::string(kSite) + "scoreboard?dates=june").status, 400U);
}

TEST_F(EspnTest, WithoutADayItIsTodayAndScoresStandAtZeroBefore) {
    using namespace std::chrono_literals;
    const auto games = games_of_eastern_day(2026y / 6 / 12);
    ASSERT_FALSE(games.empty());
    ASSERT_EQ(api.world().state_of(*games.back()).phase, GamePhase::scheduled);
    const auto body = ask(std::string(kSite) + "scoreboard", games.size());
    const auto& last = body.at("events").at(games.size() - 1).at("competitions").at(0);
    EXPECT_EQ(last.at("status").at("type").at("name").as_string(), "STATUS_SCHEDULED");
    EXPECT_EQ(last.at("competitors").at(0).at("score").as_string(), "0");
    api.world().advance_to(games.back()->start + std::chrono::minutes(30));
    const auto later = ask(std::string(kSite) + "scoreboard", games.size());
    EXPECT_EQ(
        later.at("events").at(games.size() - 1).at("status").at("type").at("name").as_string(),
        "STATUS_IN_PROGRESS");
}

TEST_F(EspnTest, StandingsHoldEachClubOnce) {
    const auto body = ask("/apis/v2/sports/baseball/mlb/standings", 12);
    std::map<std::string, const Standing*> expected;
    const auto standings = api.world().standings("mlb");
    for (const Standing& standing : standings)
        expected[standing.team->name] = &standing;
    ASSERT_EQ(body.at("children").as_array().size(), 2U);
    for (const auto& child : body.at("children").as_array()) {
        EXPECT_EQ(child.at("standings").at("season").as_int64(), 2026);
        for (const auto& entry : child.at("standings").at("entries").as_array()) {
            const auto found =
                expected.find(std::string(entry.at("team").at("displayName").as_string()));
            ASSERT_NE(found, expected.end());
            const Standing& standing = *found->second;
            const auto& stats = entry.at("stats");
            EXPECT_EQ(stats.at(0).at("displayValue").as_string(), std::to_string(standing.wins));
            EXPECT_EQ(stats.at(1).at("displayValue").as_string(), std::to_string(standing.losses));
            EXPECT_EQ(stats.at(4).at("displayValue").as_string(),
                      std::to_string(standing.wins_last10) + "-" +
                          std::to_string(10 - standing.wins_last10));
            expected.erase(found);
        }
    }
    EXPECT_TRUE(expected.empty());
}

TEST_F(EspnTest, InjuriesStandUnderTheirTeams) {
    const auto injuries = injuries_of(api.world(), "mlb");
    ASSERT_FALSE(injuries.empty());
    const auto body = ask(std::string(kSite) + "injuries", injuries.size());
    std::size_t next = 0;
    for (const auto& team : body.at("injuries").as_array()) {
        for (const auto& told : team.at("injuries").as_array()) {
            const Injury& injury = injuries.at(next++);
            EXPECT_EQ(team.at("displayName").as_string(), injury.team->name);
            EXPECT_EQ(told.at("athlete").at("displayName").as_string(), injury.athlete);
            EXPECT_EQ(told.at("status").as_string(), injury.status);
            EXPECT_EQ(told.at("details").at("returnDate").as_string(),
                      utc_z(*injury.returns_at).substr(0, 10));
        }
    }
    EXPECT_EQ(next, injuries.size());
}

TEST_F(EspnTest, NewsAreTheNewestAndFiledUnderTheirTeam) {
    const auto body = ask(std::string(kSite) + "news?limit=5", 5);
    EXPECT_EQ(body.at("header").as_string(), "MLB News");
    std::string before = "9";
    for (const auto& article : body.at("articles").as_array()) {
        const std::string published(article.at("published").as_string());
        EXPECT_LE(published, before);
        EXPECT_LE(published, utc_z(api.world().now()));
        before = published;
        const std::string team(
            article.at("categories").at(0).at("team").at("description").as_string());
        EXPECT_NE(std::string(article.at("headline").as_string()).find(team), std::string::npos);
    }
}

TEST_F(EspnTest, WhatIsNotThereIsNotFound) {
    for (const char* target :
         {"/apis/site/v2/sports/baseball/nba/scoreboard", "/apis/site/v2/sports/baseball/mlb/x",
          "/apis/v2/sports/cricket/ipl/standings", "/"}) {
        const Response response = api.get(target);
        EXPECT_EQ(response.status, 404U) << target;
        EXPECT_EQ(response.items, 0U);
        EXPECT_FALSE(ApiFixture::json(response).at("message").as_string().empty());
    }
}

}  // namespace
}  // namespace seatsync::emulator
