#pragma once

#include "emulator/surroundings.hpp"

#include <string_view>
#include <vector>

namespace seatsync::emulator {

/// The teams whose whole names stand in the words of a search, in any order: "\"Port Alder
/// Lanterns\" lang:en". Of one league (all, when it is empty).
[[nodiscard]] std::vector<const Team*> teams_named_in(const World& world, std::string_view words,
                                                      std::string_view league = {});

/// What is posted about any of them in [from, to) and not after now, newest first.
[[nodiscard]] std::vector<Post> newest_posts(const World& world,
                                             const std::vector<const Team*>& teams, Instant from,
                                             Instant to);

}  // namespace seatsync::emulator
