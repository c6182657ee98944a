#include "emulator/places.hpp"

#include <gtest/gtest.h>

namespace seatsync::emulator {
namespace {

TEST(PlacesTest, ReadsDegreesOnTheGlobe) {
    EXPECT_EQ(place_of("40.5", "-74"), (Place{40.5, -74}));
    for (const auto& [latitude, longitude] :
         {std::pair("", "1"), std::pair("91", "0"), std::pair("0", "181"), std::pair("1x", "1"),
          std::pair("nan", "1")})
        EXPECT_EQ(place_of(latitude, longitude), std::nullopt) << latitude << "," << longitude;
}

TEST(PlacesTest, EachVenueIsNearestToItsOwnClub) {
    const auto world = World::make(default_world(1)).value();
    for (const Team& team : world->teams()) {
        const Place close{team.place.latitude + 0.001, team.place.longitude};
        EXPECT_EQ(&nearest_team(*world, close), &team) << team.name;
    }
}

}  // namespace
}  // namespace seatsync::emulator
