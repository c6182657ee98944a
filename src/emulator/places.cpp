#include "emulator/places.hpp"

#include "emulator/surroundings.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace seatsync::emulator {

namespace {

std::optional<double> degrees_of(std::string_view text, double limit) {
    double degrees = 0;
    const char* end = text.data() + text.size();
    const auto [last, problem] = std::from_chars(text.data(), end, degrees);
    if (problem != std::errc() || last != end || !(std::abs(degrees) <= limit))
        return std::nullopt;
    return degrees;
}

}  // namespace

std::optional<Place> place_of(std::string_view latitude, std::string_view longitude) {
    const auto north = degrees_of(latitude, 90);
    const auto east = degrees_of(longitude, 180);
    if (!north || !east)
        return std::nullopt;
    return Place{*north, *east};
}

const Team& nearest_team(const World& world, const Place& place) {
    return *std::ranges::min_element(
        world.teams(), {}, [&](const Team& team) { return distance_km(team.place, place); });
}

}  // namespace seatsync::emulator
