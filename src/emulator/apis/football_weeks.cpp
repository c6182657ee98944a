#include "emulator/apis/football_weeks.hpp"

#include "emulator/answers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::emulator {

namespace {

std::vector<const Game*> all_games(const World& world) {
    return world.games_of("nfl", Instant::min(), Instant::max());
}

}  // namespace

int football_week_at(const World& world, Instant time) {
    const auto games = all_games(world);
    if (games.empty())
        return 1;
    const Instant first = games.front()->start;
    const auto span = games.back()->start - first + std::chrono::seconds(1);
    return static_cast<int>(
        std::clamp<std::int64_t>((time - first) * kFootballWeeks / span + 1, 1, kFootballWeeks));
}

std::vector<const Game*> football_games_of(const World& world, int week) {
    std::vector<const Game*> out;
    for (const Game* game : all_games(world))
        if (football_week_at(world, game->start) == week)
            out.push_back(game);
    return out;
}

std::string football_season(const World& world) {
    const auto games = all_games(world);
    return games.empty() ? std::string() : games.front()->season;
}

std::string football_game_key(const Game& game) {
    std::string day = local_date(game.start, game.home->venue.zone);
    std::erase(day, '-');
    return fmt::format("{}{:02}", day, game.number % 100);
}

}  // namespace seatsync::emulator
