#include "features/market_history.hpp"

#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

namespace seatsync::features {
namespace {

using domain::ObservationBatch;
using testing::a_quote;
using testing::a_record;
using testing::a_result;
using testing::an_event;
using ::testing::ElementsAre;
using testing::on_day;

/// Game "s:1" starts on day 10 and is known from day -5.
domain::Event the_game() {
    domain::Event game = an_event("s:1");
    game.start = on_day(10);
    game.received_at = on_day(-5);
    return game;
}

domain::Quote quote_on(double day, std::int64_t cents) {
    return a_quote("s:1", on_day(day), cents);
}

std::vector<std::int64_t> cents_of(const ObservationBatch& observations) {
    const auto history = MarketHistory::from(observations);
    return history.series().empty() ? std::vector<std::int64_t>{} : history.series()[0].cents;
}

TEST(MarketHistoryTest, KeepsEveryNumberOfAQuoteInItsColumn) {
    domain::Quote quote = quote_on(1, 1999);
    quote.median_cents = 4000;
    quote.average_cents = 5000;
    quote.highest_cents = 60000;
    quote.listings = 7;
    quote.tickets = 20;
    quote.popularity = 0.25;
    const auto history = MarketHistory::from({.events = {the_game()}, .quotes = {quote}});
    ASSERT_EQ(history.series().size(), 1U);
    const SeriesHistory& series = history.series()[0];
    EXPECT_EQ(series.key, quote.series);
    EXPECT_THAT(series.received_at, ElementsAre(on_day(1)));
    EXPECT_THAT(series.days, ElementsAre(18779 + 1));  // 2021-06-01 is day 18779 since 1970.
    EXPECT_THAT(series.cents, ElementsAre(1999));
    EXPECT_DOUBLE_EQ(series.log_price[0], std::log(19.99));
    EXPECT_DOUBLE_EQ(series.median_ratio[0], std::log(40.0) - std::log(19.99));
    EXPECT_DOUBLE_EQ(series.average_ratio[0], std::log(50.0) - std::log(19.99));
    EXPECT_DOUBLE_EQ(series.highest_ratio[0], std::log(600.0) - std::log(19.99));
    EXPECT_DOUBLE_EQ(series.log_listings[0], std::log(8.0));
    EXPECT_DOUBLE_EQ(series.popularity[0], 0.25);
}

TEST(MarketHistoryTest, WhatAQuoteDoesNotTellIsMissing) {
    const auto history =
        MarketHistory::from({.events = {the_game()}, .quotes = {quote_on(1, 1999)}});
    const SeriesHistory& series = history.series()[0];
    EXPECT_TRUE(std::isnan(series.median_ratio[0]));
    EXPECT_TRUE(std::isnan(series.average_ratio[0]));
    EXPECT_TRUE(std::isnan(series.highest_ratio[0]));
    EXPECT_TRUE(std::isnan(series.log_listings[0]));
    EXPECT_TRUE(std::isnan(series.popularity[0]));
}

TEST(MarketHistoryTest, CountsTicketsWhereListingsAreNotTold) {
    domain::Quote quote = quote_on(1, 1999);
    quote.tickets = 20;
    const auto history = MarketHistory::from({.events = {the_game()}, .quotes = {quote}});
    EXPECT_DOUBLE_EQ(history.series()[0].log_listings[0], std::log(21.0));
}

TEST(MarketHistoryTest, TakesTheQuotesThatWereTheNewestPriceOfAGameToCome) {
    domain::Quote unpriced = quote_on(2, 1);
    unpriced.get_in_cents.reset();
    unpriced.listings = 5;
    domain::Quote late = quote_on(1, 3000);  // About day 1, but told on day 4.
    late.received_at = on_day(4);
    domain::Quote corrected = quote_on(3, 3100);
    corrected.received_at = on_day(4);
    domain::Event unknown_until_day_3 = the_game();
    unknown_until_day_3.received_at = on_day(3);
    domain::Event moved_ahead = the_game();
    moved_ahead.received_at = on_day(2);
    moved_ahead.start = on_day(3);
    domain::Event postponed = the_game();
    postponed.received_at = on_day(11);
    postponed.start = on_day(20);

    struct Case {
        std::string name;
        std::vector<domain::Event> events;
        std::vector<domain::Quote> quotes;
        std::vector<std::int64_t> kept;
    };
    const Case cases[] = {
        {"in any order", {the_game()}, {quote_on(2, 200), quote_on(1, 100)}, {100, 200}},
        {"same time: the last counts",
         {the_game()},
         {quote_on(2, 200), quote_on(1, 100), quote_on(2, 201)},
         {100, 201}},
        {"no price", {the_game()}, {quote_on(1, 100), unpriced}, {100}},
        {"no such game", {}, {quote_on(1, 100)}, {}},
        {"before the game is known",
         {unknown_until_day_3},
         {quote_on(2.9, 100), quote_on(3, 200)},
         {200}},
        {"at the start and after", {the_game()}, {quote_on(9.9, 100), quote_on(10, 200)}, {100}},
        {"after the start as it is known by then",
         {the_game(), moved_ahead},
         {quote_on(1, 100), quote_on(2.5, 200), quote_on(3.5, 300)},
         {100, 200}},
        {"between the old start and the news of the new one",
         {the_game(), postponed},
         {quote_on(9, 100), quote_on(10.5, 200), quote_on(12, 300)},
         {100, 300}},
        {"told late, when a later price is known", {the_game()}, {quote_on(2, 200), late}, {200}},
        {"told late, about the newest moment",
         {the_game()},
         {quote_on(2, 200), late, corrected},
         {200, 3100}},
        {"told together: the latest moment counts, whatever the order",
         {the_game()},
         {corrected, late},
         {3100}},
    };
    for (const Case& one : cases)
        EXPECT_EQ(cents_of({.events = one.events, .quotes = one.quotes}), one.kept) << one.name;
}

TEST(MarketHistoryTest, FindsTheLastRowByATime) {
    const auto history = MarketHistory::from(
        {.events = {the_game()}, .quotes = {quote_on(1, 100), quote_on(3, 100)}});
    const SeriesHistory& series = history.series()[0];
    const double day = series.days[0];
    EXPECT_EQ(series.row_at(day - 0.01), -1);
    EXPECT_EQ(series.row_at(day), 0);
    EXPECT_EQ(series.row_at(day + 1.99), 0);
    EXPECT_EQ(series.row_at(day + 2), 1);
    EXPECT_EQ(series.row_at(day + 99), 1);
}

TEST(MarketHistoryTest, AnEventIsKnownAsTheLastVersionByThen) {
    domain::Event later = the_game();
    later.received_at = on_day(2);
    later.start = on_day(12);
    const auto history = MarketHistory::from({.events = {later, the_game()}});
    ASSERT_EQ(history.events().size(), 1U);
    const EventHistory& event = history.events()[0];
    EXPECT_EQ(event.known_at(on_day(-5.01)), nullptr);
    EXPECT_EQ(*event.known_at(on_day(-5)), the_game());
    EXPECT_EQ(*event.known_at(on_day(1.99)), the_game());
    EXPECT_EQ(*event.known_at(on_day(2)), later);
}

TEST(MarketHistoryTest, GroupsSeriesBySourceLeagueSeasonAndMarket) {
    const auto with = [](std::string_view id, auto change) {
        domain::Event event = the_game();
        event.id = domain::EventId(std::string(id));
        change(event);
        return event;
    };
    const auto nothing = [](domain::Event&) {};
    ObservationBatch batch{.events = {with("a:1", nothing), with("a:2", nothing),
                                      with("b:1", nothing),
                                      with("a:3", [](domain::Event& e) { e.league = "nfl"; }),
                                      with("a:4", [](domain::Event& e) { e.season = "2022"; })}};
    for (const domain::Event& event : batch.events)
        batch.quotes.push_back(a_quote(event.id.value(), on_day(1), 100));
    batch.quotes.push_back(a_quote("a:1", on_day(1), 100));
    batch.quotes.back().series.market = "tickpick";

    const auto history = MarketHistory::from(batch);
    std::map<std::string, std::size_t> group;
    for (const SeriesHistory& series : history.series())
        group[series.key.event.value() + " " + series.key.market] = series.group;
    ASSERT_EQ(group.size(), 6U);
    EXPECT_EQ(group["a:1 stubhub"], group["a:2 stubhub"]);
    std::set<std::size_t> others = {group["a:1 stubhub"], group["b:1 stubhub"],
                                    group["a:3 stubhub"], group["a:4 stubhub"],
                                    group["a:1 tickpick"]};
    EXPECT_EQ(others.size(), 5U);
    EXPECT_EQ(history.groups(), 5U);
}

const TeamKey kHome = {"mlb", "2021", "Los Angeles Dodgers"};
const TeamKey kAway = {"mlb", "2021", "Texas Rangers"};

double day_number(double day) {
    return to_days(on_day(day));
}

TEST(MarketHistoryTest, AToldStandingIsKnownFromItsArrival) {
    domain::TeamRecord record = a_record("Los Angeles Dodgers", on_day(2));
    record.losses = 30;  // 10 won.
    record.wins_last10 = 4;
    record.elo = 1512;
    const auto history = MarketHistory::from({.records = {record}});
    EXPECT_EQ(history.standing(kHome, day_number(1.99)), nullptr);
    const Standing* known = history.standing(kHome, day_number(2));
    ASSERT_NE(known, nullptr);
    EXPECT_DOUBLE_EQ(known->win_share, 0.25);
    EXPECT_DOUBLE_EQ(known->last10_share, 0.4);
    EXPECT_DOUBLE_EQ(known->elo, 1512);
    EXPECT_EQ(history.standing(kAway, day_number(3)), nullptr);
    EXPECT_EQ(history.standing({"mlb", "2020", "Los Angeles Dodgers"}, day_number(3)), nullptr);
}

TEST(MarketHistoryTest, AStandingWithoutNumbersIsMissing) {
    struct Case {
        std::string name;
        std::optional<std::int64_t> wins, losses, last10;
        double win_share, last10_share;
    };
    const double missing = std::nan("");
    const Case cases[] = {
        {"no losses told", 3, {}, 2, missing, missing},
        {"nothing played", 0, 0, 0, missing, missing},
        {"six games played: the last ten are six", 2, 4, 2, 2.0 / 6, 2.0 / 6},
        {"twenty played", 5, 15, 3, 0.25, 0.3},
    };
    for (const Case& one : cases) {
        domain::TeamRecord record = a_record("Los Angeles Dodgers", on_day(2));
        record.wins = one.wins;
        record.losses = one.losses;
        record.wins_last10 = one.last10;
        const auto history = MarketHistory::from({.records = {record}});
        const Standing* known = history.standing(kHome, day_number(2));
        ASSERT_NE(known, nullptr) << one.name;
        EXPECT_THAT(known->win_share, ::testing::NanSensitiveDoubleEq(one.win_share)) << one.name;
        EXPECT_THAT(known->last10_share, ::testing::NanSensitiveDoubleEq(one.last10_share))
            << one.name;
        EXPECT_TRUE(std::isnan(known->elo)) << one.name;
    }
}

/// Three games of the same pair; the third is known from day 9 only.
ObservationBatch three_games() {
    ObservationBatch batch;
    for (const char* id : {"s:1", "s:2", "s:3"}) {
        batch.events.push_back(the_game());
        batch.events.back().id = domain::EventId(id);
    }
    batch.events.back().received_at = on_day(9);
    return batch;
}

domain::GameResult ended(std::string_view game, double day, std::int64_t home, std::int64_t away) {
    domain::GameResult result = a_result(game, on_day(day));
    result.home_score = home;
    result.away_score = away;
    return result;
}

TEST(MarketHistoryTest, CountsStandingsFromResultsAsTheyArrive) {
    ObservationBatch batch = three_games();
    batch.results = {ended("s:2", 4, 2, 2), ended("s:1", 2, 3, 1), ended("s:3", 6, 0, 1),
                     ended("s:9", 2, 0, 9)};
    const auto history = MarketHistory::from(batch);
    struct Case {
        std::string name;
        double day, home, away;
    };
    const Case cases[] = {
        {"won", 2, 1.0, 0.0},
        {"drawn counts half", 4, 0.75, 0.25},
        {"the third game is not known yet", 8.9, 0.75, 0.25},
        {"lost", 9, 0.5, 0.5},
    };
    EXPECT_EQ(history.standing(kHome, day_number(1.9)), nullptr);
    for (const Case& one : cases) {
        ASSERT_NE(history.standing(kHome, day_number(one.day)), nullptr) << one.name;
        EXPECT_DOUBLE_EQ(history.standing(kHome, day_number(one.day))->win_share, one.home)
            << one.name;
        EXPECT_DOUBLE_EQ(history.standing(kAway, day_number(one.day))->win_share, one.away)
            << one.name;
    }
}

TEST(MarketHistoryTest, ACorrectedResultReplacesTheFirst) {
    ObservationBatch batch = three_games();
    batch.results = {ended("s:1", 2, 3, 1), ended("s:2", 3, 3, 1), ended("s:1", 4, 1, 3)};
    const auto history = MarketHistory::from(batch);
    EXPECT_DOUBLE_EQ(history.standing(kHome, day_number(3))->win_share, 1.0);
    EXPECT_DOUBLE_EQ(history.standing(kHome, day_number(4))->win_share, 0.5);
}

TEST(MarketHistoryTest, AToldStandingGoesBeforeACountedOne) {
    ObservationBatch batch = three_games();
    batch.results = {ended("s:1", 2, 3, 1), ended("s:2", 6, 3, 1)};
    domain::TeamRecord record = a_record("Los Angeles Dodgers", on_day(4));
    record.losses = 30;
    batch.records = {record};
    const auto history = MarketHistory::from(batch);
    EXPECT_DOUBLE_EQ(history.standing(kHome, day_number(3))->win_share, 1.0);
    EXPECT_DOUBLE_EQ(history.standing(kHome, day_number(4))->win_share, 0.25);
    EXPECT_DOUBLE_EQ(history.standing(kHome, day_number(7))->win_share, 0.25);
}

}  // namespace
}  // namespace seatsync::features
