#pragma once

#include "emulator/world.hpp"

#include <optional>
#include <string_view>

namespace seatsync::emulator {

/// "40.8296" and "-73.9262", in degrees; nothing when they are no numbers or not on the globe.
[[nodiscard]] std::optional<Place> place_of(std::string_view latitude, std::string_view longitude);

/// The club whose venue is the nearest: whose time zone holds there, and whose town it is.
[[nodiscard]] const Team& nearest_team(const World& world, const Place& place);

}  // namespace seatsync::emulator
