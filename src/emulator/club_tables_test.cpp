#include "emulator/club_tables.hpp"

#include "market/team_tables.hpp"

#include <gtest/gtest.h>

namespace seatsync::emulator {

namespace {

TEST(ClubTablesTest, SayWhoEveryNameOfAClubMeans) {
    const auto world = World::make(default_world(1)).value();
    std::vector<market::LeagueTeams> leagues;
    for (const std::string& table : club_tables(*world))
        leagues.push_back(market::parse_team_table(table, "the emulator").value());
    const market::TeamNames names(std::move(leagues));
    for (const Team& team : world->teams())
        for (const std::string& text : {team.name, team.nickname, team.abbreviation}) {
            const auto match = names.resolve(team.league, text);
            ASSERT_TRUE(match) << text;
            EXPECT_EQ(match->name, team.name);
            EXPECT_EQ(match->team->zone, team.venue.zone);
            EXPECT_EQ(match->team->latitude, team.place.latitude);
        }
}

}  // namespace

}  // namespace seatsync::emulator
