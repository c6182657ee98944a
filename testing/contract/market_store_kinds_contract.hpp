#pragma once

// What every market store does with the kinds that are versions of one thing: readings, mentions
// and so on, and with all that it holds. Instantiated like MarketStoreContract.

#include "app/tables.hpp"
#include "testing/contract/market_store_contract.hpp"

namespace seatsync::testing {

/// One kind: an observation of it with every field told and one with none that may be missing, how
/// it changes, where it lies in a batch, and how all of it is read.
template <class Row>
struct KindOfObservation {
    Row full;
    Row bare;
    std::function<void(Row&)> change;
    std::vector<Row> domain::ObservationBatch::*kind;
    std::function<Result<std::vector<Row>>(domain::Instant as_of)> read;

    [[nodiscard]] domain::ObservationBatch batch(std::vector<Row> rows) const {
        domain::ObservationBatch batch;
        batch.*kind = std::move(rows);
        return batch;
    }
};

class MarketStoreKinds : public MarketStoreContract {
  protected:
    using Batch = domain::ObservationBatch;
    static inline const domain::Instant kKnown = minute(5);

    template <class Check>
    void for_each_versioned_kind(const Check& check) {
        check(readings());
        check(mentions());
        check(availabilities());
        check(nearby_events());
        check(own_listings());
        check(own_sales());
        check(links());
    }

    KindOfObservation<domain::Reading> readings() {
        domain::Reading bare = a_reading(kKnown);
        bare.subject = "5";
        bare.value.reset();
        return {a_reading(kKnown), bare, [](auto& r) { r.value = 0.1; }, &Batch::readings,
                [this](auto as_of) { return store_->readings({}, as_of); }};
    }
    KindOfObservation<domain::Mention> mentions() {
        domain::Mention bare = a_mention(kKnown);
        bare.id = "t3_2";
        bare.tone.reset();
        bare.reach.reset();
        bare.comments.reset();
        return {a_mention(kKnown), bare, [](auto& m) { m.reach = 8; }, &Batch::mentions,
                [this](auto as_of) { return store_->mentions("", {}, as_of); }};
    }
    KindOfObservation<domain::Availability> availabilities() {
        domain::Availability bare = an_availability(kKnown);
        bare.athlete = "5";
        bare.team.clear();
        bare.returns_at.reset();
        return {an_availability(kKnown), bare, [](auto& a) { a.status = "Out"; },
                &Batch::availabilities,
                [this](auto as_of) { return store_->availabilities("", as_of); }};
    }
    KindOfObservation<domain::NearbyEvent> nearby_events() {
        domain::NearbyEvent bare;
        bare.source = "ticketmaster";
        bare.id = "Z7";
        bare.start = at("2021-06-12T20:00:00Z");
        bare.event_at = bare.received_at = kKnown;
        return {a_nearby_event(kKnown), bare, [](auto& e) { e.attendance = 0; },
                &Batch::nearby_events,
                [this](auto as_of) { return store_->nearby_events({}, as_of); }};
    }
    KindOfObservation<domain::OwnListing> own_listings() {
        domain::OwnListing bare;
        bare.market = "vivid";
        bare.id = "1";
        bare.event_at = bare.received_at = kKnown;
        return {an_own_listing(kKnown), bare, [](auto& l) { l.face_cents.reset(); },
                &Batch::own_listings,
                [this](auto as_of) { return store_->own_listings("", as_of); }};
    }
    KindOfObservation<domain::OwnSale> own_sales() {
        domain::OwnSale bare;
        bare.market = "vivid";
        bare.id = "1";
        bare.event_at = bare.received_at = kKnown;
        return {an_own_sale(kKnown), bare, [](auto& s) { s.seating.row = "G"; }, &Batch::own_sales,
                [this](auto as_of) { return store_->own_sales("", as_of); }};
    }
    KindOfObservation<domain::EventLink> links() {
        domain::EventLink bare = a_link(kKnown);
        bare.source_event = domain::EventId("vivid:1");
        bare.confidence = 0;
        bare.state = domain::LinkState::queued;
        bare.reason.clear();
        return {a_link(kKnown), bare, [](auto& l) { l.state = domain::LinkState::rejected; },
                &Batch::links, [this](auto as_of) { return store_->links(as_of); }};
    }
};

TEST_P(MarketStoreKinds, KeepEveryField) {
    for_each_versioned_kind([this](const auto& kind) {
        append(kind.batch({kind.bare, kind.full}));
        EXPECT_THAT(kind.read(kForever).value(), ElementsAre(kind.full, kind.bare));
    });
}

TEST_P(MarketStoreKinds, CountWhatIsNewKnownAndReplaced) {
    for_each_versioned_kind([this](const auto& kind) {
        EXPECT_EQ(append(kind.batch({kind.full, kind.bare, kind.full})),
                  (app::AppendCounts{.inserted = 2, .duplicate = 1, .replaced = 0}));
        auto changed = kind.full;
        kind.change(changed);
        EXPECT_EQ(append(kind.batch({changed, kind.bare})),
                  (app::AppendCounts{.inserted = 0, .duplicate = 1, .replaced = 1}));
        EXPECT_THAT(kind.read(kForever).value(), ElementsAre(changed, kind.bare));
    });
}

TEST_P(MarketStoreKinds, AnswerTheNewestVersionKnownThen) {
    for_each_versioned_kind([this](const auto& kind) {
        auto later = kind.full;
        kind.change(later);
        later.received_at = minute(8);
        append(kind.batch({later, kind.full}));
        EXPECT_THAT(kind.read(kKnown - std::chrono::microseconds(1)).value(), IsEmpty());
        EXPECT_THAT(kind.read(kKnown).value(), ElementsAre(kind.full));
        EXPECT_THAT(kind.read(minute(7)).value(), ElementsAre(kind.full));
        EXPECT_THAT(kind.read(minute(8)).value(), ElementsAre(later));
    });
}

TEST_P(MarketStoreKinds, RaiseTheTimeOfWhatWasLastReceived) {
    int n = 10;
    for_each_versioned_kind([&](const auto& kind) {
        auto row = kind.full;
        row.received_at = minute(++n);
        append(kind.batch({row}));
        EXPECT_EQ(store_->last_received().value(), minute(n));
    });
    append({.quarantined = {a_quarantined(minute(++n))}});
    EXPECT_EQ(store_->last_received().value(), minute(n));
}

TEST_P(MarketStoreKinds, RefuseWhatIsNotValid) {
    for_each_versioned_kind([this](const auto& kind) {
        auto bad = kind.full;
        app::Table<decltype(bad)>::visit(bad, [](auto, auto& member) {
            if constexpr (std::is_same_v<decltype(member), std::string&>)
                member = "two\nlines";
        });
        EXPECT_EQ(store_->append(kind.batch({kind.bare, bad})).error().code,
                  ErrorCode::invalid_argument);
        EXPECT_THAT(kind.read(kForever).value(), IsEmpty());
    });
}

TEST_P(MarketStoreKinds, FilterReadings) {
    const domain::Reading first = a_reading(minute(0));
    domain::Reading other_source = first;
    other_source.source = "nws";
    domain::Reading other_subject = first;
    other_subject.subject = "CPIAUCSL";
    domain::Reading other_measure = first;
    other_measure.measure = "wind_ms";
    domain::Reading later = first;
    later.valid_at += std::chrono::hours(1);
    append({.readings = {first, other_source, other_subject, other_measure, later}});
    const auto read = [&](const app::ReadingFilter& filter) {
        return store_->readings(filter, kForever).value();
    };
    EXPECT_THAT(read({}), ElementsAre(other_source, first, later, other_measure, other_subject));
    EXPECT_THAT(read({.source = "nws"}), ElementsAre(other_source));
    EXPECT_THAT(read({.subject = "CPIAUCSL"}), ElementsAre(other_subject));
    EXPECT_THAT(read({.measure = "wind_ms"}), ElementsAre(other_measure));
    EXPECT_THAT(read({.source = "open_meteo",
                      .measure = "temperature_c",
                      .valid_at = {.from = later.valid_at}}),
                ElementsAre(later));
    EXPECT_THAT(read({.source = "open_meteo", .valid_at = {.to = later.valid_at}}),
                ElementsAre(first, other_measure, other_subject));
}

TEST_P(MarketStoreKinds, FilterMentionsBySubjectAndTime) {
    const domain::Mention early = a_mention(minute(1));
    domain::Mention late = a_mention(minute(2));
    late.id = "t3_2";
    domain::Mention other = a_mention(minute(1));
    other.subject = "Lakers";
    append({.mentions = {late, other, early}});
    const auto read = [&](const std::string& subject, app::TimeRange range) {
        return store_->mentions(subject, range, kForever).value();
    };
    EXPECT_THAT(read("", {}), ElementsAre(other, early, late));
    EXPECT_THAT(read(early.subject, {}), ElementsAre(early, late));
    EXPECT_THAT(read(early.subject, {.from = minute(2)}), ElementsAre(late));
    EXPECT_THAT(read("", {.to = minute(2)}), ElementsAre(other, early));
}

TEST_P(MarketStoreKinds, TwoAthletesOfOneNameAreTwo) {
    const domain::Availability one = an_availability(kKnown);
    domain::Availability other = one;
    other.team = "Zephyrs";
    other.status = "Out";
    append({.availabilities = {one, other}});
    EXPECT_THAT(store_->availabilities("", kForever).value(), ElementsAre(one, other));
}

TEST_P(MarketStoreKinds, FilterAvailabilitiesListingsAndSales) {
    domain::Availability nfl = an_availability(kKnown);
    nfl.league = "nfl";
    domain::OwnListing vivid_listing = an_own_listing(kKnown);
    vivid_listing.market = "vivid";
    domain::OwnSale vivid_sale = an_own_sale(kKnown);
    vivid_sale.market = "vivid";
    append({.availabilities = {nfl, an_availability(kKnown)},
            .own_listings = {vivid_listing, an_own_listing(kKnown)},
            .own_sales = {an_own_sale(kKnown), vivid_sale}});
    EXPECT_THAT(store_->availabilities("nfl", kForever).value(), ElementsAre(nfl));
    EXPECT_THAT(store_->availabilities("nf", kForever).value(), IsEmpty());
    EXPECT_THAT(store_->own_listings("vivid", kForever).value(), ElementsAre(vivid_listing));
    EXPECT_THAT(store_->own_listings("", kForever).value(),
                ElementsAre(an_own_listing(kKnown), vivid_listing));
    EXPECT_THAT(store_->own_sales("vivid", kForever).value(), ElementsAre(vivid_sale));
}

TEST_P(MarketStoreKinds, FilterNearbyEventsByTheStartKnownThen) {
    const domain::NearbyEvent announced = a_nearby_event(minute(1));
    domain::NearbyEvent moved = a_nearby_event(minute(5));
    moved.start += std::chrono::days(1);
    moved.end.reset();
    append({.nearby_events = {announced, moved}});
    const app::TimeRange first_day = {.from = announced.start, .to = moved.start};
    EXPECT_THAT(store_->nearby_events(first_day, minute(4)).value(), ElementsAre(announced));
    EXPECT_THAT(store_->nearby_events(first_day, minute(5)).value(), IsEmpty());
    EXPECT_THAT(store_->nearby_events({.from = moved.start}, minute(5)).value(),
                ElementsAre(moved));
}

TEST_P(MarketStoreKinds, AnswerAllThatWasQuarantinedInARange) {
    const domain::Quarantined first = a_quarantined(minute(1));
    domain::Quarantined second = a_quarantined(minute(1));
    second.item = "listing 18";
    const domain::Quarantined again = a_quarantined(minute(3));
    domain::Quarantined other = a_quarantined(minute(0));
    other.source = "x";
    const auto counts = append({.quarantined = {other, again, second, first, first}});
    EXPECT_EQ(counts, (app::AppendCounts{.inserted = 4, .duplicate = 1, .replaced = 0}));
    EXPECT_THAT(store_->quarantined("", {}).value(), ElementsAre(first, second, again, other));
    EXPECT_THAT(store_->quarantined("x", {}).value(), ElementsAre(other));
    EXPECT_THAT(store_->quarantined("vivid", {.from = minute(1), .to = minute(3)}).value(),
                ElementsAre(first, second));
    EXPECT_THAT(store_->quarantined("vivid", {.from = minute(2)}).value(), ElementsAre(again));
}

TEST_P(MarketStoreKinds, SayWhatIsKnownOfAThing) {
    for_each_versioned_kind([this](const auto& kind) {
        auto later = kind.full;
        kind.change(later);
        later.received_at = minute(8);
        append(kind.batch({kind.full, later, kind.bare}));
        const auto known = [&](auto row, domain::Instant as_of) {
            row.received_at = minute(30);
            kind.change(row);  // Only what it is about counts.
            return store_->known_of(kind.batch({row}), as_of).value();
        };
        EXPECT_EQ(known(kind.full, kForever), kind.batch({later}));
        EXPECT_EQ(known(kind.full, minute(7)), kind.batch({kind.full}));
        EXPECT_EQ(known(kind.full, kKnown - std::chrono::microseconds(1)), Batch());
        EXPECT_EQ(known(kind.bare, kForever), kind.batch({kind.bare}));
        auto both = store_->known_of(kind.batch({kind.bare, kind.full}), kForever).value();
        EXPECT_THAT(both.*kind.kind, ::testing::UnorderedElementsAre(kind.bare, later));
    });
    EXPECT_EQ(store_->known_of({}, kForever).value(), Batch());
}

TEST_P(MarketStoreKinds, SayNothingOfAThingThatIsNotThere) {
    for_each_versioned_kind([this](const auto& kind) {
        append(kind.batch({kind.full}));
        EXPECT_EQ(store_->known_of(kind.batch({kind.bare}), kForever).value(), Batch());
    });
    domain::Reading elsewhen = a_reading(kKnown);
    elsewhen.valid_at += std::chrono::hours(1);
    EXPECT_EQ(store_->known_of({.readings = {elsewhen}}, kForever).value(), Batch());
}

TEST_P(MarketStoreKinds, SayEveryVersionOfARecordAndAResult) {
    auto record = a_record("Dodgers", minute(1));
    auto won = a_record("Dodgers", minute(2));
    won.wins = 99;
    const auto result = a_result("mlb:1", minute(3));
    auto corrected = a_result("mlb:1", minute(4));
    corrected.home_score = 77;
    append({.records = {record, won, a_record("Angels", minute(1))},
            .results = {result, corrected, a_result("mlb:2", minute(3))}});
    const Batch about{.records = {record}, .results = {result}};
    const auto known = store_->known_of(about, kForever).value();
    EXPECT_THAT(known.records, ::testing::UnorderedElementsAre(record, won));
    EXPECT_THAT(known.results, ::testing::UnorderedElementsAre(result, corrected));
    EXPECT_EQ(store_->known_of(about, minute(1)).value(), (Batch{.records = {record}}));
}

TEST_P(MarketStoreKinds, SayTheNewestVersionOfAnEvent) {
    append({.events = {known_from(an_event("mlb:1"), 0), known_from(an_event("mlb:1"), 5),
                       known_from(an_event("mlb:2"), 7)},
            .quotes = {quote(0, 100)},
            .quarantined = {a_quarantined(minute(1))}});
    const Batch about{.events = {an_event("mlb:1"), an_event("mlb:3")},
                      .quotes = {quote(0, 100)},
                      .quarantined = {a_quarantined(minute(1))}};
    EXPECT_EQ(store_->known_of(about, kForever).value(),
              (Batch{.events = {known_from(an_event("mlb:1"), 5)}}));
    EXPECT_EQ(store_->known_of(about, minute(4)).value(),
              (Batch{.events = {known_from(an_event("mlb:1"), 0)}}));
}

// All that is stored.

class MarketStoreEverything : public MarketStoreContract {
  protected:
    /// Something of each kind, two versions of most.
    static domain::ObservationBatch everything() {
        return {.events = {known_from(an_event("mlb:1"), 0), known_from(an_event("mlb:1"), 5)},
                .quotes = {quote(0, 100), quote(0, 3, 110), a_quote("nba:9", minute(1), 1)},
                .records = {a_record("Dodgers", minute(0)), a_record("Dodgers", minute(1))},
                .results = {a_result("mlb:1", minute(2))},
                .readings = {a_reading(minute(1)), a_reading(minute(2))},
                .mentions = {a_mention(minute(1)), a_mention(minute(2))},
                .availabilities = {an_availability(minute(1)), an_availability(minute(2))},
                .nearby_events = {a_nearby_event(minute(1)), a_nearby_event(minute(2))},
                .own_listings = {an_own_listing(minute(1)), an_own_listing(minute(2))},
                .own_sales = {an_own_sale(minute(1)), an_own_sale(minute(2))},
                .links = {a_link(minute(1)), a_link(minute(2))},
                .quarantined = {a_quarantined(minute(1)), a_quarantined(minute(2))}};
    }
    domain::ObservationBatch walked() {
        domain::ObservationBatch all;
        const auto keep = [&all](const domain::ObservationBatch& batch) -> Result<void> {
            EXPECT_LE(batch.size(), 4096U);
            const auto add = [&all]<class Row>(const std::vector<Row>& rows) {
                auto& to = std::get<std::vector<Row>&>(domain::kinds_of(all));
                to.insert(to.end(), rows.begin(), rows.end());
            };
            std::apply([&add](const auto&... rows) { (add(rows), ...); }, domain::kinds_of(batch));
            return {};
        };
        store_->for_each_batch(keep).value();
        return all;
    }
};

TEST_P(MarketStoreEverything, IsCountedByTable) {
    app::RowCounts none = store_->row_counts().value();
    EXPECT_EQ(none.size(), 12U);
    append(everything());
    append(everything());
    const app::RowCounts expected = {
        {"event_versions", 2}, {"quotes", 3},    {"team_records", 2},   {"game_results", 1},
        {"readings", 2},       {"mentions", 2},  {"availabilities", 2}, {"nearby_events", 2},
        {"own_listings", 2},   {"own_sales", 2}, {"event_links", 2},    {"quarantined", 2}};
    EXPECT_EQ(store_->row_counts().value(), expected);
    for (auto& [table, rows] : none)
        EXPECT_EQ(rows, 0U) << table;
}

TEST_P(MarketStoreEverything, IsWalkedOnceWithAllVersions) {
    append(everything());
    const domain::ObservationBatch all = walked();
    const auto compare = [&all]<class Row>(const std::vector<Row>& rows) {
        EXPECT_THAT((std::get<const std::vector<Row>&>(domain::kinds_of(all))),
                    ::testing::UnorderedElementsAreArray(rows));
    };
    const domain::ObservationBatch expected = everything();
    std::apply([&compare](const auto&... rows) { (compare(rows), ...); },
               domain::kinds_of(expected));
}

TEST_P(MarketStoreEverything, IsWalkedInPartsWhenItIsMuch) {
    append({.quotes = quotes(5000)});
    EXPECT_THAT(walked().quotes, ::testing::UnorderedElementsAreArray(quotes(5000)));
}

TEST_P(MarketStoreEverything, IsNotWalkedOnAfterAnError) {
    append(everything());
    int seen = 0;
    const auto refuse = [&seen](const domain::ObservationBatch&) -> Result<void> {
        ++seen;
        return fail(ErrorCode::conflict, "enough");
    };
    EXPECT_EQ(store_->for_each_batch(refuse).error(), fail(ErrorCode::conflict, "enough"));
    EXPECT_EQ(seen, 1);
}

}  // namespace seatsync::testing
