#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace seatsync::features {
namespace {

using testing::on_day;

const double kMissing = std::nan("");

void add_game(domain::ObservationBatch& batch, std::string_view id, std::string_view home,
              std::string_view away, double start,
              const std::vector<std::pair<double, std::int64_t>>& dollars) {
    domain::Event game = testing::an_event(id);
    game.home = home;
    game.away = away;
    game.start = on_day(start);
    batch.events.push_back(game);
    for (const auto& [day, price] : dollars)
        batch.quotes.push_back(testing::a_quote(id, on_day(day), 100 * price));
}

void expect(const testing::FeatureReader& reader, std::string_view event, double day,
            const char* feature, double value) {
    EXPECT_THAT(reader.value(event, day, feature), ::testing::NanSensitiveDoubleNear(value, 1e-6))
        << feature << " of " << event << " on day " << day;
}

/// Four games that are quoted on days 0, 4, 6 and 7, and one on another market.
domain::ObservationBatch four_games() {
    domain::ObservationBatch batch;
    add_game(batch, "s:a", "H", "V", 10, {{0, 100}, {4, 110}, {6, 100}, {7, 120}});
    add_game(batch, "s:b", "H", "W", 12, {{0, 100}, {4, 100}, {6, 90}, {7, 90}});
    add_game(batch, "s:c", "K", "V", 20, {{0, 50}, {4, 50}, {6, 50}, {7, 80}});
    add_game(batch, "s:d", "K", "W", 30, {{0, 200}, {4, 160}, {6, 200}, {7, 180}});
    add_game(batch, "s:e", "H", "V", 11, {{0, 1}, {4, 1}, {6, 1}, {7, 9}});
    for (domain::Quote& quote : batch.quotes)
        if (quote.series.event.value() == "s:e")
            quote.series.market = "tickpick";
    return batch;
}

TEST(MarketFeaturesTest, MovesOfTheOpenEventsOfTheMarket) {
    const testing::FeatureReader reader(four_games());
    const double up_a = std::log(1.2), up_c = std::log(1.6), down_d = std::log(0.9);
    expect(reader, "s:a", 7, "market_move_1d", up_a / 2);  // Between b's 0 and a's.
    expect(reader, "s:a", 7, "market_move_3d", (std::log(12.0 / 11) + std::log(9.0 / 8)) / 2);
    expect(reader, "s:a", 7, "market_move_7d", (std::log(0.9) + up_a) / 2);
    expect(reader, "s:a", 7, "market_mean_move_1d", (up_a + 0 + 0.3 + down_d) / 4);  // c is held.
    expect(reader, "s:a", 7, "market_mean_move_3d",
           (std::log(12.0 / 11) + std::log(0.9) + up_c + std::log(9.0 / 8)) / 4);
    expect(reader, "s:a", 7, "market_share_up", 0.5);
    expect(reader, "s:a", 7, "market_share_down", 0.25);
    expect(reader, "s:a", 7, "price_rank", 0.5);
    expect(reader, "s:c", 7, "price_rank", 0.0);
    expect(reader, "s:d", 7, "price_rank", 0.75);
}

TEST(MarketFeaturesTest, MovesAreMissingBelowThreeEvents) {
    domain::ObservationBatch batch;
    add_game(batch, "s:a", "H", "V", 10, {{0, 100}, {4, 110}, {6, 100}, {7, 120}});
    add_game(batch, "s:b", "K", "W", 12, {{0, 100}, {4, 100}, {6, 90}, {7, 90}});
    const testing::FeatureReader reader(batch);
    for (const char* feature :
         {"market_move_1d", "market_move_3d", "market_move_7d", "market_mean_move_1d",
          "market_mean_move_3d", "market_share_up", "market_share_down"})
        expect(reader, "s:a", 7, feature, kMissing);
    expect(reader, "s:a", 7, "price_rank", 0.5);
}

TEST(MarketFeaturesTest, StaleAndStartedEventsAreNotOfTheOpenMarket) {
    domain::ObservationBatch batch;
    add_game(batch, "s:a", "A", "1", 40, {{8, 100}, {9, 100}});
    add_game(batch, "s:b", "B", "2", 40, {{8, 100}, {9, 200}});
    add_game(batch, "s:c", "C", "3", 40, {{8, 100}, {9, 200}});
    add_game(batch, "s:stale", "D", "4", 40, {{6, 100}, {7, 50}});  // Two days old.
    add_game(batch, "s:started", "E", "5", 8.9, {{7.5, 100}, {8.5, 50}});
    const testing::FeatureReader reader(batch);
    expect(reader, "s:a", 9, "market_share_up", 2.0 / 3);
    expect(reader, "s:a", 9, "market_share_down", 0);
    expect(reader, "s:a", 9, "price_rank", 0);
}

TEST(MarketFeaturesTest, WhereFewAreFreshWeekOldRowsCount) {
    domain::ObservationBatch batch;
    add_game(batch, "s:a", "A", "1", 40, {{8, 100}, {9, 100}});
    add_game(batch, "s:b", "B", "2", 40, {{0, 100}, {1, 50}});  // Eight days old.
    add_game(batch, "s:c", "C", "3", 40, {{0.5, 100}, {1.5, 80}});
    add_game(batch, "s:d", "D", "4", 40, {{0, 100}, {0.9, 120}});  // Older.
    const testing::FeatureReader reader(batch);
    expect(reader, "s:a", 9, "market_move_1d", std::log(0.8));
    expect(reader, "s:a", 9, "price_rank", 2.0 / 3);
}

TEST(MarketFeaturesTest, OtherGamesOfTheSameTeams) {
    const testing::FeatureReader reader(four_games());
    expect(reader, "s:a", 7, "home_games_open", 1);
    expect(reader, "s:a", 7, "above_home_games", std::log(120.0 / 90));
    expect(reader, "s:b", 7, "home_games_move_1d", std::log(1.2));
    expect(reader, "s:b", 7, "home_games_move_3d", std::log(12.0 / 11));
    expect(reader, "s:b", 7, "above_near_games", std::log(90.0 / 120));
    expect(reader, "s:b", 7, "near_games_move_1d", std::log(1.2));
    expect(reader, "s:b", 7, "near_games_move_3d", std::log(12.0 / 11));
    expect(reader, "s:c", 7, "above_home_games", std::log(80.0 / 180));
    expect(reader, "s:c", 7, "above_near_games", kMissing);  // Ten days apart.
    expect(reader, "s:c", 7, "near_games_move_1d", kMissing);
    expect(reader, "s:a", 7, "above_away_games", std::log(120.0 / 80));
    expect(reader, "s:a", 7, "away_games_move_1d", std::log(1.6));
    expect(reader, "s:c", 7, "away_games_move_1d", std::log(1.2));
}

TEST(MarketFeaturesTest, MovesOfNeighboursAreHeldWithinABound) {
    domain::ObservationBatch batch;
    add_game(batch, "s:a", "H", "V", 10, {{0, 100}, {6, 100}, {7, 100}});
    add_game(batch, "s:b", "H", "W", 12, {{4, 10}, {6, 10}, {7, 90}});
    add_game(batch, "s:c", "H", "X", 12, {{4, 90}, {6, 100}, {7, 90}});
    const testing::FeatureReader reader(batch);
    expect(reader, "s:a", 7, "home_games_move_1d", (0.5 + std::log(0.9)) / 2);
    expect(reader, "s:a", 7, "home_games_move_3d", 0.7 / 2);
}

TEST(MarketFeaturesTest, WithoutOtherGamesTheirFeaturesAreMissing) {
    domain::ObservationBatch batch;
    add_game(batch, "s:a", "H", "V", 10, {{0, 100}, {1, 100}});
    const testing::FeatureReader reader(batch);
    expect(reader, "s:a", 1, "home_games_open", 0);
    for (const char* feature :
         {"above_home_games", "home_games_move_1d", "home_games_move_3d", "above_near_games",
          "near_games_move_1d", "near_games_move_3d", "above_away_games", "away_games_move_1d",
          "past_move_1d", "past_move_3d", "past_move_7d", "past_move_to_close", "past_home_move_1d",
          "past_home_move_3d", "past_home_move_7d", "past_home_move_to_close"})
        expect(reader, "s:a", 1, feature, kMissing);
}

/// A game over on `start`, with its prices 10, 9, 7, 3 and 0.5 days before.
void add_past(domain::ObservationBatch& batch, std::string_view id, std::string_view home,
              double start, std::array<std::int64_t, 5> dollars) {
    add_game(batch, id, home, "V", start,
             {{start - 10, dollars[0]},
              {start - 9, dollars[1]},
              {start - 7, dollars[2]},
              {start - 3, dollars[3]},
              {start - 0.5, dollars[4]}});
}

domain::ObservationBatch games_over() {
    domain::ObservationBatch batch;
    add_past(batch, "s:1", "H", 20, {100, 110, 120, 90, 50});
    add_past(batch, "s:2", "H", 21, {100, 100, 100, 10, 80});
    add_past(batch, "s:3", "H", 22, {100, 80, 100, 100, 100});
    add_past(batch, "s:4", "K", 23, {100, 100, 150, 100, 200});
    add_game(batch, "s:now", "H", "W", 40, {{30, 100}, {34.5, 100}, {38, 100}});
    add_game(batch, "s:other", "K", "W", 40, {{30, 100}});
    return batch;
}

TEST(MarketFeaturesTest, PastGamesTellHowPricesWentFromAsFarBefore) {
    const testing::FeatureReader reader(games_over());
    const auto log = [](double ratio) { return std::log(ratio); };
    expect(reader, "s:now", 30, "past_move_1d", (log(1.1) + 0 + log(0.8) + 0) / 4);
    expect(reader, "s:now", 30, "past_move_3d", (log(1.2) + 0 + 0 + log(1.5)) / 4);
    expect(reader, "s:now", 30, "past_move_7d", (log(0.9) - 1 + 0 + 0) / 4);  // Held at -1.
    expect(reader, "s:now", 30, "past_move_to_close", log(0.8) / 2);
    expect(reader, "s:now", 30, "past_home_move_1d", (log(1.1) + 0 + log(0.8)) / 3);
    expect(reader, "s:now", 30, "past_home_move_3d", log(1.2) / 3);
    expect(reader, "s:now", 30, "past_home_move_7d", (log(0.9) - 1 + 0) / 3);
    expect(reader, "s:now", 30, "past_home_move_to_close", log(0.8));
}

TEST(MarketFeaturesTest, PastMovesThatEndBehindTheStartAreMissing) {
    const testing::FeatureReader reader(games_over());
    // 5.5 days before: the price of 7 days before stands; seven days on the game is over.
    expect(reader, "s:now", 34.5, "past_move_7d", kMissing);
    expect(reader, "s:now", 34.5, "past_home_move_3d", (std::log(90.0 / 120) - 1 + 0) / 3);
    expect(reader, "s:now", 38, "past_move_3d", kMissing);
}

TEST(MarketFeaturesTest, TwoPastGamesOfATeamAreTooFew) {
    const testing::FeatureReader reader(games_over());
    expect(reader, "s:other", 30, "past_home_move_1d", kMissing);
    expect(reader, "s:other", 30, "past_home_move_to_close", kMissing);
    expect(reader, "s:other", 30, "past_move_3d", (std::log(1.2) + std::log(1.5)) / 4);
}

TEST(MarketFeaturesTest, AGameWhoseQuotesStoppedEarlyTellsNoClose) {
    domain::ObservationBatch batch = games_over();
    add_game(batch, "s:5", "H", "V", 24, {{14, 100}, {20.9, 900}});  // 3.1 d before the start.
    expect(testing::FeatureReader(batch), "s:now", 30, "past_home_move_1d",
           (std::log(1.1) + std::log(0.8)) / 3);
    add_game(batch, "s:6", "H", "V", 24, {{14, 100}, {15, 90}, {21, 90}});
    expect(testing::FeatureReader(batch), "s:now", 30, "past_home_move_1d",
           (std::log(1.1) + std::log(0.8) + std::log(0.9)) / 4);
}

/// "s:3" was to be over on day 22; on day 23 it is moved to day 35 and quoted until then.
TEST(MarketFeaturesTest, AMovedGameIsOverOnlyWhenItIsQuotedNoMore) {
    domain::ObservationBatch batch = games_over();
    domain::Event moved = batch.events[2];
    moved.received_at = on_day(23);
    moved.start = on_day(35);
    batch.events.push_back(moved);
    batch.quotes.push_back(testing::a_quote("s:3", on_day(29), 70000));
    batch.quotes.push_back(testing::a_quote("s:3", on_day(34), 90000));
    add_game(batch, "s:early", "H", "W", 35, {{25, 100}});
    add_game(batch, "s:late", "H", "W", 46, {{36, 100}});
    const testing::FeatureReader reader(batch);
    // Day 25: not quoted again yet, it counts with the prices of then.
    expect(reader, "s:early", 25, "past_home_move_to_close", std::log(0.8));
    // Day 30: quoted again, two home games are over.
    expect(reader, "s:now", 30, "past_home_move_to_close", kMissing);
    // Day 36: over for good, once; from $100 (told 3.5 d before) to $900.
    expect(reader, "s:late", 36, "past_home_move_to_close", std::log(0.8));
}

}  // namespace
}  // namespace seatsync::features
