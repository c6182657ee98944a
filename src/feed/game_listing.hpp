#pragma once

#include "feed/source_api.hpp"

#include <cstdint>
#include <optional>

namespace seatsync::feed {

// What all sources of schedules and standings do with a game and with a team.

/// A game as a schedule or a scoreboard lists it.
struct GameListing {
    Sighting sighting;
    std::optional<std::int64_t> home_score = {};  ///< As told, whatever the state of the game.
    std::optional<std::int64_t> away_score = {};
};

/// Puts the sighting into the item and, when the game is finished and both scores are told, its
/// result. The result happened at the start of the game: no source tells when it ended.
void add_game(GameListing game, Item& item);

/// Puts the standing into the item. A time of the provider that lies after `received_at` (its clock
/// is fast) becomes that.
void add_record(domain::TeamRecord record, Item& item);

/// "Boston Celtics" of market and name; the name alone where the market is empty or in it already.
[[nodiscard]] std::string full_team_name(std::string_view market, std::string_view name);

}  // namespace seatsync::feed
