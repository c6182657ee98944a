#include "feed/game_listing.hpp"

#include <gtest/gtest.h>

namespace seatsync::feed {
namespace {

using namespace std::chrono_literals;

constexpr Instant kStart = std::chrono::sys_days(2026y / 6 / 11) + 23h;

GameListing listing(domain::EventStatus status) {
    GameListing game;
    game.sighting.event.id = domain::EventId("mlb:7");
    game.sighting.event.league = "mlb";
    game.sighting.event.start = kStart;
    game.sighting.event.status = status;
    game.sighting.event.received_at = kStart + 4h;
    game.home_score = 5;
    game.away_score = 0;
    return game;
}

TEST(GameListingTest, AFinishedGameHasAResultDatedAtItsStart) {
    Item item;
    add_game(listing(domain::EventStatus::finished), item);
    ASSERT_EQ(item.observations.size(), 2U);
    EXPECT_EQ(std::get<Sighting>(item.observations[0]).event.start, kStart);
    const domain::GameResult expected{.event = domain::EventId("mlb:7"),
                                      .home_score = 5,
                                      .away_score = 0,
                                      .event_at = kStart,
                                      .received_at = kStart + 4h};
    EXPECT_EQ(std::get<domain::GameResult>(item.observations[1]), expected);
}

TEST(GameListingTest, AResultIsNotReceivedBeforeItHappened) {
    GameListing game = listing(domain::EventStatus::finished);
    game.sighting.event.received_at = kStart - 1h;
    Item item;
    add_game(game, item);
    EXPECT_EQ(std::get<domain::GameResult>(item.observations.at(1)).event_at, kStart - 1h);
}

TEST(GameListingTest, AGameThatIsNotFinishedHasNoResult) {
    for (const auto status : {domain::EventStatus::scheduled, domain::EventStatus::postponed,
                              domain::EventStatus::cancelled}) {
        Item item;
        add_game(listing(status), item);
        EXPECT_EQ(item.observations.size(), 1U) << name_of(status);
    }
}

TEST(GameListingTest, HalfAScoreIsNoResult) {
    for (const bool home : {true, false}) {
        GameListing game = listing(domain::EventStatus::finished);
        (home ? game.home_score : game.away_score).reset();
        Item item;
        add_game(game, item);
        EXPECT_EQ(item.observations.size(), 1U);
    }
}

TEST(GameListingTest, AStandingOfAFastClockIsOfWhenItWasReceived) {
    domain::TeamRecord record;
    record.received_at = kStart;
    for (const auto& [told, kept] :
         {std::pair(kStart + 1min, kStart), std::pair(kStart - 1min, kStart - 1min)}) {
        record.event_at = told;
        Item item;
        add_record(record, item);
        EXPECT_EQ(std::get<domain::TeamRecord>(item.observations.at(0)).event_at, kept);
    }
}

TEST(GameListingTest, PutsMarketAndNameTogetherOnce) {
    EXPECT_EQ(full_team_name("Atlanta", "Hawks"), "Atlanta Hawks");
    EXPECT_EQ(full_team_name("", "Atlanta Hawks"), "Atlanta Hawks");
    EXPECT_EQ(full_team_name("Atlanta", "Atlanta Hawks"), "Atlanta Hawks");
    EXPECT_EQ(full_team_name("Atlanta", ""), "Atlanta");
}

}  // namespace
}  // namespace seatsync::feed
