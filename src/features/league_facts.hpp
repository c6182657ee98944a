#pragma once

#include <optional>
#include <string_view>

namespace seatsync::features {

/// The rules of a league's regular season.
struct LeagueFacts {
    int games = 0;           ///< Of each team.
    int playoff_places = 0;  ///< Of the whole league.
};

/// Major League Baseball, the NBA, the NFL and the NHL, for seasons named by a year ("2021",
/// "2014-15"); nothing for any other. Sources: the leagues' own rules. NFL: 16 games until 2020,
/// then 17; 12 places until 2019, then 14. MLB: 162 games; 10 places until 2021, then 12 (the
/// short season of 2020, with 16 places, is nothing). NBA: 82 games, 16 places without play-in.
/// NHL: 82 games, 16 places.
[[nodiscard]] std::optional<LeagueFacts> facts_of(std::string_view league, std::string_view season);

}  // namespace seatsync::features
