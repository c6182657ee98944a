#pragma once

#include "base/result.hpp"

#include <map>
#include <string>
#include <string_view>

namespace seatsync::source_espn {

/// Where a league is found: "mlb" at "baseball/mlb".
using SportPaths = std::map<std::string, std::string>;

/// The leagues known by themselves and those of `more`, "sim:baseball/sim, khl:hockey/khl", which
/// win. Errors: invalid_argument when a part of it is not league:sport/league.
[[nodiscard]] Result<SportPaths> sport_paths(std::string_view more);

}  // namespace seatsync::source_espn
