#include "app/event_registry.hpp"

#include "market/team_tables.hpp"
#include "testing/fakes/fake_market_store.hpp"
#include "testing/fakes/unavailable_market_store.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::app {
namespace {

using namespace std::chrono_literals;
using domain::EventId;
using domain::EventStatus;
using feed::SourceKind;
using testing::at;
using ::testing::ElementsAre;

const EventId kGame("game:mlb-2021-06-11-texas-rangers-at-los-angeles-dodgers");

feed::Sighting sighting(const std::string& id, const char* start = "2021-06-12T02:10:00Z") {
    feed::Sighting seen;
    seen.event.id = EventId(id);
    seen.event.league = "mlb";
    seen.event.home = "Los Angeles Dodgers";
    seen.event.away = "Texas Rangers";
    seen.event.start = at(start);
    seen.event.received_at = at("2021-06-01T00:00:00Z");
    seen.local_date = std::chrono::year(2021) / 6 / 11;
    return seen;
}

class EventRegistryTest : public ::testing::Test {
  protected:
    EventRegistry::Understood shop(const feed::Sighting& seen) {
        return registry_.take(seen, SourceKind::marketplace);
    }
    EventRegistry::Understood league(const feed::Sighting& seen) {
        return registry_.take(seen, SourceKind::sports);
    }
    [[nodiscard]] const domain::Event& game() const { return *registry_.find(kGame); }

    EventRegistry registry_{market::shipped_team_names()};
    testing::FakeMarketStore store_;
};

TEST_F(EventRegistryTest, TwoSourcesMeanOneGame) {
    const auto first = shop(sighting("shop:1"));
    EXPECT_EQ(first.fate, Fate::stored);
    ASSERT_TRUE(first.event && first.link);
    EXPECT_EQ(first.event->id, kGame);
    EXPECT_EQ(first.link->source_event, EventId("shop:1"));
    const auto second = shop(sighting("mall:9"));
    EXPECT_EQ(second.fate, Fate::stored);
    EXPECT_FALSE(second.event);  // Nothing new of the game.
    EXPECT_EQ(second.link->event, kGame);
    EXPECT_EQ(registry_.meaning_of(EventId("mall:9")), kGame);
    EXPECT_EQ(registry_.meaning_of(EventId("mall:8")), std::nullopt);
    EXPECT_THAT(registry_.names_of(kGame), ElementsAre(EventId("mall:9"), EventId("shop:1")));
}

TEST_F(EventRegistryTest, SaidAgainIsADuplicate) {
    (void)shop(sighting("shop:1"));
    auto again = sighting("shop:1");
    again.event.received_at += 60s;
    const auto understood = shop(again);
    EXPECT_EQ(understood.fate, Fate::duplicate);
    EXPECT_FALSE(understood.event || understood.link);
}

TEST_F(EventRegistryTest, ASecondIdOfOneSourceNeedsAPerson) {
    (void)shop(sighting("shop:1"));
    const auto understood = shop(sighting("shop:2"));
    EXPECT_EQ(understood.fate, Fate::queued);
    ASSERT_TRUE(understood.link);
    EXPECT_EQ(understood.link->state, domain::LinkState::queued);
    EXPECT_EQ(registry_.meaning_of(EventId("shop:2")), std::nullopt);
}

TEST_F(EventRegistryTest, WhatIsNotUnderstoodIsQueuedOnce) {
    auto seen = sighting("shop:1");
    seen.event.home = "Sox";
    EXPECT_EQ(shop(seen).fate, Fate::queued);
    const auto again = shop(seen);
    EXPECT_EQ(again.fate, Fate::queued);
    EXPECT_FALSE(again.link);
    EXPECT_FALSE(again.event);
}

TEST_F(EventRegistryTest, TheFirstWordOfAnotherSourceFillsInWhatWasUnknown) {
    auto first = sighting("shop:1");
    first.event.category = "Rangers at Dodgers";
    (void)shop(first);
    auto second = sighting("mall:1", "2021-06-12T02:30:00Z");
    second.event.category = "Another title";
    second.event.venue.name = "Dodger Stadium";
    second.event.venue.capacity = 56'000;
    second.event.season = "2021";
    second.event.received_at += 60s;
    ASSERT_TRUE(shop(second).event);
    EXPECT_EQ(game().category, "Rangers at Dodgers");
    EXPECT_EQ(game().venue.name, "Dodger Stadium");
    EXPECT_EQ(game().venue.capacity, 56'000);
    EXPECT_EQ(game().season, "2021");
    EXPECT_EQ(game().start, at("2021-06-12T02:10:00Z"));
    EXPECT_EQ(game().received_at, at("2021-06-01T00:01:00Z"));
}

TEST_F(EventRegistryTest, TheFirstSportsSourceReplacesWhatMarketplacesSaid) {
    auto first = sighting("shop:1");
    first.event.category = "Tickets!";
    (void)shop(first);
    auto official = sighting("league:1", "2021-06-12T02:15:00Z");
    official.event.category = "Rangers at Dodgers";
    ASSERT_TRUE(league(official).event);
    EXPECT_EQ(game().category, "Rangers at Dodgers");
    EXPECT_EQ(game().start, at("2021-06-12T02:15:00Z"));
    auto other = sighting("rival:1", "2021-06-12T02:20:00Z");
    other.event.category = "Yet another";
    EXPECT_FALSE(league(other).event);  // The second one does not.
    EXPECT_EQ(game().category, "Rangers at Dodgers");
}

TEST_F(EventRegistryTest, WhatASourceChangesIsChanged) {
    (void)league(sighting("league:1"));
    (void)shop(sighting("shop:1", "2021-06-12T02:05:00Z"));
    EXPECT_EQ(game().start, at("2021-06-12T02:10:00Z"));
    auto moved = sighting("shop:1", "2021-06-12T03:05:00Z");
    moved.event.category = "Moved";
    ASSERT_TRUE(shop(moved).event);
    EXPECT_EQ(game().start, at("2021-06-12T03:05:00Z"));
    EXPECT_EQ(game().category, "Moved");
    auto off = moved;
    off.event.status = EventStatus::postponed;
    ASSERT_TRUE(shop(off).event);
    EXPECT_EQ(game().status, EventStatus::postponed);
    (void)league(sighting("league:1"));  // Says what it said: that it is postponed stands.
    EXPECT_EQ(game().status, EventStatus::postponed);
    EXPECT_EQ(game().start, at("2021-06-12T03:05:00Z"));
}

TEST_F(EventRegistryTest, WhoDoesNotTellTheLeagueTellsNothingOfTheCourse) {
    auto off = sighting("shop:1");
    off.event.status = EventStatus::postponed;
    (void)shop(off);
    auto sold = sighting("shop:1", "2021-06-12T01:10:00Z");
    sold.event.league = "unknown";
    EXPECT_EQ(shop(sold).fate, Fate::duplicate);
    EXPECT_EQ(game().status, EventStatus::postponed);
    EXPECT_EQ(game().start, at("2021-06-12T02:10:00Z"));
    auto elsewhere = sold;
    elsewhere.event.id = EventId("mall:1");
    const auto understood = shop(elsewhere);
    EXPECT_EQ(understood.fate, Fate::stored);
    EXPECT_EQ(understood.link->event, kGame);
    EXPECT_FALSE(understood.event);
}

TEST_F(EventRegistryTest, AGameThatIsKnownByASaleAloneIsMade) {
    auto sold = sighting("shop:1");
    sold.event.league = "unknown";
    ASSERT_TRUE(shop(sold).event);
    EXPECT_EQ(game().league, "mlb");
}

TEST_F(EventRegistryTest, AnHourToBeDeterminedReplacesNoneThatIsKnown) {
    (void)shop(sighting("shop:1"));
    auto open = sighting("league:1");
    open.event.start_tbd = true;
    (void)league(open);
    EXPECT_FALSE(game().start_tbd);
    EXPECT_EQ(game().start, at("2021-06-12T02:10:00Z"));
}

TEST_F(EventRegistryTest, AnHourThatBecomesKnownCounts) {
    auto open = sighting("shop:1");
    open.event.start_tbd = true;
    (void)shop(open);
    EXPECT_TRUE(game().start_tbd);
    ASSERT_TRUE(shop(sighting("mall:1", "2021-06-12T02:40:00Z")).event);
    EXPECT_FALSE(game().start_tbd);
    EXPECT_EQ(game().start, at("2021-06-12T02:40:00Z"));
}

TEST_F(EventRegistryTest, GoesOnWithWhatTheStoreHolds) {
    const auto first = shop(sighting("shop:1"));
    ASSERT_TRUE(store_.append({.events = {*first.event}, .links = {*first.link}}));
    EventRegistry later(market::shipped_team_names());
    ASSERT_TRUE(later.load(store_, at("2021-06-02T00:00:00Z")));
    EXPECT_EQ(later.meaning_of(EventId("shop:1")), kGame);
    ASSERT_NE(later.find(kGame), nullptr);
    EXPECT_EQ(*later.find(kGame), *first.event);
    EXPECT_EQ(later.take(sighting("shop:1"), SourceKind::marketplace).fate, Fate::duplicate);
    EXPECT_EQ(later.take(sighting("shop:2"), SourceKind::marketplace).fate, Fate::queued);
}

TEST_F(EventRegistryTest, TakesInWhatAPersonDecidedMeanwhile) {
    auto seen = sighting("shop:1");
    seen.event.home = "Sox";
    const auto queued = shop(seen);
    league(sighting("espn:1"));
    auto accepted = *queued.link;
    accepted.event = kGame;
    accepted.state = domain::LinkState::accepted;
    accepted.received_at += 60s;
    ASSERT_TRUE(store_.append({.links = {*queued.link, accepted}}));
    ASSERT_TRUE(registry_.load(store_, at("2021-06-02T00:00:00Z")));
    EXPECT_EQ(registry_.meaning_of(EventId("shop:1")), kGame);
    auto rejected = accepted;
    rejected.state = domain::LinkState::rejected;
    rejected.received_at += 60s;
    ASSERT_TRUE(store_.append({.links = {rejected}}));
    ASSERT_TRUE(registry_.load(store_, at("2021-06-02T00:00:00Z")));
    EXPECT_EQ(registry_.meaning_of(EventId("shop:1")), std::nullopt);
    EXPECT_EQ(shop(seen).fate, Fate::queued);
}

/// Names a game of a day at the venue that is not certain.
feed::Sighting vague(const std::string& id) {
    auto seen = sighting(id, "2021-06-11T18:00:00Z");
    seen.local_date.reset();
    seen.event.start_tbd = true;
    return seen;
}

TEST_F(EventRegistryTest, ADecisionThatBecomesCertainIsToldAgain) {
    const auto queued = shop(vague("shop:1"));
    ASSERT_TRUE(queued.link);
    EXPECT_EQ(queued.link->event, kGame);
    EXPECT_EQ(queued.link->state, domain::LinkState::queued);
    const auto certain = shop(sighting("shop:1"));
    ASSERT_TRUE(certain.link);
    EXPECT_EQ(certain.link->event, kGame);
    EXPECT_EQ(certain.link->state, domain::LinkState::automatic);
}

/// The store is read between the taking of a page and its commit.
TEST_F(EventRegistryTest, AnOlderDecisionOfTheStoreReplacesNothing) {
    const auto queued = shop(vague("shop:1"));
    ASSERT_TRUE(store_.append({.links = {*queued.link}}));
    auto certain = sighting("shop:1");
    certain.event.received_at += 60s;
    (void)shop(certain);
    ASSERT_TRUE(registry_.load(store_, at("2021-06-02T00:00:00Z")));
    EXPECT_EQ(registry_.meaning_of(EventId("shop:1")), kGame);
}

TEST_F(EventRegistryTest, WhatAnOlderPageAddsIsKnownAfterWhatIsKnownAlready) {
    (void)shop(sighting("shop:1"));
    auto older = sighting("mall:1");
    older.event.venue.name = "Dodger Stadium";
    older.event.received_at -= 60s;
    ASSERT_TRUE(shop(older).event);
    EXPECT_EQ(game().received_at, at("2021-06-01T00:00:00.000001Z"));
}

TEST_F(EventRegistryTest, KnowsWhatIsStoredAlsoWhenTheClockWasSetBack) {
    const auto first = shop(sighting("shop:1"));
    ASSERT_TRUE(store_.append({.events = {*first.event}, .links = {*first.link}}));
    EventRegistry later(market::shipped_team_names());
    ASSERT_TRUE(later.load(store_, first.event->received_at - 60s));
    EXPECT_NE(later.find(kGame), nullptr);
    EXPECT_EQ(later.meaning_of(EventId("shop:1")), kGame);
}

TEST_F(EventRegistryTest, AnOlderVersionOfTheStoreReplacesNothing) {
    (void)shop(sighting("shop:1"));
    auto old = game();
    old.category = "As it was";
    old.received_at -= 60s;
    ASSERT_TRUE(store_.append({.events = {old}}));
    ASSERT_TRUE(registry_.load(store_, at("2021-06-02T00:00:00Z")));
    EXPECT_EQ(game().category, "");
}

TEST_F(EventRegistryTest, KnowsTheGamesToCome) {
    (void)shop(sighting("shop:1"));
    auto off = sighting("shop:3", "2021-06-13T02:10:00Z");
    off.local_date = std::chrono::year(2021) / 6 / 12;
    off.event.status = EventStatus::cancelled;
    (void)shop(off);
    auto soon = sighting("shop:4", "2021-06-11T02:10:00Z");
    soon.local_date = std::chrono::year(2021) / 6 / 10;
    (void)shop(soon);
    const auto games = registry_.games_in(at("2021-06-11T02:10:00Z"), at("2021-06-14T00:00:00Z"));
    ASSERT_EQ(games.size(), 2U);
    EXPECT_EQ(games[0].start, at("2021-06-11T02:10:00Z"));
    EXPECT_EQ(games[1].id, kGame);
    EXPECT_EQ(registry_.games_in(at("2021-06-11T02:10:01Z"), at("2021-06-12T02:10:00Z")).size(),
              0U);
}

// What is remembered, and what the store is asked.

class ForgettingRegistryTest : public EventRegistryTest {
  protected:
    static feed::Answer answer(std::vector<feed::Observation> observations) {
        feed::Answer made;
        made.items.emplace_back().observations = std::move(observations);
        return made;
    }
    /// Recalls and takes it, and stores what comes of it.
    EventRegistry::Understood say(const feed::Sighting& seen) {
        EXPECT_TRUE(registry_.recall(store_, answer({seen})));
        const auto understood = shop(seen);
        domain::ObservationBatch batch;
        if (understood.event)
            batch.events = {*understood.event};
        if (understood.link)
            batch.links = {*understood.link};
        EXPECT_TRUE(store_.append(batch));
        return understood;
    }
    void load(const char* time) { ASSERT_TRUE(registry_.load(store_, at(time))); }

    // The game starts at 02:10 on the 12th of June.
    static constexpr const char* kBefore = "2021-06-11T12:00:00Z";
    static constexpr const char* kLastDay = "2021-06-19T02:10:00Z";
    static constexpr const char* kOver = "2021-06-19T02:11:00Z";
};

TEST_F(ForgettingRegistryTest, ForgetsGamesAWeekAfterTheyStarted) {
    load(kBefore);
    (void)say(sighting("shop:1"));
    (void)say(sighting("mall:1"));
    EXPECT_EQ(registry_.size(), 3U);
    load(kLastDay);
    EXPECT_EQ(registry_.size(), 3U);
    load(kOver);
    EXPECT_EQ(registry_.size(), 0U);
    EXPECT_EQ(registry_.find(kGame), nullptr);
    EXPECT_EQ(registry_.meaning_of(EventId("shop:1")), std::nullopt);
}

TEST_F(ForgettingRegistryTest, WhatIsSpokenOfIsRememberedForADay) {
    load(kBefore);
    (void)say(sighting("shop:1"));
    load(kLastDay);
    auto result = testing::a_result("shop:1", at(kLastDay));
    ASSERT_TRUE(registry_.recall(store_, answer({result})));
    load("2021-06-20T02:09:00Z");
    EXPECT_EQ(registry_.size(), 2U);
    load("2021-06-20T02:10:00Z");
    EXPECT_EQ(registry_.size(), 0U);
}

TEST_F(ForgettingRegistryTest, AForgottenNameIsReadFromTheStore) {
    load(kBefore);
    (void)say(sighting("shop:1"));
    load(kOver);
    ASSERT_TRUE(registry_.recall(store_, answer({testing::a_result("shop:1", at(kOver))})));
    EXPECT_EQ(registry_.meaning_of(EventId("shop:1")), kGame);
    ASSERT_NE(registry_.find(kGame), nullptr);
    EXPECT_EQ(say(sighting("shop:1")).fate, Fate::duplicate);
    EXPECT_EQ(store_.row_counts().value().at("event_versions"), 1U);
    EXPECT_EQ(store_.row_counts().value().at("event_links"), 1U);
}

TEST_F(ForgettingRegistryTest, AForgottenNameThatNobodyDecidedIsStillQueuedOnce) {
    load(kBefore);
    auto seen = sighting("shop:1");
    seen.event.home = "Sox";
    EXPECT_TRUE(say(seen).link);
    load("2021-06-11T12:01:00Z");
    EXPECT_EQ(registry_.size(), 1U);
    load("2021-06-12T12:01:00Z");
    EXPECT_EQ(registry_.size(), 0U);
    const auto again = say(seen);
    EXPECT_EQ(again.fate, Fate::queued);
    EXPECT_FALSE(again.link);
}

TEST_F(ForgettingRegistryTest, AllForgottenNamesOfAnAnswerAreReadFromTheStore) {
    load(kBefore);
    (void)say(sighting("shop:1"));
    (void)say(sighting("mall:1"));
    load(kOver);
    ASSERT_TRUE(registry_.recall(store_, answer({testing::a_result("shop:1", at(kOver)),
                                                 testing::a_result("mall:1", at(kOver))})));
    EXPECT_EQ(registry_.meaning_of(EventId("shop:1")), kGame);
    EXPECT_EQ(registry_.meaning_of(EventId("mall:1")), kGame);
}

TEST_F(ForgettingRegistryTest, AGameThatIsHeardOfLateIsRememberedForADay) {
    load(kOver);
    (void)say(sighting("shop:1"));
    load("2021-06-20T02:10:00Z");
    EXPECT_NE(registry_.find(kGame), nullptr);
    load("2021-06-20T02:11:00Z");
    EXPECT_EQ(registry_.size(), 0U);
}

/// A name that was never heard, of a game that is forgotten.
TEST_F(ForgettingRegistryTest, ANewNameOfAForgottenGameIsCompared) {
    load(kBefore);
    (void)say(sighting("shop:1"));
    load(kOver);
    const auto same = say(sighting("mall:1"));
    EXPECT_EQ(same.link->event, kGame);
    EXPECT_EQ(same.link->state, domain::LinkState::automatic);
    EXPECT_FALSE(same.event);
    const auto second_of_one_source = say(sighting("shop:2"));
    EXPECT_EQ(second_of_one_source.fate, Fate::queued);
}

/// By the start that the other source tells, it is not a week old.
TEST_F(ForgettingRegistryTest, AForgottenGameIsNotMadeAnew) {
    load(kBefore);
    (void)say(sighting("shop:1"));
    load(kOver);
    const auto same = say(sighting("mall:1", "2021-06-12T02:15:00Z"));
    EXPECT_EQ(same.link->event, kGame);
    EXPECT_FALSE(same.event);
}

TEST_F(ForgettingRegistryTest, APastThatWasForgottenAgainIsReadAgain) {
    load(kBefore);
    (void)say(sighting("shop:1"));
    load(kOver);
    (void)say(sighting("mall:1"));
    load("2021-06-25T00:00:00Z");
    EXPECT_EQ(registry_.size(), 0U);
    EXPECT_EQ(say(sighting("mall:2")).fate, Fate::queued);
}

/// The game was played on another day than its id says; a sighting of the day in the id may not
/// become a game of that id.
TEST_F(ForgettingRegistryTest, AForgottenGameKeepsItsId) {
    load("2021-06-01T00:00:00Z");
    (void)say(sighting("shop:1"));
    (void)say(sighting("shop:1", "2021-06-02T02:10:00Z"));  // Moved to an earlier day.
    EXPECT_EQ(store_.row_counts().value().at("event_versions"), 2U);
    load("2021-06-10T00:00:00Z");
    EXPECT_EQ(registry_.size(), 0U);
    const auto understood = say(sighting("mall:1"));
    EXPECT_EQ(understood.fate, Fate::queued);
    EXPECT_EQ(store_.row_counts().value().at("event_versions"), 2U);
}

TEST_F(ForgettingRegistryTest, AGameThatAPersonMeantIsReadFromTheStore) {
    load(kBefore);
    (void)say(sighting("shop:1"));
    load(kOver);
    auto odd = sighting("mall:1");
    odd.event.home = "Sox";
    const auto queued = say(odd);
    ASSERT_TRUE(queued.link);
    auto accepted = *queued.link;
    accepted.event = kGame;
    accepted.state = domain::LinkState::accepted;
    accepted.received_at += 60s;
    ASSERT_TRUE(store_.append({.links = {accepted}}));
    load("2021-06-19T02:12:00Z");
    odd.event.home.clear();
    odd.event.away.clear();
    (void)say(odd);
    ASSERT_NE(registry_.find(kGame), nullptr);
    EXPECT_EQ(game().home, "Los Angeles Dodgers");
}

TEST_F(ForgettingRegistryTest, SaysThatTheStoreCannotBeRead) {
    testing::UnavailableMarketStore store;
    EXPECT_EQ(registry_.recall(store, answer({sighting("shop:1")})).error().code,
              ErrorCode::unavailable);
    EXPECT_TRUE(registry_.recall(store, {}));
}

}  // namespace
}  // namespace seatsync::app
