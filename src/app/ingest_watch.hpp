#pragma once

#include "feed/source_api.hpp"
#include "market/team_names.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace seatsync::app {

/// The teams of the tables that come with the program, those of `more`, and those of the games that
/// no table knows ("Port Alder Lanterns": also "Lanterns", of "Port Alder"): what is already in the
/// store is understood.
[[nodiscard]] std::unique_ptr<market::TeamNames> team_names_with(
    const std::vector<market::LeagueTeams>& more, const std::vector<domain::Event>& games);

/// What the sources are to follow: the games, their leagues and `leagues`, and where the venues
/// are, by `venues` first and the tables of teams second.
[[nodiscard]] feed::Watch watch_of(std::vector<domain::Event> games,
                                   const std::vector<std::string>& leagues,
                                   const std::map<std::string, feed::Place>& venues,
                                   const market::TeamNames& names);

}  // namespace seatsync::app
