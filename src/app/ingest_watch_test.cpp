#include "app/ingest_watch.hpp"

#include "market/team_tables.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::app {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

domain::Event game(const std::string& home, const std::string& away, const std::string& venue) {
    auto event = testing::an_event("game:1");
    event.home = home;
    event.away = away;
    event.venue.name = venue;
    return event;
}

market::LeagueTeams lanterns() {
    market::Team team;
    team.name = "Port Alder Lanterns";
    team.venues = {"Port Alder Park"};
    team.latitude = 41.5;
    team.longitude = -73.5;
    market::LeagueTeams table;
    table.league = "mlb";
    table.teams = {team};
    return table;
}

TEST(TeamNamesWithTest, KnowsTheShippedTeamsTheAddedOnesAndThoseOfTheGames) {
    const auto names = team_names_with(
        {lanterns()}, {game("Cold Lake Herons", "Port Alder Lanterns", "Heron Field")});
    EXPECT_EQ(names->resolve("mlb", "Dodgers")->name, "Los Angeles Dodgers");
    EXPECT_EQ(names->resolve("mlb", "Port Alder Lanterns")->name, "Port Alder Lanterns");
    EXPECT_EQ(names->resolve("mlb", "Herons")->name, "Cold Lake Herons");
    EXPECT_EQ(names->resolve("mlb", "Cold Lake Herons")->team->venues,
              std::vector<std::string>{"Heron Field"});
    EXPECT_FALSE(names->resolve("mlb", "Nobodies"));
}

TEST(TeamNamesWithTest, AGuestGetsItsVenueFromItsHomeGame) {
    const auto names = team_names_with({}, {game("Los Angeles Dodgers", "Cold Lake Herons", "X"),
                                            game("Cold Lake Herons", "Texas Rangers", "Field")});
    EXPECT_EQ(names->resolve("mlb", "Herons")->team->venues, std::vector<std::string>{"Field"});
}

TEST(TeamNamesWithTest, ATeamOfTheGamesPlaysInTheZoneOfItsVenue) {
    auto at_home = game("Cold Lake Herons", "Texas Rangers", "Field");
    at_home.venue.zone = domain::Zone::named("America/Denver").value();
    const auto names = team_names_with({}, {at_home});
    EXPECT_EQ(names->resolve("mlb", "Herons")->team->zone, at_home.venue.zone);
}

TEST(TeamNamesWithTest, ALeagueOfItsOwnComesBesideTheOthers) {
    auto table = lanterns();
    table.league = "lantern_league";
    const auto names = team_names_with({table}, {});
    EXPECT_TRUE(names->has_table("lantern_league"));
    EXPECT_TRUE(names->has_table("mlb"));
}

TEST(WatchOfTest, HoldsLeaguesGamesAndVenues) {
    const auto names = team_names_with({lanterns()}, {});
    const auto watch = watch_of({game("Port Alder Lanterns", "Texas Rangers", "Port Alder Park"),
                                 game("Nobodies", "Texas Rangers", "Nowhere")},
                                {"nba", "mlb"}, {{"The Yard", {1, 2}}}, *names);
    EXPECT_THAT(watch.leagues, ElementsAre("mlb", "nba"));
    EXPECT_EQ(watch.games.size(), 2U);
    EXPECT_THAT(watch.venues, ElementsAre(Pair("Port Alder Park", feed::Place{41.5, -73.5}),
                                          Pair("The Yard", feed::Place{1, 2})));
}

TEST(WatchOfTest, APlaceThatWasToldCountsMoreThanTheTable) {
    const auto names = team_names_with({lanterns()}, {});
    const auto watch = watch_of({game("Port Alder Lanterns", "Texas Rangers", "Port Alder Park")},
                                {}, {{"Port Alder Park", {1, 2}}}, *names);
    EXPECT_THAT(watch.venues, ElementsAre(Pair("Port Alder Park", feed::Place{1, 2})));
}

}  // namespace
}  // namespace seatsync::app
