#pragma once

#include "base/result.hpp"
#include "market/team_names.hpp"
#include "market/zones.hpp"

#include <string_view>

namespace seatsync::market {

// The tables in layouts/teams and layouts/venues, which are part of the program.
// docs/formats/team_tables.md describes them.

/// Errors: invalid_argument naming `origin` and the key: bad TOML, an unknown key, a missing name,
/// an unknown time zone.
[[nodiscard]] Result<LeagueTeams> parse_team_table(std::string_view toml, std::string_view origin);
[[nodiscard]] Result<VenueSections> parse_venue_table(std::string_view toml,
                                                      std::string_view origin);

/// Those that come with the program; read once. A bad one is a bug and stops the program.
[[nodiscard]] const TeamNames& shipped_team_names();
[[nodiscard]] const VenueTables& shipped_venue_tables();

}  // namespace seatsync::market
