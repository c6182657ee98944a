// The table of games that the nflverse project publishes on GitHub.
// Facts: one CSV file without a key; a row per game; day and hour of the US East; scores are empty
// until a game is played; teams are codes. GitHub answers plain text with an ETag.

#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/apis/football_weeks.hpp"
#include "feed/game_days.hpp"

#include <fmt/format.h>

#include <array>
#include <map>

namespace seatsync::emulator {

namespace {

constexpr std::chrono::seconds kMaxAge{300};
constexpr std::array<std::string_view, 46> kColumns = {"game_id",
                                                       "season",
                                                       "game_type",
                                                       "week",
                                                       "gameday",
                                                       "weekday",
                                                       "gametime",
                                                       "away_team",
                                                       "away_score",
                                                       "home_team",
                                                       "home_score",
                                                       "location",
                                                       "result",
                                                       "total",
                                                       "overtime",
                                                       "old_game_id",
                                                       "gsis",
                                                       "nfl_detail_id",
                                                       "pfr",
                                                       "pff",
                                                       "espn",
                                                       "ftn",
                                                       "away_rest",
                                                       "home_rest",
                                                       "away_moneyline",
                                                       "home_moneyline",
                                                       "spread_line",
                                                       "away_spread_odds",
                                                       "home_spread_odds",
                                                       "total_line",
                                                       "under_odds",
                                                       "over_odds",
                                                       "div_game",
                                                       "roof",
                                                       "surface",
                                                       "temp",
                                                       "wind",
                                                       "away_qb_id",
                                                       "home_qb_id",
                                                       "away_qb_name",
                                                       "home_qb_name",
                                                       "away_coach",
                                                       "home_coach",
                                                       "referee",
                                                       "stadium_id",
                                                       "stadium"};
using Cells = std::map<std::string_view, std::string>;  ///< What is not in it is empty.

const ApiInfo& the_info() {
    static const ApiInfo info{.name = "nflverse",
                              .hosts = {"raw.githubusercontent.com"},
                              .example = "/nflverse/nfldata/master/data/games.csv"};
    return info;
}

std::string quoted(const std::string& text) {
    return text.find(',') == text.npos ? text : "\"" + text + "\"";
}

std::string header() {
    return fmt::format("{}\n", fmt::join(kColumns, ","));
}

std::string line_of(const Cells& cells) {
    std::string line;
    for (const std::string_view column : kColumns) {
        const auto cell = cells.find(column);
        line += (line.empty() ? "" : ",") + (cell == cells.end() ? "" : quoted(cell->second));
    }
    return line + "\n";
}

void add_score(const GameState& state, Cells& cells) {
    if (state.phase != GamePhase::finished)
        return;
    cells["home_score"] = std::to_string(state.home_score.value());
    cells["away_score"] = std::to_string(state.away_score.value());
    cells["result"] = std::to_string(state.home_score.value() - state.away_score.value());
    cells["total"] = std::to_string(state.home_score.value() + state.away_score.value());
}

Cells cells_of(const World& world, const Game& game, const std::string& id, int week) {
    const domain::Zone& eastern = feed::eastern_zone();
    Cells cells{{"game_id", id},
                {"season", game.season},
                {"game_type", "REG"},
                {"week", std::to_string(week)},
                {"gameday", local_date(game.start, eastern)},
                {"gametime", local_time(game.start, eastern).substr(0, 5)},
                {"away_team", game.away->abbreviation},
                {"home_team", game.home->abbreviation},
                {"location", "Home"},
                {"old_game_id", football_game_key(game)},
                {"gsis", std::to_string(50'000 + game.number)},
                {"stadium_id", game.home->abbreviation + "00"},
                {"stadium", game.home->venue.name}};
    add_score(world.state_of(game), cells);
    return cells;
}

/// "2026_05_AWA_HOM"; clubs of the world meet more than once a week, then "_2" follows.
std::string id_of(const Game& game, int week, std::map<std::string, int>& meetings) {
    const std::string id = fmt::format("{}_{:02}_{}_{}", game.season, week, game.away->abbreviation,
                                       game.home->abbreviation);
    const int meeting = ++meetings[id];
    return meeting == 1 ? id : fmt::format("{}_{}", id, meeting);
}

class Nflverse final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant /*now*/) override {
        if (!request.matches("/nflverse/nfldata/*/data/games.csv"))
            return text_answer(404, "404: Not Found", "text/plain; charset=utf-8");
        std::string table = header();
        std::size_t rows = 0;
        std::map<std::string, int> meetings;
        for (const Game* game : world.games_of("nfl", Instant::min(), Instant::max())) {
            const int week = football_week_at(world, game->start);
            table += line_of(cells_of(world, *game, id_of(*game, week, meetings), week));
            ++rows;
        }
        Response response = text_answer(200, std::move(table), "text/plain; charset=utf-8");
        response.items = rows;
        return with_etag(std::move(response), kMaxAge);
    }
};

}  // namespace

std::unique_ptr<Api> make_nflverse() {
    return std::make_unique<Nflverse>();
}

}  // namespace seatsync::emulator
