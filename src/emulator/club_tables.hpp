#pragma once

#include "emulator/world.hpp"

#include <string>
#include <vector>

namespace seatsync::emulator {

/// The clubs of each league of the world as a table in the form of layouts/teams: who reads the
/// emulated APIs knows their names from it, as he knows real clubs from the shipped tables. Served
/// at /emulator/teams as {"tables": [text of TOML, …]}.
[[nodiscard]] std::vector<std::string> club_tables(const World& world);

}  // namespace seatsync::emulator
