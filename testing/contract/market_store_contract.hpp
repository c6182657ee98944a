#pragma once

// What every market store does. A store joins with INSTANTIATE_TEST_SUITE_P and a factory.

#include "app/market_store.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <thread>

namespace seatsync::testing {

struct MarketStoreFactory {
    std::string name;
    /// An empty store, with whatever it stands on.
    std::function<std::shared_ptr<app::MarketStore>()> make;
    friend void PrintTo(const MarketStoreFactory& factory, std::ostream* out) {
        *out << factory.name;
    }
};

class MarketStoreContract : public ::testing::TestWithParam<MarketStoreFactory> {
  protected:
    using Quotes = std::vector<domain::Quote>;
    using Events = std::vector<domain::Event>;

    static inline const domain::Instant kForever = domain::Instant::max();
    static inline const domain::EventId kGame{"mlb:1"};

    /// An instant so many minutes into a day, to write histories briefly.
    static domain::Instant minute(int n) {
        return at("2021-06-01T00:00:00Z") + std::chrono::minutes(n);
    }
    static domain::Quote quote(int event_minute, std::int64_t cents) {
        return a_quote("mlb:1", minute(event_minute), cents);
    }
    static domain::Quote quote(int event_minute, int received_minute, std::int64_t cents) {
        domain::Quote late = quote(event_minute, cents);
        late.received_at = minute(received_minute);
        return late;
    }
    /// So many quotes of the game, one a minute.
    static Quotes quotes(int count) {
        Quotes all;
        for (int i = 0; i < count; ++i)
            all.push_back(quote(i, 1000 + i));
        return all;
    }
    static domain::Event known_from(domain::Event event, int received_minute) {
        event.received_at = minute(received_minute);
        return event;
    }
    static domain::Event starting(std::string_view id, std::string_view start) {
        domain::Event event = an_event(id);
        event.start = at(start);
        return event;
    }

    app::AppendCounts append(const domain::ObservationBatch& batch) {
        return store_->append(batch).value();
    }
    Quotes stored_quotes(domain::Instant as_of = kForever) {
        return store_->quotes(kGame, {}, as_of).value();
    }
    Quotes walked_quotes(const app::EventFilter& filter, app::TimeRange range,
                         domain::Instant as_of) {
        Quotes seen;
        const auto keep = [&seen](const domain::Quote& quote) -> Result<void> {
            seen.push_back(quote);
            return {};
        };
        store_->for_each_quote(filter, range, as_of, keep).value();
        return seen;
    }
    std::vector<std::string> ids_of(const app::EventFilter& filter,
                                    domain::Instant as_of = kForever) {
        std::vector<std::string> ids;
        for (const domain::Event& event : store_->events(filter, as_of).value())
            ids.push_back(event.id.value());
        return ids;
    }

    std::shared_ptr<app::MarketStore> store_ = GetParam().make();
};

inline auto name_of_factory(const ::testing::TestParamInfo<MarketStoreFactory>& info) {
    return info.param.name;
}

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Appending and what it counts.

TEST_P(MarketStoreContract, AppendingCountsWhatIsNew) {
    const auto counts = append({.events = {an_event("mlb:1")},
                                .quotes = quotes(100),
                                .records = {a_record("Dodgers", minute(0))},
                                .results = {a_result("mlb:1", minute(0))}});
    EXPECT_EQ(counts, (app::AppendCounts{.inserted = 103, .duplicate = 0, .replaced = 0}));
    EXPECT_EQ(stored_quotes(), quotes(100));
}

TEST_P(MarketStoreContract, AnEmptyBatchChangesNothing) {
    EXPECT_EQ(append({}), app::AppendCounts{});
    EXPECT_EQ(store_->last_received().value(), std::nullopt);
}

TEST_P(MarketStoreContract, AppendingTwiceKeepsOneQuote) {
    append({.quotes = quotes(100)});
    const auto counts = append({.quotes = quotes(100)});
    EXPECT_EQ(counts, (app::AppendCounts{.inserted = 0, .duplicate = 100, .replaced = 0}));
    EXPECT_EQ(stored_quotes(), quotes(100));
}

TEST_P(MarketStoreContract, OtherContentUnderTheSameTimesReplaces) {
    append({.quotes = quotes(100)});
    Quotes changed = quotes(102);
    changed[0].get_in_cents = 7;
    changed[40].tickets = 3;
    changed[99].get_in_cents.reset();
    changed[99].popularity = 0.5;
    const auto counts = append({.quotes = changed});
    EXPECT_EQ(counts, (app::AppendCounts{.inserted = 2, .duplicate = 97, .replaced = 3}));
    EXPECT_EQ(stored_quotes(), changed);
}

TEST_P(MarketStoreContract, TheLastOfOneKeyInABatchCounts) {
    // A hundred others, so that a store that writes in groups meets the key inside one of them.
    Quotes batch = {quote(0, 100), quote(0, 200), quote(0, 200), quote(0, 100), quote(0, 300)};
    for (int i = 1; i <= 100; ++i)
        batch.push_back(quote(i, 100));
    const auto counts = append({.quotes = batch});
    EXPECT_EQ(counts, (app::AppendCounts{.inserted = 101, .duplicate = 1, .replaced = 3}));
    EXPECT_EQ(stored_quotes().front(), quote(0, 300));
}

TEST_P(MarketStoreContract, EveryKindOfObservationIsReplacedByItsKey) {
    domain::Event event = an_event("mlb:1");
    domain::TeamRecord record = a_record("Dodgers", minute(0));
    domain::GameResult result = a_result("mlb:1", minute(0));
    append({.events = {event}, .records = {record}, .results = {result}});
    event.status = domain::EventStatus::postponed;
    record.elo = 1512.25;
    result.away_score = 4;
    const auto counts = append({.events = {event}, .records = {record}, .results = {result}});
    EXPECT_EQ(counts, (app::AppendCounts{.inserted = 0, .duplicate = 0, .replaced = 3}));
    EXPECT_THAT(store_->events({}, kForever).value(), ElementsAre(event));
    EXPECT_THAT(store_->records("", kForever).value(), ElementsAre(record));
    EXPECT_THAT(store_->results("", kForever).value(), ElementsAre(result));
}

TEST_P(MarketStoreContract, CountsGoOnFromBatchToBatchOfASession) {
    const auto session = store_->begin_append().value();
    session->append({.quotes = quotes(50)}).value();
    const auto counts = session->append({.quotes = quotes(60)}).value();
    EXPECT_EQ(counts, (app::AppendCounts{.inserted = 10, .duplicate = 50, .replaced = 0}));
    session->commit().value();
    EXPECT_EQ(stored_quotes(), quotes(60));
}

// Values come back as they were.

TEST_P(MarketStoreContract, KeepsEveryFieldOfAQuote) {
    domain::Quote full;
    full.series = {.event = kGame,
                   .market = "viagogo",
                   .zone = "Tribüne \"Süd\" 'A'",
                   .kind = domain::PriceKind::all_in,
                   .currency = domain::Currency::from_code("EUR").value()};
    full.event_at = at("2021-06-01T10:00:00.000001Z");
    full.received_at = at("2021-06-01T10:00:00.999999Z");
    full.get_in_cents = 1;
    full.median_cents = 12'345;
    full.average_cents = std::numeric_limits<std::int64_t>::max();
    full.highest_cents = 9'007'199'254'740'993;  // One more than a double can tell.
    full.listings = 0;
    full.tickets = 3'000'000'000;
    full.popularity = 0.1;
    append({.quotes = {full}});
    EXPECT_THAT(stored_quotes(), ElementsAre(full));
    EXPECT_THAT(store_->latest(kGame, kForever).value(), ElementsAre(full));
}

TEST_P(MarketStoreContract, WhatAQuoteDoesNotTellStaysMissing) {
    domain::Quote only_listings = quote(0, 1);
    only_listings.get_in_cents.reset();
    only_listings.listings = 0;
    domain::Quote only_popularity = quote(1, 1);
    only_popularity.get_in_cents.reset();
    only_popularity.popularity = 0.0;
    append({.quotes = {only_listings, only_popularity}});
    EXPECT_THAT(stored_quotes(), ElementsAre(only_listings, only_popularity));
}

TEST_P(MarketStoreContract, KeepsEveryFieldOfAnEvent) {
    domain::Event full = an_event("mlb:a:b");
    full.start_tbd = true;
    full.status = domain::EventStatus::cancelled;
    full.received_at = at("2021-05-01T00:00:00.000001Z");
    domain::Event bare;
    bare.id = domain::EventId("mlb:2");
    bare.league = "mlb";
    bare.start = at("2021-07-01T00:00:00Z");
    append({.events = {full, bare}});
    EXPECT_EQ(store_->event(full.id, kForever).value(), full);
    EXPECT_EQ(store_->event(bare.id, kForever).value(), bare);
    EXPECT_THAT(store_->events({}, kForever).value(), ElementsAre(full, bare));
}

TEST_P(MarketStoreContract, KeepsEveryFieldOfARecordAndAResult) {
    domain::TeamRecord record = a_record("Dodgers", minute(9));
    record.event_at = minute(1);
    record.losses = 0;
    record.wins_last10 = 7;
    record.elo = 1547.123456789;
    domain::TeamRecord bare = a_record("Rangers", minute(9));
    bare.wins.reset();
    domain::GameResult result = a_result("mlb:1", minute(9));
    result.event_at = minute(2);
    result.home_score = 12;
    append({.records = {record, bare}, .results = {result}});
    EXPECT_THAT(store_->records("", kForever).value(), ElementsAre(record, bare));
    EXPECT_THAT(store_->results("", kForever).value(), ElementsAre(result));
}

// What was known when.

TEST_P(MarketStoreContract, HidesWhatWasNotYetKnown) {
    const domain::Quote early = quote(0, 100);
    const domain::Quote late = quote(1, 5, 200);
    append({.events = {an_event("mlb:1")}, .quotes = {early, late}});
    EXPECT_THAT(stored_quotes(early.received_at - std::chrono::microseconds(1)), IsEmpty());
    EXPECT_THAT(stored_quotes(minute(0)), ElementsAre(early));
    EXPECT_THAT(stored_quotes(minute(4)), ElementsAre(early));
    EXPECT_THAT(stored_quotes(minute(5)), ElementsAre(early, late));
    EXPECT_THAT(walked_quotes({}, {}, minute(4)), ElementsAre(early));
    EXPECT_THAT(store_->latest(kGame, minute(4)).value(), ElementsAre(early));
    EXPECT_THAT(store_->latest(kGame, minute(5)).value(), ElementsAre(late));
}

TEST_P(MarketStoreContract, HidesEventsRecordsAndResultsNotYetKnown) {
    append({.events = {known_from(an_event("mlb:1"), 5)},
            .records = {a_record("Dodgers", minute(5))},
            .results = {a_result("mlb:1", minute(5))}});
    EXPECT_EQ(store_->event(kGame, minute(4)).error().code, ErrorCode::not_found);
    EXPECT_THAT(store_->events({}, minute(4)).value(), IsEmpty());
    EXPECT_THAT(store_->records("", minute(4)).value(), IsEmpty());
    EXPECT_THAT(store_->results("", minute(4)).value(), IsEmpty());
    EXPECT_TRUE(store_->event(kGame, minute(5)).has_value());
    EXPECT_EQ(store_->events({}, minute(5)).value().size(), 1U);
    EXPECT_EQ(store_->records("", minute(5)).value().size(), 1U);
    EXPECT_EQ(store_->results("", minute(5)).value().size(), 1U);
}

TEST_P(MarketStoreContract, LatestVersionOfOneTimeCounts) {
    const domain::Quote first = quote(0, 1, 100);
    const domain::Quote corrected = quote(0, 7, 150);
    const domain::Quote next = quote(2, 3, 120);
    append({.quotes = {corrected, next, first}});  // The order of arrival does not matter.
    EXPECT_THAT(stored_quotes(minute(1)), ElementsAre(first));
    EXPECT_THAT(stored_quotes(minute(6)), ElementsAre(first, next));
    EXPECT_THAT(stored_quotes(minute(7)), ElementsAre(corrected, next));
}

TEST_P(MarketStoreContract, LatestIsTheNewestTimeNotTheNewestKnowledge) {
    const domain::Quote newest = quote(3, 4, 100);
    const domain::Quote newest_corrected = quote(3, 6, 110);
    const domain::Quote older_corrected = quote(1, 8, 90);
    append({.quotes = {newest, older_corrected, newest_corrected}});
    EXPECT_THAT(store_->latest(kGame, minute(5)).value(), ElementsAre(newest));
    EXPECT_THAT(store_->latest(kGame, kForever).value(), ElementsAre(newest_corrected));
}

TEST_P(MarketStoreContract, TheVersionOfAnEventKnownThenIsAnswered) {
    const domain::Event announced = known_from(an_event("mlb:1"), 1);
    domain::Event moved = known_from(starting("mlb:1", "2021-08-01T00:00:00Z"), 5);
    append({.events = {moved, announced}});
    EXPECT_EQ(store_->event(kGame, minute(4)).value(), announced);
    EXPECT_EQ(store_->event(kGame, minute(5)).value(), moved);
    EXPECT_THAT(store_->events({}, minute(4)).value(), ElementsAre(announced));
    EXPECT_THAT(store_->events({}, kForever).value(), ElementsAre(moved));
}

TEST_P(MarketStoreContract, AllVersionsThatWereKnownThenAreAnsweredInOrder) {
    const domain::Event announced = known_from(an_event("mlb:1"), 1);
    domain::Event moved = known_from(starting("mlb:1", "2021-08-01T00:00:00Z"), 5);
    append({.events = {moved, announced}});
    EXPECT_THAT(store_->event_versions({}, minute(4)).value(), ElementsAre(announced));
    EXPECT_THAT(store_->event_versions({}, kForever).value(), ElementsAre(announced, moved));
    EXPECT_THAT(store_->event_versions({.league = "nba"}, kForever).value(), IsEmpty());
}

// Which events and quotes are answered, and in which order.

TEST_P(MarketStoreContract, AnUnknownEventIsNotFoundAndHasNoQuotes) {
    EXPECT_EQ(store_->event(kGame, kForever).error().code, ErrorCode::not_found);
    EXPECT_THAT(stored_quotes(), IsEmpty());
    EXPECT_THAT(store_->latest(kGame, kForever).value(), IsEmpty());
}

TEST_P(MarketStoreContract, EventsComeByStartThenId) {
    append({.events = {starting("b:2", "2021-06-02T00:00:00Z"),
                       starting("c:1", "2021-06-01T00:00:00Z"),
                       starting("a:9", "2021-06-02T00:00:00Z")}});
    EXPECT_THAT(ids_of({}), ElementsAre("c:1", "a:9", "b:2"));
}

TEST_P(MarketStoreContract, FiltersEvents) {
    domain::Event nfl = starting("set:2", "2021-06-02T00:00:00Z");
    nfl.league = "nfl";
    append({.events = {starting("set:1", "2021-06-01T00:00:00Z"), nfl,
                       starting("set2:3", "2021-06-03T00:00:00Z"),
                       starting("set:4:5", "2021-06-04T00:00:00Z")}});
    struct Row {
        std::string name;
        app::EventFilter filter;
        std::vector<std::string> expected;
    };
    const auto day = [](int n) { return at("2021-06-01T00:00:00Z") + std::chrono::days(n - 1); };
    const std::vector<Row> rows = {
        {"all", {}, {"set:1", "set:2", "set2:3", "set:4:5"}},
        {"league", {.league = "nfl"}, {"set:2"}},
        {"another league", {.league = "nf"}, {}},
        {"name space", {.name_space = "set"}, {"set:1", "set:2", "set:4:5"}},
        {"longer name space", {.name_space = "set2"}, {"set2:3"}},
        {"not a name space but a part of an id", {.name_space = "set:4"}, {}},
        {"from, inclusive", {.starts_from = day(3)}, {"set2:3", "set:4:5"}},
        {"before, exclusive", {.starts_before = day(3)}, {"set:1", "set:2"}},
        {"all together",
         {.league = "mlb", .name_space = "set", .starts_from = day(1), .starts_before = day(4)},
         {"set:1"}},
    };
    for (const Row& row : rows)
        EXPECT_EQ(ids_of(row.filter), row.expected) << row.name;
}

TEST_P(MarketStoreContract, FiltersLookAtTheVersionKnownThen) {
    domain::Event moved = known_from(starting("mlb:1", "2021-08-01T00:00:00Z"), 5);
    moved.league = "exhibition";
    append({.events = {known_from(an_event("mlb:1"), 1), moved}});
    const app::EventFilter before_july = {.starts_before = at("2021-07-01T00:00:00Z")};
    EXPECT_THAT(ids_of(before_july, minute(4)), ElementsAre("mlb:1"));
    EXPECT_THAT(ids_of(before_july, minute(5)), IsEmpty());
    EXPECT_THAT(ids_of({.league = "mlb"}, minute(4)), ElementsAre("mlb:1"));
    EXPECT_THAT(ids_of({.league = "mlb"}, minute(5)), IsEmpty());
}

TEST_P(MarketStoreContract, ReadsAHalfOpenRange) {
    append({.events = {an_event("mlb:1")}, .quotes = quotes(6)});
    const app::TimeRange range = {.from = minute(1), .to = minute(4)};
    const Quotes expected = {quote(1, 1001), quote(2, 1002), quote(3, 1003)};
    EXPECT_EQ(store_->quotes(kGame, range, kForever).value(), expected);
    EXPECT_EQ(walked_quotes({}, range, kForever), expected);
}

TEST_P(MarketStoreContract, KeepsSeriesApartAndInOrder) {
    Quotes expected(6, quote(0, 100));
    expected[0].series.kind = domain::PriceKind::list;
    expected[1].series.currency = domain::Currency::from_code("EUR").value();
    expected[3].series.zone = "A";
    expected[4].series.zone = "B";
    expected[5].series.market = "tickpick";
    domain::Quote later = expected[3];  // A second point belongs before the next series.
    later.event_at = later.received_at = minute(1);
    expected.insert(expected.begin() + 4, later);
    append({.events = {an_event("mlb:1")}, .quotes = Quotes(expected.rbegin(), expected.rend())});
    EXPECT_EQ(stored_quotes(), expected);
    EXPECT_EQ(walked_quotes({}, {}, kForever), expected);
    expected.erase(expected.begin() + 3);
    EXPECT_EQ(store_->latest(kGame, kForever).value(), expected);
}

TEST_P(MarketStoreContract, WalksTheQuotesOfTheEventsThatPass) {
    domain::Event other = an_event("nfl:1");
    other.league = "nfl";
    other.start = at("2021-01-01T00:00:00Z");
    const domain::Quote of_10 = a_quote("mlb:10", minute(0), 1);
    const domain::Quote of_2 = a_quote("mlb:2", minute(0), 2);
    const domain::Quote of_nfl = a_quote("nfl:1", minute(0), 3);
    const domain::Quote of_unknown = a_quote("mlb:3", minute(0), 4);
    append({.events = {an_event("mlb:2"), other, starting("mlb:10", "2022-01-01T00:00:00Z")},
            .quotes = {of_nfl, of_2, of_unknown, of_10}});
    EXPECT_THAT(walked_quotes({}, {}, kForever), ElementsAre(of_10, of_2, of_nfl));
    EXPECT_THAT(walked_quotes({.league = "mlb"}, {}, kForever), ElementsAre(of_10, of_2));
    EXPECT_THAT(walked_quotes({.name_space = "nfl"}, {}, kForever), ElementsAre(of_nfl));
}

TEST_P(MarketStoreContract, AnErrorOfTheVisitorEndsTheWalk) {
    append({.events = {an_event("mlb:1")}, .quotes = quotes(5)});
    int seen = 0;
    const auto refuse_the_second = [&seen](const domain::Quote&) -> Result<void> {
        if (++seen == 2)
            return fail(ErrorCode::conflict, "enough");
        return {};
    };
    const auto walked = store_->for_each_quote({}, {}, kForever, refuse_the_second);
    EXPECT_EQ(walked.error(), fail(ErrorCode::conflict, "enough"));
    EXPECT_EQ(seen, 2);
    EXPECT_EQ(stored_quotes(), quotes(5));
}

TEST_P(MarketStoreContract, TheVisitorMayReadTheStore) {
    append({.events = {an_event("mlb:1")}, .quotes = quotes(3)});
    std::size_t read = 0;
    const auto read_again = [&](const domain::Quote& quote) -> Result<void> {
        SEATSYNC_TRY(const auto known, store_->quotes(quote.series.event, {}, kForever));
        read += known.size();
        return {};
    };
    store_->for_each_quote({}, {}, kForever, read_again).value();
    EXPECT_EQ(read, 9U);
}

TEST_P(MarketStoreContract, RecordsComeByLeagueTimeAndKey) {
    domain::TeamRecord nfl = a_record("Eagles", minute(1));
    nfl.league = "nfl";
    const domain::TeamRecord late = a_record("Angels", minute(2));
    const domain::TeamRecord dodgers = a_record("Dodgers", minute(1));
    const domain::TeamRecord astros = a_record("Astros", minute(1));
    append({.records = {late, nfl, dodgers, astros}});
    EXPECT_THAT(store_->records("", kForever).value(), ElementsAre(astros, dodgers, nfl, late));
    EXPECT_THAT(store_->records("mlb", kForever).value(), ElementsAre(astros, dodgers, late));
}

TEST_P(MarketStoreContract, ResultsFollowTheLeagueOfTheirEventKnownThen) {
    domain::Event moved = known_from(an_event("mlb:1"), 5);
    moved.league = "exhibition";
    const domain::GameResult of_1 = a_result("mlb:1", minute(3));
    const domain::GameResult of_2 = a_result("mlb:2", minute(2));
    const domain::GameResult of_unknown = a_result("mlb:3", minute(2));
    append({.events = {known_from(an_event("mlb:1"), 0), moved, an_event("mlb:2")},
            .results = {of_1, of_unknown, of_2}});
    EXPECT_THAT(store_->results("", kForever).value(), ElementsAre(of_2, of_unknown, of_1));
    EXPECT_THAT(store_->results("mlb", minute(4)).value(), ElementsAre(of_2, of_1));
    EXPECT_THAT(store_->results("mlb", minute(5)).value(), ElementsAre(of_2));
    EXPECT_THAT(store_->results("exhibition", minute(5)).value(), ElementsAre(of_1));
}

TEST_P(MarketStoreContract, LastReceivedIsTheGreatestOfAllKinds) {
    EXPECT_EQ(store_->last_received().value(), std::nullopt);
    append({.quotes = {quote(0, 3, 1), quote(1, 2, 1)}});
    EXPECT_EQ(store_->last_received().value(), minute(3));
    append({.events = {known_from(an_event("mlb:1"), 4)}});
    EXPECT_EQ(store_->last_received().value(), minute(4));
    append({.records = {a_record("Dodgers", minute(5))}});
    EXPECT_EQ(store_->last_received().value(), minute(5));
    append({.results = {a_result("mlb:1", minute(6))}});
    EXPECT_EQ(store_->last_received().value(), minute(6));
    append({.quotes = {quote(1, 1)}});
    EXPECT_EQ(store_->last_received().value(), minute(6));
}

// Sessions.

TEST_P(MarketStoreContract, NothingIsSeenBeforeTheCommit) {
    const auto session = store_->begin_append().value();
    session->append({.events = {an_event("mlb:1")}, .quotes = quotes(3)}).value();
    EXPECT_THAT(stored_quotes(), IsEmpty());
    EXPECT_THAT(ids_of({}), IsEmpty());
    session->append({.quotes = {quote(3, 1003)}}).value();
    session->commit().value();
    EXPECT_EQ(stored_quotes(), quotes(4));
    EXPECT_THAT(ids_of({}), ElementsAre("mlb:1"));
}

TEST_P(MarketStoreContract, SessionDroppedWithoutCommitLeavesNothing) {
    append({.quotes = quotes(2)});
    {
        const auto session = store_->begin_append().value();
        session->append({.quotes = {quote(0, 9999), a_quote("mlb:2", minute(5), 1)}}).value();
    }
    EXPECT_EQ(stored_quotes(), quotes(2));
    EXPECT_THAT(store_->quotes(domain::EventId("mlb:2"), {}, kForever).value(), IsEmpty());
    EXPECT_EQ(store_->last_received().value(), minute(1));
}

TEST_P(MarketStoreContract, ADroppedSeriesDoesNotLendItsPlaceToAnother) {
    {
        const auto session = store_->begin_append().value();
        session->append({.quotes = {a_quote("mlb:2", minute(0), 1)}}).value();
    }
    const domain::Quote of_3 = a_quote("mlb:3", minute(0), 3);
    const domain::Quote of_2 = a_quote("mlb:2", minute(0), 2);
    append({.quotes = {of_3}});
    append({.quotes = {of_2}});
    EXPECT_THAT(store_->quotes(domain::EventId("mlb:3"), {}, kForever).value(), ElementsAre(of_3));
    EXPECT_THAT(store_->quotes(domain::EventId("mlb:2"), {}, kForever).value(), ElementsAre(of_2));
}

TEST_P(MarketStoreContract, RefusesAnInvalidObservationAndKeepsNothingOfTheBatch) {
    domain::Event no_league = an_event("mlb:1");
    no_league.league.clear();
    domain::TeamRecord no_team = a_record("", minute(0));
    domain::GameResult negative = a_result("mlb:1", minute(0));
    negative.home_score = -1;
    struct Row {
        std::string name;
        domain::ObservationBatch batch;
    };
    const std::vector<Row> rows = {
        {"a quote received before it happened", {.quotes = {quote(0, 1), quote(5, 4, 100)}}},
        {"a free ticket", {.quotes = {quote(0, 1), quote(1, 0)}}},
        {"an event without league", {.events = {an_event("mlb:2"), no_league}}},
        {"a record of nobody", {.quotes = {quote(0, 1)}, .records = {no_team}}},
        {"a negative score", {.quotes = {quote(0, 1)}, .results = {negative}}},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(store_->append(row.batch).error().code, ErrorCode::invalid_argument) << row.name;
        EXPECT_THAT(stored_quotes(), IsEmpty()) << row.name;
        EXPECT_THAT(ids_of({}), IsEmpty()) << row.name;
        EXPECT_EQ(store_->last_received().value(), std::nullopt) << row.name;
    }
}

TEST_P(MarketStoreContract, ASessionThatRefusedIsOfNoUse) {
    {
        const auto session = store_->begin_append().value();
        session->append({.quotes = quotes(2)}).value();
        EXPECT_FALSE(session->append({.quotes = {quote(5, 4, 100)}}).has_value());
        EXPECT_FALSE(session->append({.quotes = quotes(2)}).has_value());
        EXPECT_FALSE(session->commit().has_value());
    }
    EXPECT_THAT(stored_quotes(), IsEmpty());
    EXPECT_EQ(append({.quotes = quotes(2)}).inserted, 2U);
}

TEST_P(MarketStoreContract, ACommittedSessionIsOverAndTheNextMayBegin) {
    const auto first = store_->begin_append().value();
    first->append({.quotes = quotes(1)}).value();
    first->commit().value();
    EXPECT_EQ(first->append({.quotes = quotes(2)}).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(first->commit().error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(append({.quotes = quotes(3)}).inserted, 2U);
}

TEST_P(MarketStoreContract, ASecondSessionWaitsForTheFirst) {
    auto first = store_->begin_append().value();
    std::atomic<bool> first_is_over = false;
    bool began_after_the_first = false;
    std::thread other([&] {
        const auto second = store_->begin_append().value();
        began_after_the_first = first_is_over;
        second->append({.quotes = quotes(3)}).value();
        second->commit().value();
    });
    first->append({.quotes = quotes(2)}).value();
    first_is_over = true;
    first->commit().value();
    other.join();
    EXPECT_TRUE(began_after_the_first);
    EXPECT_EQ(stored_quotes(), quotes(3));
}

TEST_P(MarketStoreContract, ReadersBesideAWriterSeeWholeBatches) {
    constexpr int kBatches = 30;
    constexpr int kOfABatch = 40;
    std::atomic<bool> written = false;
    std::thread writer([&] {
        for (int batch = 0; batch < kBatches; ++batch) {
            Quotes next;
            for (int i = 0; i < kOfABatch; ++i)
                next.push_back(quote(batch * kOfABatch + i, 100));
            append({.quotes = next});
        }
        written = true;
    });
    bool always_whole = true;
    std::size_t before = 0;
    while (!written) {
        const std::size_t now = stored_quotes().size();
        always_whole = always_whole && now % kOfABatch == 0 && now >= before;
        before = now;
    }
    writer.join();
    EXPECT_TRUE(always_whole);
    EXPECT_EQ(stored_quotes().size(), std::size_t{kBatches} * kOfABatch);
}

}  // namespace seatsync::testing
