#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace seatsync::features {
namespace {

const double kMissing = std::nan("");
constexpr double kGameDays = 2.5 / 24;

auto near(double expected) {
    return ::testing::NanSensitiveDoubleNear(expected, 1e-4);
}

/// A tournament: two groups side by side, then a semi-final, then the final.
class SeasonFeaturesTest : public ::testing::Test {
  protected:
    domain::Event& game(const char* id, double start, const char* category, const char* title,
                        const char* venue = "Park") {
        domain::Event event = testing::an_event(id);
        event.start = testing::on_day(start);
        event.category = category;
        event.title = title;
        event.home = event.away = "";
        event.venue.name = venue;
        batch_.events.push_back(event);
        return batch_.events.back();
    }

    void quote(const char* id, double day, std::int64_t cents = 10000) {
        batch_.quotes.push_back(testing::a_quote(id, testing::on_day(day), cents));
    }

    void make_tournament() {
        game("s:1", 10, "Group A", "Mexico vs. Canada");
        game("s:2", 14, "Group A", "Spain vs. Ghana", "Field");
        game("s:3", 11, "Group B", "Japan vs. Qatar", "Field");
        game("s:4", 12, "Group B", "Egypt vs. Italy");
        game("s:5", 20, "Semi", "1A vs. 2B");
        game("s:6", 30, "Final", "W5 vs. Chile");
    }

    void expect(const char* id, double day, const char* feature, double value) {
        EXPECT_THAT(testing::FeatureReader(batch_).value(id, day, feature), near(value))
            << feature << " of " << id << " on day " << day;
    }

    domain::ObservationBatch batch_;
};

TEST_F(SeasonFeaturesTest, ProgressAndRankCountTheGamesOfTheSeason) {
    make_tournament();
    quote("s:6", 9);
    quote("s:6", 11);
    quote("s:2", 13);
    expect("s:6", 9, "season_progress", 0);
    expect("s:6", 11, "season_progress", 2.0 / 6);
    expect("s:6", 9, "season_rank", 5.0 / 6);
    expect("s:2", 13, "season_rank", 3.0 / 6);
}

TEST_F(SeasonFeaturesTest, AGameThatIsNotKnownYetDoesNotCount) {
    make_tournament();
    game("s:7", 9, "Final", "Late vs. Game").received_at = testing::on_day(10);
    quote("s:6", 9.5);
    quote("s:6", 10);
    expect("s:6", 9.5, "season_progress", 0);
    expect("s:6", 10, "season_progress", 2.0 / 7);
}

TEST_F(SeasonFeaturesTest, CategoriesPlayedSideBySideAreOneStage) {
    make_tournament();
    for (const char* id : {"s:2", "s:3", "s:5", "s:6"})
        quote(id, 9);
    expect("s:2", 9, "stage_number", 0);
    expect("s:3", 9, "stage_number", 0);
    expect("s:5", 9, "stage_number", 1);
    expect("s:6", 9, "stage_number", 2);
}

TEST_F(SeasonFeaturesTest, OpenSidesAreDecidedWhenTheirGamesAreOver) {
    make_tournament();
    for (const double day : {9.0, 13.0, 15.0})
        quote("s:5", day);
    for (const double day : {9.0, 29.0})
        quote("s:6", day);
    quote("s:1", 9);
    expect("s:5", 9, "sides_open", 2);
    expect("s:5", 13, "sides_open", 1);
    expect("s:5", 15, "sides_open", 0);
    expect("s:6", 9, "sides_open", 1);
    expect("s:1", 9, "sides_open", 0);
    expect("s:5", 9, "days_to_first_side", 3 + kGameDays);
    expect("s:5", 9, "days_to_second_side", 5 + kGameDays);
    expect("s:5", 15, "days_to_first_side", -3 + kGameDays);
    expect("s:6", 9, "days_to_first_side", 11 + kGameDays);
    expect("s:6", 29, "days_to_first_side", -9 + kGameDays);
    expect("s:6", 9, "days_to_second_side", kMissing);
    expect("s:1", 9, "days_to_first_side", kMissing);
}

TEST_F(SeasonFeaturesTest, ThirdsWaitForAllGroupsAndAFinalForTheStageBefore) {
    make_tournament();
    game("s:5", 20, "Semi", "3A/B vs. Peru").received_at = testing::on_day(1);
    game("s:6", 30, "Final", "Final").received_at = testing::on_day(1);
    quote("s:5", 9);
    quote("s:6", 9);
    expect("s:5", 9, "days_to_first_side", 5 + kGameDays);
    expect("s:6", 9, "days_to_first_side", 11 + kGameDays);
    expect("s:6", 9, "days_to_second_side", 11 + kGameDays);
    expect("s:6", 9, "sides_open", 2);
}

TEST_F(SeasonFeaturesTest, WhatWasDecidedLongAgoIsAllTheSame) {
    make_tournament();
    batch_.events[5].start = testing::on_day(60);
    quote("s:6", 50);
    expect("s:6", 50, "days_to_first_side", -10);
}

TEST_F(SeasonFeaturesTest, GamesAtTheVenueAndOfTheCategoryAreNeighboursWhereNoTeamIsAtHome) {
    make_tournament();
    quote("s:4", 7, 20000);
    quote("s:4", 8, 22000);
    quote("s:2", 8, 5000);
    quote("s:1", 8, 10000);
    expect("s:1", 8, "above_venue_games", std::log(100.0 / 220));
    expect("s:1", 8, "above_stage_games", std::log(100.0 / 50));
    expect("s:1", 8, "venue_games_move_1d", std::log(1.1));
    expect("s:1", 8, "venue_games_move_3d", kMissing);
    expect("s:1", 8, "stage_games_move_1d", kMissing);
    for (auto& event : batch_.events)
        event.home = "Mexico";
    expect("s:1", 8, "above_venue_games", kMissing);
    expect("s:1", 8, "above_stage_games", kMissing);
}

/// Three games at the venue that rose by 10 % in each of their last days, to 1.1^3.
TEST_F(SeasonFeaturesTest, GamesThatAreOverAtTheVenueTellHowTheyWent) {
    for (const auto& [id, start] : {std::pair("s:1", 10.0), {"s:2", 11.0}, {"s:3", 12.0}}) {
        game(id, start, "Group A", "A vs. B");
        for (int day = 0; day <= 8; ++day)
            quote(id, start - 9 + day, std::llround(10000 * std::pow(1.1, std::max(0, day - 5))));
    }
    game("s:9", 20, "Group B", "C vs. D");
    quote("s:9", 16);
    expect("s:9", 16, "past_venue_move_1d", std::log(1.1));
    expect("s:9", 16, "past_venue_move_3d", 3 * std::log(1.1));
    expect("s:9", 16, "past_venue_move_7d", kMissing);
    expect("s:9", 16, "past_venue_move_to_close", 3 * std::log(1.1));
    batch_.events.back().venue.name = "Field";
    expect("s:9", 16, "past_venue_move_1d", kMissing);
}

TEST_F(SeasonFeaturesTest, TheVenueTellsItsSeats) {
    game("s:1", 10, "Group A", "A vs. B").venue.capacity = 50000;
    quote("s:1", 9);
    expect("s:1", 9, "log_capacity", std::log(50000.0));
    batch_.events[0].venue.capacity.reset();
    expect("s:1", 9, "log_capacity", kMissing);
}

}  // namespace
}  // namespace seatsync::features
