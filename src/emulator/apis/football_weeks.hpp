#pragma once

#include "emulator/world.hpp"

#include <string>
#include <vector>

namespace seatsync::emulator {

/// The world's football is told as 18 weeks of equal length, all of the regular season.
inline constexpr int kFootballWeeks = 18;

/// From 1 to 18; the first before the season and the last after it.
[[nodiscard]] int football_week_at(const World& world, Instant time);

/// By start.
[[nodiscard]] std::vector<const Game*> football_games_of(const World& world, int week);

/// "2026"; empty when nothing is played.
[[nodiscard]] std::string football_season(const World& world);

/// "2026061203": the day at the venue and two digits that tell its games apart.
[[nodiscard]] std::string football_game_key(const Game& game);

}  // namespace seatsync::emulator
