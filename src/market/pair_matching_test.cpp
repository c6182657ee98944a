#include "market/pair_matching.hpp"

#include "market/team_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::market {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

GameSighting game(const std::string& id, const std::string& away, const std::string& home,
                  const char* local_date) {
    GameSighting sighting;
    sighting.event.id = domain::EventId(id);
    sighting.event.league = "mlb";
    sighting.event.home = home;
    sighting.event.away = away;
    sighting.event.start = *domain::parse_instant(local_date);
    sighting.event.start_tbd = true;
    sighting.local_date = *domain::parse_date(local_date);
    return sighting;
}

GameSighting numbered(GameSighting sighting, int number) {
    sighting.game_number = number;
    return sighting;
}

PairMatches matched(const std::vector<GameSighting>& left, const std::vector<GameSighting>& right) {
    return match_pairs(left, right, shipped_team_names());
}

TEST(PairMatchingTest, SaysWhichAreOneGameAndWhichHaveNoPartner) {
    const auto found = matched({game("a:1", "Rangers", "Dodgers", "2021-06-10"),
                                game("a:2", "Texas Rangers", "LAD", "2021-06-11"),
                                game("a:3", "Cubs", "Padres", "2021-06-11")},
                               {game("b:1", "Brewers", "Reds", "2021-06-11"),
                                game("b:2", "Rangers", "Los Angeles Dodgers", "2021-06-11")});
    ASSERT_EQ(found.pairs.size(), 1U);
    EXPECT_EQ(found.pairs[0].left, 1U);
    EXPECT_EQ(found.pairs[0].right, 1U);
    EXPECT_DOUBLE_EQ(found.pairs[0].confidence, 0.98);
    EXPECT_TRUE(found.pairs[0].automatic());
    EXPECT_THAT(found.pairs[0].reason, HasSubstr("Texas Rangers at Los Angeles Dodgers"));
    EXPECT_THAT(found.left_unpaired, ElementsAre(0, 2));
    EXPECT_THAT(found.right_unpaired, ElementsAre(0));
}

TEST(PairMatchingTest, ConfidenceIsThatOfTheLessSureSide) {
    const auto sure = game("a:1", "Texas Rangers", "Los Angeles Dodgers", "2021-06-11");
    const auto place_alone = game("b:1", "Texas", "Los Angeles Dodgers", "2021-06-11");
    EXPECT_EQ(matched({sure}, {place_alone}).pairs.at(0).confidence, 0.95);
    EXPECT_EQ(matched({place_alone}, {sure}).pairs.at(0).confidence, 0.95);
    EXPECT_EQ(matched({sure}, {sure}).pairs.at(0).confidence, 1.0);
}

TEST(PairMatchingTest, WhatIsNotToldOnEitherSideCountsOnce) {
    auto left = game("a:1", "", "", "2021-06-11");
    left.event.title = "Texas Rangers vs. Los Angeles Dodgers";
    const auto right = game("b:1", "Texas Rangers", "Los Angeles Dodgers", "2021-06-11");
    EXPECT_EQ(matched({left}, {right}).pairs.at(0).confidence, 0.97);
    EXPECT_EQ(matched({right}, {left}).pairs.at(0).confidence, 0.97);
    EXPECT_EQ(matched({left}, {left}).pairs.at(0).confidence, 0.97);
}

TEST(PairMatchingTest, ADateThatOneSideDoesNotTellCountsOnce) {
    auto dated = game("a:1", "Mules", "Owls", "2026-04-08");
    dated.event.league = "lacrosse";
    auto timed = dated;
    timed.local_date.reset();
    timed.event.start_tbd = false;
    const double names_alone = 0.95 * 0.95;
    EXPECT_NEAR(matched({timed}, {dated}).pairs.at(0).confidence, names_alone * 0.92, 1e-12);
    EXPECT_NEAR(matched({dated}, {timed}).pairs.at(0).confidence, names_alone * 0.92, 1e-12);
    EXPECT_NEAR(matched({dated}, {dated}).pairs.at(0).confidence, names_alone, 1e-12);
}

TEST(PairMatchingTest, SeveralOnTheRightForOneOnTheLeftAreHalved) {
    const auto left = game("a:1", "Texas Rangers", "Los Angeles Dodgers", "2021-06-11");
    auto one = left;
    one.event.id = domain::EventId("b:1");
    auto other = left;
    other.event.id = domain::EventId("c:1");
    const auto found = matched({left}, {one, other});
    ASSERT_EQ(found.pairs.size(), 2U);
    for (const auto& pair : found.pairs) {
        EXPECT_EQ(pair.confidence, 0.5);
        EXPECT_FALSE(pair.automatic());
        EXPECT_THAT(pair.reason, HasSubstr("several on the right fit it"));
    }
    EXPECT_THAT(found.left_unpaired, IsEmpty());
    EXPECT_THAT(found.right_unpaired, IsEmpty());
}

TEST(PairMatchingTest, AQueuedPairDoesNotWeakenASureOne) {
    const auto left = game("a:1", "Texas Rangers", "Los Angeles Dodgers", "2021-06-11");
    const auto swapped = game("b:1", "Los Angeles Dodgers", "Texas Rangers", "2021-06-11");
    const auto found = matched({left}, {swapped, left});
    ASSERT_EQ(found.pairs.size(), 2U);
    EXPECT_EQ(found.pairs[0].confidence, 0.8);
    EXPECT_EQ(found.pairs[1].confidence, 1.0);
}

TEST(PairMatchingTest, TheGamesOfADayMeetByNumber) {
    const auto day = game("a:1", "Texas Rangers", "Los Angeles Dodgers", "2021-06-11");
    const auto found = matched({numbered(day, 1), numbered(day, 2)}, {numbered(day, 2)});
    ASSERT_EQ(found.pairs.size(), 1U);
    EXPECT_EQ(found.pairs[0].left, 1U);
    EXPECT_TRUE(found.pairs[0].automatic());
    EXPECT_THAT(found.left_unpaired, ElementsAre(0));
    const auto untold = matched({numbered(day, 1), numbered(day, 2)}, {day});
    ASSERT_EQ(untold.pairs.size(), 1U);
    EXPECT_FALSE(untold.pairs[0].automatic());
}

PairMatches three_pairs() {
    return {.pairs = {{.left = 0, .right = 0, .confidence = 0.9, .reason = {}},
                      {.left = 1, .right = 1, .confidence = 0.95, .reason = {}},
                      {.left = 2, .right = 2, .confidence = 0.899, .reason = {}}},
            .left_unpaired = {3},
            .right_unpaired = {}};
}

TEST(PairAccuracyTest, CountsWhatNeedsNoPersonApartFromTheQueue) {
    const auto accuracy = accuracy_of(three_pairs(), {{0, 0}, {1, 2}, {2, 2}, {3, 1}});
    EXPECT_EQ(accuracy.labelled, 4U);
    EXPECT_EQ(accuracy.automatic, 2U);
    EXPECT_EQ(accuracy.automatic_right, 1U);
    EXPECT_EQ(accuracy.right, 2U);
    EXPECT_EQ(accuracy.precision(), 0.5);
    EXPECT_EQ(accuracy.recall(), 0.25);
    EXPECT_EQ(accuracy.recall_with_queue(), 0.5);
}

TEST(PairAccuracyTest, SaysNothingOfNothing) {
    const auto none = accuracy_of({}, {});
    EXPECT_EQ(none.precision(), std::nullopt);
    EXPECT_EQ(none.recall(), std::nullopt);
    EXPECT_EQ(none.recall_with_queue(), std::nullopt);
    EXPECT_EQ(accuracy_of(three_pairs(), {}).precision(), 0.0);
    EXPECT_EQ(accuracy_of(three_pairs(), {}).recall(), std::nullopt);
    EXPECT_EQ(accuracy_of({}, {{0, 0}}).recall(), 0.0);
}

}  // namespace
}  // namespace seatsync::market
