#include "feed/watched.hpp"

#include "testing/observations.hpp"

#include <gtest/gtest.h>

namespace seatsync::feed {
namespace {

using namespace std::chrono_literals;
using testing::at;

domain::Event game(std::string league, std::string home, std::string away, std::string_view start) {
    domain::Event event = testing::an_event("mlb:1");
    event.league = std::move(league);
    event.home = std::move(home);
    event.away = std::move(away);
    event.venue.name = event.home + " Park";
    event.start = at(start);
    return event;
}

CommonConfig only(std::string league) {
    CommonConfig config;
    config.leagues = {std::move(league)};
    return config;
}

Watch three_games() {
    return {.leagues = {"mlb", "nba"},
            .games = {game("nba", "Celtics", "Heat", "2021-06-03T00:00:00Z"),
                      game("mlb", "Mets", "Cubs", "2021-06-05T00:00:00Z"),
                      game("nba", "Heat", "Celtics", "2021-06-20T00:00:00Z")},
            .venues = {{"Celtics Park", {42.36625, -71.06222}},
                       {"Heat Park", {25.7814, -80.187}},
                       {"Mets Park", {40.7571, -73.8458}}}};
}

TEST(WatchedTest, EachTeamOnceWithItsFirstGame) {
    const std::vector<WatchedTeam> expected = {
        {"mlb", "Cubs", at("2021-06-05T00:00:00Z")},
        {"mlb", "Mets", at("2021-06-05T00:00:00Z")},
        {"nba", "Celtics", at("2021-06-03T00:00:00Z")},
        {"nba", "Heat", at("2021-06-03T00:00:00Z")},
    };
    EXPECT_EQ(watched_teams(three_games(), {}), expected);
    EXPECT_EQ(subject_of(expected[2]), "nba/Celtics");
}

TEST(WatchedTest, TheFirstGameIsTheEarliestInAnyOrder) {
    Watch watch = three_games();
    std::ranges::reverse(watch.games);
    EXPECT_EQ(watched_teams(watch, {}), watched_teams(three_games(), {}));
}

TEST(WatchedTest, OnlyTeamsOfWantedLeaguesWithAName) {
    Watch watch = three_games();
    watch.games[0].away.clear();
    watch.games.pop_back();
    const auto teams = watched_teams(watch, only("nba"));
    ASSERT_EQ(teams.size(), 1U);
    EXPECT_EQ(teams[0].name, "Celtics");
}

TEST(WatchedTest, OnlyVenuesOfGamesWithinTheTimeWhosePlaceIsKnown) {
    const auto now = at("2021-06-03T00:00:00Z");
    const std::vector<WatchedVenue> both = {
        {"Celtics Park", {42.36625, -71.06222}, at("2021-06-03T00:00:00Z")},
        {"Mets Park", {40.7571, -73.8458}, at("2021-06-05T00:00:00Z")},
    };
    EXPECT_EQ(watched_venues(three_games(), {}, now, 48h), both);
    EXPECT_EQ(watched_venues(three_games(), {}, now, 47h), std::vector{both[0]});
    EXPECT_EQ(watched_venues(three_games(), {}, now + 1s, 48h), std::vector{both[1]});
    Watch unplaced = three_games();
    unplaced.venues.erase("Mets Park");
    EXPECT_EQ(watched_venues(unplaced, {}, now, 48h), std::vector{both[0]});
    EXPECT_EQ(watched_venues(three_games(), only("mlb"), now, 48h), std::vector{both[1]});
}

TEST(WatchedTest, ATaskWithoutSubjectSaysSo) {
    Task task;
    EXPECT_EQ(subject_of(task), "unspecified");
    task.parameters["subject"] = "nba/Celtics";
    EXPECT_EQ(subject_of(task), "nba/Celtics");
}

TEST(WatchedTest, APlaceIsWrittenWithFourDecimals) {
    EXPECT_EQ(subject_of(Place{42.36621, -71.06222}), "42.3662,-71.0622");
    EXPECT_EQ(subject_of(Place{25.5, -80}), "25.5000,-80.0000");
}

}  // namespace
}  // namespace seatsync::feed
