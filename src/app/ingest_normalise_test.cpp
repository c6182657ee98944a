#include "app/ingest_normalise.hpp"

#include "market/team_tables.hpp"
#include "testing/fakes/fake_market_store.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <utility>

namespace seatsync::app {
namespace {

using namespace std::chrono_literals;
using testing::at;
using ::testing::ElementsAre;
using ::testing::Pair;

const domain::EventId kGame("game:mlb-2021-06-11-texas-rangers-at-los-angeles-dodgers");

feed::Sighting sighting(const std::string& id) {
    feed::Sighting seen;
    seen.event = testing::an_event(id);
    seen.event.home = "Los Angeles Dodgers";
    seen.event.away = "Texas Rangers";
    seen.event.venue.name = "Dodger Stadium";
    seen.event.received_at = at("2021-06-10T12:00:00Z");
    seen.local_date = std::chrono::year(2021) / 6 / 11;
    return seen;
}

domain::Ask ask(const std::string& id, std::int64_t cents, const std::string& seats = "",
                const std::string& event = "shop:1") {
    domain::Ask offer;
    offer.series = {.event = domain::EventId(event), .market = "shop", .zone = {}};
    offer.id = id;
    offer.seating = {.section = "Field Box 12", .row = "B", .seats = seats};
    offer.price_cents = cents;
    offer.quantity = 2;
    offer.event_at = at("2021-06-10T12:00:00Z");
    offer.received_at = offer.event_at;
    return offer;
}

domain::Quote quote(const std::string& event, const char* time, std::int64_t cents) {
    return testing::a_quote(event, at(time), cents);
}

class NormaliserTest : public ::testing::Test {
  protected:
    /// One item that says this.
    static feed::Item says(std::vector<feed::Observation> observations) {
        feed::Item item;
        item.key = "k";
        item.observations = std::move(observations);
        return item;
    }
    static feed::FetchedPage page(std::vector<feed::Item> items, const std::string& next = "",
                                  bool is_first = true) {
        feed::FetchedPage made;
        made.task = "all";
        made.received_at = at("2021-06-10T12:00:00Z");
        made.answer = {.items = std::move(items), .next = next};
        made.is_first = is_first;
        return made;
    }

    static feed::FetchedPage in_task(const std::string& task, feed::FetchedPage page) {
        page.task = task;
        return page;
    }

    void take(const feed::FetchedPage& page, const std::string& source = "shop",
              feed::SourceKind kind = feed::SourceKind::marketplace) {
        ASSERT_TRUE(normaliser_.take(source, kind, page, now_, all_));
    }
    void take(std::vector<feed::Item> items) { take(page(std::move(items))); }

    /// Of all items so far, and forgets them.
    FateCounts fates(const std::string& source = "shop") {
        return std::exchange(all_.fates[source], {});
    }
    static FateCounts counts(std::vector<std::pair<Fate, std::uint64_t>> of) {
        FateCounts counted;
        for (const auto& [fate, items] : of)
            counted.add(fate, items);
        return counted;
    }

    testing::FakeMarketStore store_;
    Normaliser normaliser_{store_, market::shipped_team_names(), market::shipped_venue_tables()};
    domain::Instant now_ = at("2021-06-10T13:00:00Z");
    Normalised all_;
};

TEST_F(NormaliserTest, AGameIsStoredOnceUnderItsCanonicalId) {
    take({says({sighting("shop:1")})});
    take({says({sighting("shop:1")})});
    EXPECT_EQ(fates(), counts({{Fate::stored, 1}, {Fate::duplicate, 1}}));
    ASSERT_EQ(all_.batch.events.size(), 1U);
    EXPECT_EQ(all_.batch.events[0].id, kGame);
    ASSERT_EQ(all_.batch.links.size(), 1U);
    EXPECT_EQ(all_.batch.links[0].event, kGame);
    EXPECT_EQ(all_.observations.at("shop"), 2U);
    EXPECT_THAT(all_.changed_events, ElementsAre(domain::EventId("shop:1")));
}

TEST_F(NormaliserTest, NoVersionOfAGameTakesThePlaceOfAnother) {
    auto moved = sighting("shop:1");
    moved.event.start += 1h;
    auto later = sighting("shop:1");
    later.event.received_at += 1s;
    take({says({sighting("shop:1")}), says({moved}), says({later})});
    EXPECT_EQ(fates(), counts({{Fate::stored, 3}}));
    EXPECT_EQ(all_.batch.events.size(), 3U);
    EXPECT_EQ(all_.observations.at("shop"), 4U);  // A link and three versions of the game.
    ASSERT_TRUE(store_.append(all_.batch));
    EXPECT_EQ(store_.row_counts().value().at("event_versions"), 3U);
}

TEST_F(NormaliserTest, AGameThatIsNotUnderstoodIsQueuedWithWhatIsSaidOfIt) {
    auto seen = sighting("shop:1");
    seen.event.home = "Sox";
    take({says({seen, quote("shop:1", "2021-06-10T12:00:00Z", 4200)})});
    EXPECT_EQ(fates(), counts({{Fate::queued, 1}}));
    EXPECT_TRUE(all_.batch.events.empty());
    ASSERT_EQ(all_.batch.links.size(), 1U);
    EXPECT_EQ(all_.batch.links[0].state, domain::LinkState::queued);
    ASSERT_EQ(all_.batch.quotes.size(), 1U);
    EXPECT_EQ(all_.batch.quotes[0].series.event, domain::EventId("shop:1"));
}

TEST_F(NormaliserTest, QuotesLieUnderTheGameTheyMean) {
    take({says({sighting("shop:1"), quote("shop:1", "2021-06-10T12:00:00Z", 4200)})});
    EXPECT_EQ(fates(), counts({{Fate::stored, 1}}));
    ASSERT_EQ(all_.batch.quotes.size(), 1U);
    EXPECT_EQ(all_.batch.quotes[0].series.event, kGame);
    EXPECT_EQ(all_.observations.at("shop"), 3U);
}

TEST_F(NormaliserTest, TheSameSnapshotTwiceIsADuplicate) {
    take({says({sighting("shop:1")})});
    take({says({quote("shop:1", "2021-06-10T12:00:00Z", 4200)})});
    take({says({quote("shop:1", "2021-06-10T12:00:00Z", 4200)})});
    take({says({quote("shop:1", "2021-06-10T12:14:59Z", 4200)})});
    EXPECT_EQ(fates(), counts({{Fate::stored, 2}, {Fate::duplicate, 2}}));
    take({says({quote("shop:1", "2021-06-10T12:15:00Z", 4200)})});
    EXPECT_EQ(fates(), counts({{Fate::stored, 1}}));
    EXPECT_EQ(all_.batch.quotes.size(), 2U);
}

TEST_F(NormaliserTest, OffersOfOneSeatUnderTwoIdsCountOnce) {
    take({says({sighting("shop:1")})});
    (void)fates();
    take({says({ask("a", 5000, "1-2")}), says({ask("b", 4000, "1,2")}),
          says({ask("c", 9000, "7-8")})});
    EXPECT_EQ(fates(), counts({{Fate::stored, 2}, {Fate::duplicate, 1}}));
    const auto& whole = all_.batch.quotes.at(0);
    EXPECT_EQ(whole.series.event, kGame);
    EXPECT_EQ(whole.series.zone, "");
    EXPECT_EQ(whole.get_in_cents, 4000);
    EXPECT_EQ(whole.listings, 2);
}

TEST_F(NormaliserTest, OffersCountOnceAllTheirPagesCame) {
    take({says({sighting("shop:1")})});
    (void)fates();
    take(page({says({ask("a", 5000)})}, "2"));
    EXPECT_EQ(fates(), FateCounts());
    EXPECT_TRUE(all_.batch.quotes.empty());
    take(page({says({ask("b", 4000)})}, "", false));
    EXPECT_EQ(fates(), counts({{Fate::stored, 2}}));
    EXPECT_EQ(all_.batch.quotes.at(0).get_in_cents, 4000);
    EXPECT_EQ(all_.batch.quotes.at(0).listings, 2);
}

TEST_F(NormaliserTest, OffersWhoseLastPageNeverCameAreRejected) {
    take(page({says({ask("a", 5000)}), says({ask("b", 6000)})}, "2"));
    take(page({says({ask("a", 5000)})}, "2"));  // The asking began anew.
    EXPECT_EQ(fates(), counts({{Fate::rejected, 2}}));
    normaliser_.end(all_);
    EXPECT_EQ(fates(), counts({{Fate::rejected, 1}}));
    EXPECT_TRUE(all_.batch.quotes.empty());
    normaliser_.end(all_);
    EXPECT_EQ(fates(), FateCounts());
}

TEST_F(NormaliserTest, AskingsOfTwoTasksDoNotMix) {
    take({says({sighting("shop:1")})});
    (void)fates();
    take(page({says({ask("a", 5000)})}, "2"));
    auto other = page({says({ask("b", 4000)})});
    other.task = "others";
    take(other);
    EXPECT_EQ(fates(), counts({{Fate::stored, 1}}));
    EXPECT_EQ(all_.batch.quotes.at(0).get_in_cents, 4000);
    EXPECT_EQ(all_.batch.quotes.at(0).listings, 1);
}

TEST_F(NormaliserTest, ASectionIsPricedByTheTableOfItsVenueAlone) {
    auto seen = sighting("shop:1");
    take({says({seen})});
    auto offer = ask("a", 5000);
    offer.seating.section = "No such section";
    take({says({offer})});
    for (const auto& one : all_.batch.quotes)
        EXPECT_EQ(one.series.zone, "");
    EXPECT_EQ(all_.batch.quotes.size(), 1U);
}

TEST_F(NormaliserTest, WhatCannotBeReadIsKeptAside) {
    feed::Item bad;
    bad.key = "7";
    bad.problem = "cents: it is missing";
    bad.content = R"({"id": 7})";
    take({bad, bad});
    EXPECT_EQ(fates(), counts({{Fate::rejected, 2}}));
    ASSERT_EQ(all_.batch.quarantined.size(), 1U);  // It says the same.
    const auto& aside = all_.batch.quarantined[0];
    EXPECT_EQ(aside.source, "shop");
    EXPECT_EQ(aside.item, "7");
    EXPECT_EQ(aside.reason, "cents: it is missing");
    EXPECT_EQ(aside.content, R"({"id": 7})");
    EXPECT_EQ(aside.received_at, at("2021-06-10T12:00:00Z"));
    EXPECT_EQ(all_.observations["shop"], 0U);
    bad.problem = "cents: it is negative";
    take({bad});
    EXPECT_EQ(all_.batch.quarantined.size(), 2U);
}

TEST_F(NormaliserTest, WhatIsKeptAsideCanAlwaysBeStored) {
    feed::Item bad;
    bad.key = "\n" + std::string(900, 'x');
    bad.problem = std::string("\x01");
    bad.content = std::string(20'000, 'x');
    take({bad});
    ASSERT_EQ(all_.batch.quarantined.size(), 1U);
    EXPECT_TRUE(domain::validate(all_.batch.quarantined[0]));
    EXPECT_EQ(all_.batch.quarantined[0].reason, "?");
    EXPECT_EQ(all_.batch.quarantined[0].content, "");
}

TEST_F(NormaliserTest, WhatCannotBeBelievedIsQuarantinedUntilItIsConfirmed) {
    take({says({sighting("shop:1")})});
    for (const char* time : {"10:00", "10:20", "10:40"})
        take({says({quote("shop:1", ("2021-06-10T" + std::string(time) + ":00Z").c_str(),
                          4200 + (time[3] - '0') * 100)})});
    EXPECT_EQ(fates(), counts({{Fate::stored, 4}}));
    take({says({quote("shop:1", "2021-06-10T11:00:00Z", 90'000)})});
    EXPECT_EQ(fates(), counts({{Fate::quarantined, 1}}));
    ASSERT_EQ(all_.batch.quarantined.size(), 1U);
    EXPECT_EQ(all_.batch.quarantined[0].item, kGame.value() + "/stubhub//advertised/USD");
    EXPECT_THAT(all_.batch.quarantined[0].reason, ::testing::StartsWith("jump: "));
    EXPECT_THAT(all_.batch.quarantined[0].content, ::testing::HasSubstr("\"get_in_cents\":90000"));
    EXPECT_EQ(all_.batch.quotes.size(), 3U);

    take({says({quote("shop:1", "2021-06-10T11:20:00Z", 90'100)})});
    take({says({quote("shop:1", "2021-06-10T11:40:00Z", 90'200)})});
    EXPECT_EQ(fates(), counts({{Fate::quarantined, 1}, {Fate::stored, 1}}));
    ASSERT_EQ(all_.batch.quotes.size(), 6U);  // The suspects are released with the third.
    EXPECT_EQ(all_.batch.quotes[3].get_in_cents, 90'000);
    EXPECT_EQ(all_.batch.quotes[5].get_in_cents, 90'200);
    EXPECT_EQ(all_.observations.at("shop"), 8U);  // With the event and its link.
}

TEST_F(NormaliserTest, AReadingOutOfRangeIsQuarantined) {
    auto reading = testing::a_reading(at("2021-06-10T11:00:00Z"));
    reading.measure = "temperature_c";
    reading.value = 400;
    take({says({reading})});
    EXPECT_EQ(fates(), counts({{Fate::quarantined, 1}}));
    EXPECT_TRUE(all_.batch.readings.empty());
    EXPECT_EQ(all_.batch.quarantined.size(), 1U);
    EXPECT_EQ(all_.batch.quarantined.at(0).item,
              reading.subject + "/temperature_c/" + domain::format_utc(reading.valid_at));
}

TEST_F(NormaliserTest, AReadingFromTheFutureIsQuarantined) {
    auto reading = testing::a_reading(now_ + 1h);
    take({says({reading})});
    EXPECT_EQ(fates(), counts({{Fate::quarantined, 1}}));
}

TEST_F(NormaliserTest, AResultOfAGameThatIsNotKnownIsQueued) {
    take({says({testing::a_result("shop:9", at("2021-06-10T11:00:00Z"))})});
    EXPECT_EQ(fates(), counts({{Fate::queued, 1}}));
    EXPECT_EQ(all_.batch.results.size(), 1U);
}

TEST_F(NormaliserTest, OffersAreQuotedByTheZonesOfTheVenue) {
    take({says({sighting("shop:1")})});
    auto loge = ask("a", 5000);
    loge.seating.section = "Loge 112";
    take({says({loge}), says({ask("b", 4000)})});
    std::map<std::string, std::int64_t> cents;
    for (const auto& one : all_.batch.quotes)
        cents[one.series.zone] = one.get_in_cents.value();
    EXPECT_THAT(cents, ElementsAre(Pair("", 4000), Pair("Field", 4000), Pair("Loge", 5000)));
}

TEST_F(NormaliserTest, TwoSourcesAreKeptAsideApart) {
    feed::Item bad;
    bad.key = "7";
    bad.problem = "cents: it is missing";
    take(page({bad}), "shop");
    take(page({bad}), "mall");
    EXPECT_EQ(all_.batch.quarantined.size(), 2U);
}

TEST_F(NormaliserTest, AChangedGameIsToldByAllItsNames) {
    take({says({sighting("shop:1")})});
    take(page({says({sighting("mall:9")})}), "mall");
    all_.changed_events.clear();
    auto moved = sighting("shop:1");
    moved.event.start += 1h;
    take({says({moved})});
    EXPECT_THAT(all_.changed_events,
                ElementsAre(domain::EventId("mall:9"), domain::EventId("shop:1")));
}

/// Prices are told until the end; what is usual for them is known as long.
TEST_F(NormaliserTest, WhatCannotBeBelievedIsKnownWhileTheGameRuns) {
    now_ = at("2021-06-12T03:10:00Z");  // An hour after it began.
    take({says({sighting("shop:1")})});
    for (const auto& [time, cents] : {std::pair("2021-06-12T02:40:00Z", 4200),
                                      {"2021-06-12T02:50:00Z", 4300},
                                      {"2021-06-12T03:00:00Z", 4400}})
        take({says({quote("shop:1", time, cents)})});
    ASSERT_TRUE(normaliser_.load(now_));
    (void)fates();
    take({says({quote("shop:1", "2021-06-12T03:10:00Z", 90'000)})});
    EXPECT_EQ(fates(), counts({{Fate::quarantined, 1}}));
}

TEST_F(NormaliserTest, SaysHowMuchThePricesOfATaskMoved) {
    take({says({quote("shop:1", "2021-06-10T10:00:00Z", 4000),
                quote("shop:2", "2021-06-10T10:00:00Z", 4000)})});
    EXPECT_TRUE(all_.movements.empty());
    take({says({quote("shop:1", "2021-06-10T10:01:00Z", 4400),
                quote("shop:2", "2021-06-10T10:01:00Z", 4000)})});
    ASSERT_EQ(all_.movements.size(), 1U);
    EXPECT_EQ(all_.movements[0].source, "shop");
    EXPECT_EQ(all_.movements[0].task, "all");
    EXPECT_NEAR(all_.movements[0].log_change, std::log(1.1) / 2, 1e-12);
}

TEST_F(NormaliserTest, CountsWhatIsOddAndUsed) {
    take({says({quote("shop:1", "2021-06-10T10:10:00Z", 4000)})});
    take({says({quote("shop:1", "2021-06-10T10:00:00Z", 4100)})});  // Backwards.
    EXPECT_EQ(all_.flagged.at("shop"), 1U);
    EXPECT_EQ(all_.batch.quotes.size(), 2U);
}

TEST_F(NormaliserTest, AnItemThatSaysSeveralThingsHasTheStrongestFate) {
    take({says({sighting("shop:1")})});
    auto cold = testing::a_reading(at("2021-06-10T11:00:00Z"));
    cold.measure = "temperature_c";
    cold.value = -400;
    (void)fates();
    take({says({sighting("shop:1"), cold}), says({sighting("shop:1"), ask("a", 5000)}),
          says({cold, ask("a", 5000)})});
    EXPECT_EQ(fates(), counts({{Fate::quarantined, 1}, {Fate::stored, 1}, {Fate::quarantined, 1}}));
}

TEST_F(NormaliserTest, PassedOverIsPassedOver) {
    feed::Item parking;
    parking.passed_over = "a parking pass";
    take({parking});
    EXPECT_EQ(fates(), counts({{Fate::passed_over, 1}}));
}

/// Each kind: said once stored, said again known, changed stored; said by another source stored
/// when the row names its source, else known.
template <class Row>
void expect_kept_once_per_source(Normaliser& normaliser, Row row,
                                 const std::function<void(Row&)>& change) {
    const auto fate_of = [&](const std::string& source, const Row& said) {
        Normalised into;
        feed::Item item;
        item.observations = {said};
        feed::FetchedPage page;
        page.answer.items = {item};
        EXPECT_TRUE(normaliser.take(source, feed::SourceKind::context, page,
                                    at("2021-06-10T12:00:01Z"), into));
        for (const Fate fate : kFates)
            if (into.fates[source].of(fate) == 1)
                return fate;
        return Fate::passed_over;
    };
    const auto first = fate_of("one", row);
    EXPECT_TRUE(first == Fate::stored || first == Fate::queued);
    row.event_at = row.received_at += 60s;
    EXPECT_EQ(fate_of("one", row), Fate::duplicate);
    constexpr bool kNamesItsSource = requires {
        row.source;
    };
    EXPECT_EQ(fate_of("two", row), kNamesItsSource ? first : Fate::duplicate);
    row.event_at = row.received_at += 60s;
    change(row);
    EXPECT_EQ(fate_of("one", row), first);
    EXPECT_EQ(fate_of("one", row), Fate::duplicate);
}

TEST_F(NormaliserTest, EachKindIsKeptOncePerSourceUntilItChanges) {
    const auto time = at("2021-06-10T11:00:00Z");
    expect_kept_once_per_source<domain::TeamRecord>(
        normaliser_, testing::a_record("Texas Rangers", time), [](auto& row) { row.wins = 11; });
    expect_kept_once_per_source<domain::GameResult>(normaliser_, testing::a_result("shop:1", time),
                                                    [](auto& row) { row.home_score = 6; });
    expect_kept_once_per_source<domain::Reading>(normaliser_, testing::a_reading(time),
                                                 [](auto& row) { *row.value += 1; });
    expect_kept_once_per_source<domain::Mention>(normaliser_, testing::a_mention(time),
                                                 [](auto& row) { row.reach = 12345; });
    expect_kept_once_per_source<domain::Availability>(normaliser_, testing::an_availability(time),
                                                      [](auto& row) { row.status = "Healthy"; });
    expect_kept_once_per_source<domain::NearbyEvent>(normaliser_, testing::a_nearby_event(time),
                                                     [](auto& row) { row.attendance = 77; });
    expect_kept_once_per_source<domain::OwnListing>(normaliser_, testing::an_own_listing(time),
                                                    [](auto& row) { row.quantity = 9; });
    expect_kept_once_per_source<domain::OwnSale>(normaliser_, testing::an_own_sale(time),
                                                 [](auto& row) { row.status = "DELIVERED"; });
}

TEST_F(NormaliserTest, TeamsAreWrittenAsSeatSyncWritesThem) {
    auto record = testing::a_record("TEX", at("2021-06-10T11:00:00Z"));
    auto hurt = testing::an_availability(at("2021-06-10T11:00:00Z"));
    hurt.league = "mlb";
    hurt.team = "Dodgers";
    auto result = testing::a_result("shop:1", at("2021-06-10T11:00:00Z"));
    take({says({sighting("shop:1")}), says({record}), says({hurt}), says({result})});
    EXPECT_EQ(all_.batch.records.at(0).team, "Texas Rangers");
    EXPECT_EQ(all_.batch.availabilities.at(0).team, "Los Angeles Dodgers");
    EXPECT_EQ(all_.batch.results.at(0).event, kGame);
    EXPECT_EQ(fates(), counts({{Fate::stored, 4}}));
}

TEST_F(NormaliserTest, OwnOffersAndSalesLieUnderTheGame) {
    auto listing = testing::an_own_listing(at("2021-06-10T11:00:00Z"));
    auto sale = testing::an_own_sale(at("2021-06-10T11:00:00Z"));
    listing.event = sale.event = domain::EventId("shop:1");
    take({says({sighting("shop:1")}), says({listing}), says({sale})});
    EXPECT_EQ(all_.batch.own_listings.at(0).event, kGame);
    EXPECT_EQ(all_.batch.own_sales.at(0).event, kGame);
}

TEST_F(NormaliserTest, WhatTheStoreHoldsIsKnownAfterARestart) {
    domain::ObservationBatch batch;
    const auto time = at("2021-06-10T11:00:00Z");
    batch.records = {testing::a_record("Texas Rangers", time)};
    batch.quotes = {quote("shop:1", "2021-06-10T11:59:00Z", 4200)};
    batch.mentions = {testing::a_mention(time)};
    ASSERT_TRUE(store_.append(batch));
    auto record = batch.records[0];
    record.event_at = record.received_at = now_;
    auto mention = batch.mentions[0];
    mention.event_at = mention.received_at = now_;
    take({says({record}), says({mention}), says({quote("shop:1", "2021-06-10T12:00:00Z", 4200)})});
    EXPECT_EQ(fates(), counts({{Fate::duplicate, 3}}));
    record.wins = 12;
    take({says({record})});
    EXPECT_EQ(fates(), counts({{Fate::stored, 1}}));
    record.wins = batch.records[0].wins;
    take({says({record})});
    EXPECT_EQ(fates(), counts({{Fate::stored, 1}}));
}

/// The name is heard first on the page that repeats what is stored of its game.
TEST_F(NormaliserTest, WhatIsStoredUnderTheGameIsKnownUnderANewName) {
    auto result = testing::a_result(kGame.value(), at("2021-06-10T11:00:00Z"));
    ASSERT_TRUE(store_.append({.results = {result}}));
    result.event = domain::EventId("shop:1");
    result.event_at = result.received_at = now_;
    take({says({sighting("shop:1"), result})});
    EXPECT_TRUE(all_.batch.results.empty());
}

TEST_F(NormaliserTest, AnAskingThatBrokeOffADayAgoIsGivenUp) {
    take(in_task("offers", page({says({ask("x", 5000)})}, "2")));
    now_ += 24h - 1s;
    take(in_task("others", page({})));
    EXPECT_EQ(fates(), FateCounts());
    now_ += 1h;
    take(in_task("others", page({})));
    EXPECT_EQ(fates(), counts({{Fate::rejected, 1}}));
    take(in_task("offers", page({says({ask("y", 4000)})}, "", false)));  // Its last page after all.
    EXPECT_EQ(fates(), counts({{Fate::rejected, 1}}));
    EXPECT_TRUE(all_.batch.quotes.empty());
    take(in_task("offers", page({says({ask("x", 5000)})})));
    EXPECT_EQ(all_.batch.quotes.size(), 1U);
}

/// With room for four things it keeps what it keeps with room for all, page by page.
TEST_F(NormaliserTest, WhatIsForgottenIsNotKeptTwice) {
    testing::FakeMarketStore stores[2];
    Normaliser normalisers[] = {
        {stores[0],
         market::shipped_team_names(),
         market::shipped_venue_tables(),
         {.things_max = 4}},
        {stores[1], market::shipped_team_names(), market::shipped_venue_tables()}};
    for (int n = 0; n < 200; ++n) {
        auto mention = testing::a_mention(now_);
        mention.id = std::to_string(n % 23);
        mention.reach = n / 50;
        auto record = testing::a_record(n % 2 == 0 ? "Texas Rangers" : "LAD", now_);
        record.season = std::to_string(2000 + n % 7);
        record.wins = n / 60;
        now_ += 10s;
        for (int i = 0; i < 2; ++i) {
            Normalised into;
            auto taken = page({says({mention}), says({record}), says({sighting("shop:1")})});
            taken.received_at = now_;
            ASSERT_TRUE(
                normalisers[i].take("shop", feed::SourceKind::marketplace, taken, now_, into));
            ASSERT_TRUE(stores[i].append(into.batch));
        }
    }
    EXPECT_EQ(stores[0].row_counts().value(), stores[1].row_counts().value());
    EXPECT_EQ(stores[1].row_counts().value().at("mentions"), 4 * 23U);
}

TEST_F(NormaliserTest, APageIsNotTakenWhileTheStoreCannotBeRead) {
    class Unreadable : public testing::FakeMarketStore {
      public:
        Result<std::vector<domain::Quote>> latest(const domain::EventId& id,
                                                  Instant as_of) const override {
            if (broken)
                return fail(ErrorCode::unavailable, "no disk");
            return FakeMarketStore::latest(id, as_of);
        }
        bool broken = true;
    } store;
    Normaliser normaliser(store, market::shipped_team_names(), market::shipped_venue_tables());
    const auto taken = page({says({quote("shop:1", "2021-06-10T12:00:00Z", 4200)})});
    EXPECT_FALSE(normaliser.take("shop", feed::SourceKind::marketplace, taken, now_, all_));
    EXPECT_EQ(all_.fates["shop"], FateCounts());
    store.broken = false;
    EXPECT_TRUE(normaliser.take("shop", feed::SourceKind::marketplace, taken, now_, all_));
    EXPECT_EQ(fates(), counts({{Fate::queued, 1}}));
}

}  // namespace
}  // namespace seatsync::app
