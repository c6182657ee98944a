#include "emulator/answers.hpp"
#include "emulator/api_fixture.hpp"
#include "emulator/apis/football_weeks.hpp"
#include "feed/game_days.hpp"

#include <algorithm>
#include <set>
#include <sstream>

namespace seatsync::emulator {
namespace {

constexpr const char* kTable = "/nflverse/nfldata/master/data/games.csv";

struct NflverseTest : ::testing::Test {
    ApiFixture api{make_nflverse()};

    /// The fields of each line; no name in this world holds a comma.
    [[nodiscard]] std::vector<std::vector<std::string>> rows() {
        std::vector<std::vector<std::string>> rows;
        std::istringstream lines(api.get(kTable).body);
        for (std::string line; std::getline(lines, line);) {
            std::istringstream cells(line + ",");
            rows.emplace_back();
            for (std::string cell; std::getline(cells, cell, ',');)
                rows.back().push_back(cell);
        }
        return rows;
    }
};

TEST_F(NflverseTest, TellsAllGamesInOneTable) {
    const auto games = api.world().games_of("nfl", Instant::min(), Instant::max());
    const Response response = api.get(kTable);
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(response.items, games.size());
    EXPECT_EQ(http::header(response.headers, "Content-Type"), "text/plain; charset=utf-8");
    EXPECT_FALSE(http::header(response.headers, "ETag").empty());
    const auto rows = this->rows();
    ASSERT_EQ(rows.size(), games.size() + 1);
    std::set<std::string> ids;
    for (const auto& row : rows) {
        EXPECT_EQ(row.size(), 46U);
        EXPECT_TRUE(ids.insert(row[0]).second) << row[0];
    }
}

TEST_F(NflverseTest, EachRowFollowsTheWorld) {
    const auto rows = this->rows();
    const auto& head = rows.at(0);
    const auto cell = [&](std::size_t row, const char* name) {
        return rows.at(row).at(
            static_cast<std::size_t>(std::ranges::find(head, std::string(name)) - head.begin()));
    };
    const auto games = api.world().games_of("nfl", Instant::min(), Instant::max());
    std::set<GamePhase> phases;
    for (std::size_t i = 0; i < games.size(); ++i) {
        const Game& game = *games[i];
        const GameState state = api.world().state_of(game);
        const bool over = state.phase == GamePhase::finished;
        phases.insert(state.phase);
        EXPECT_EQ(cell(i + 1, "season"), "2026");
        EXPECT_EQ(cell(i + 1, "week"), std::to_string(football_week_at(api.world(), game.start)));
        EXPECT_EQ(cell(i + 1, "gameday"), local_date(game.start, feed::eastern_zone()));
        // No game of the world begins so late in the West that its day would be another one here.
        EXPECT_EQ(cell(i + 1, "gameday"), local_date(game.start, game.home->venue.zone));
        EXPECT_EQ(cell(i + 1, "gametime"),
                  local_time(game.start, feed::eastern_zone()).substr(0, 5));
        EXPECT_EQ(cell(i + 1, "home_team"), game.home->abbreviation);
        EXPECT_EQ(cell(i + 1, "away_team"), game.away->abbreviation);
        EXPECT_EQ(cell(i + 1, "home_score"), over ? std::to_string(*state.home_score) : "");
        EXPECT_EQ(cell(i + 1, "away_score"), over ? std::to_string(*state.away_score) : "");
        EXPECT_EQ(cell(i + 1, "stadium"), game.home->venue.name);
    }
    EXPECT_TRUE(phases.contains(GamePhase::scheduled) && phases.contains(GamePhase::finished));
}

TEST_F(NflverseTest, KnowsNoOtherFile) {
    const Response response = api.get("/nflverse/nfldata/master/data/teams.csv");
    EXPECT_EQ(response.status, 404U);
    EXPECT_EQ(response.items, 0U);
    EXPECT_EQ(response.body, "404: Not Found");
}

}  // namespace
}  // namespace seatsync::emulator
