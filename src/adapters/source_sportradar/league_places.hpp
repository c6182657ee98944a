#pragma once

#include "base/result.hpp"

#include <chrono>
#include <map>
#include <string>
#include <string_view>

namespace seatsync::source_sportradar {

/// Where the feeds of a league are, and how its year runs.
struct LeaguePlace {
    std::string product;           ///< "nba", "nfl/official"
    std::string version;           ///< "v8"
    std::chrono::month begins{1};  ///< A season bears the year of the month in which it begins.
    bool by_week = false;          ///< Its schedule is asked for by week instead of by day.
    friend bool operator==(const LeaguePlace&, const LeaguePlace&) = default;
};
using LeaguePlaces = std::map<std::string, LeaguePlace>;  ///< By league: "nba".

/// The leagues known by themselves and those of `more`, "sim:mlb/v8, nfl:nfl/official/v8", which
/// win. Errors: invalid_argument when a part of it is not league:product/version.
[[nodiscard]] Result<LeaguePlaces> league_places(std::string_view more);

/// The year by which the season of that day is asked for.
[[nodiscard]] int season_on(const LeaguePlace& place, std::chrono::year_month_day day);

}  // namespace seatsync::source_sportradar
