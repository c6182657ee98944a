#include "market/event_matching.hpp"

#include "market/team_tables.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::market {
namespace {

using domain::EventId;
using domain::LinkState;
using ::testing::HasSubstr;
using namespace std::chrono_literals;
using std::chrono::year_month_day;

const TeamNames& names() {
    return shipped_team_names();
}

year_month_day date(const char* text) {
    return *domain::parse_date(text);
}

/// A sighting of two named teams; the date is told, the hour is not.
GameSighting on_date(const std::string& id, const std::string& away, const std::string& home,
                     const char* local_date, const std::string& league = "mlb") {
    GameSighting sighting;
    sighting.event.id = EventId(id);
    sighting.event.league = league;
    sighting.event.home = home;
    sighting.event.away = away;
    sighting.event.start = *domain::parse_instant(local_date);
    sighting.event.start_tbd = true;
    sighting.local_date = date(local_date);
    return sighting;
}

/// A sighting of two named teams of which only the start is told.
GameSighting at_time(const std::string& id, const std::string& away, const std::string& home,
                     std::string_view utc, const std::string& league = "mlb") {
    GameSighting sighting;
    sighting.event.id = EventId(id);
    sighting.event.league = league;
    sighting.event.home = home;
    sighting.event.away = away;
    sighting.event.start = seatsync::testing::at(utc);
    return sighting;
}

KnownGame known_from(const GameSighting& sighting) {
    const auto found = match(sighting, names(), {});
    return *known_game(canonical_event(sighting, found, names()), names());
}

KnownGames knowing(const std::vector<GameSighting>& sightings) {
    KnownGames known;
    for (const auto& sighting : sightings)
        known.put(known_from(sighting));
    return known;
}

constexpr auto kRangersDodgers = "game:mlb-2021-06-11-texas-rangers-at-los-angeles-dodgers";

TEST(EventMatchingTest, ANewGameHasAnIdOfItsContent) {
    const auto found =
        match(on_date("seatgeek:1", "Rangers", "LAD", "2021-06-11"), names(), KnownGames());
    EXPECT_EQ(found.event.value(), kRangersDodgers);
    EXPECT_TRUE(found.is_new);
    EXPECT_EQ(found.state, LinkState::automatic);
    EXPECT_DOUBLE_EQ(found.confidence, 0.98 * 0.98);
    EXPECT_THAT(found.reason, HasSubstr("Texas Rangers at Los Angeles Dodgers, 2021-06-11"));
}

TEST(EventMatchingTest, UsesTheDateAtTheVenueNotTheUtcDate) {
    const auto game =
        at_time("espn:1", "Texas Rangers", "Los Angeles Dodgers", "2021-06-12T02:10:00Z");
    EXPECT_EQ(match(game, names(), KnownGames()).event.value(), kRangersDodgers);
    auto in_london =
        at_time("espn:2", "Chicago Cubs", "St. Louis Cardinals", "2023-06-24T23:30:00Z");
    in_london.event.venue.zone = *domain::Zone::named("Europe/London");
    EXPECT_EQ(resolve_game(in_london, names())->date, date("2023-06-25"));
}

TEST(EventMatchingTest, TakesTheZoneFromTheVenueThenTheHomeTeam) {
    auto game = at_time("espn:1", "Jaguars", "Bills", "2023-10-08T13:30:00Z", "nfl");
    EXPECT_EQ(resolve_game(game, names())->zone.name(), "America/New_York");
    game.event.venue.name = "Tottenham Hotspur Stadium";
    EXPECT_EQ(resolve_game(game, names())->zone.name(), "Europe/London");
    game.event.venue.zone = *domain::Zone::named("America/Denver");
    EXPECT_EQ(resolve_game(game, names())->zone.name(), "America/Denver");
}

TEST(EventMatchingTest, FindsTheKnownGameUnderAnyNames) {
    const auto known =
        knowing({on_date("a:1", "Texas Rangers", "Los Angeles Dodgers", "2021-06-11"),
                 on_date("a:2", "Texas Rangers", "Los Angeles Dodgers", "2021-06-12")});
    auto titled = at_time("b:9", "", "", "2021-06-12T02:10:00Z");
    titled.event.title = "MLB: Texas Rangers at LA Dodgers (Bobblehead)";
    const auto found = match(titled, names(), known);
    EXPECT_EQ(found.event.value(), kRangersDodgers);
    EXPECT_FALSE(found.is_new);
    EXPECT_EQ(found.confidence, 1.0);
    EXPECT_EQ(found.state, LinkState::automatic);
}

TEST(EventMatchingTest, WhatIsNotUnderstoodIsQueuedAndNothingIsInvented) {
    struct Row {
        const char* name;
        const char* league;
        const char* home;
        const char* away;
        const char* title;
    };
    const Row rows[] = {
        {"two teams of New York", "mlb", "New York", "Texas Rangers", ""},
        {"no teams at all", "nba", "", "", "NBA Finals Game 3 (If Necessary)"},
        {"a team to be decided", "mlb", "Los Angeles Dodgers", "TBD", ""},
        {"a team of another league", "mlb", "Los Angeles Lakers", "Texas Rangers", ""},
        {"a team against itself", "mlb", "Dodgers", "LAD", ""},
        {"parking", "mlb", "Dodgers", "Rangers", "PARKING: Rangers at Dodgers"},
    };
    for (const auto& row : rows) {
        auto sighting = on_date("s:7", row.away, row.home, "2021-06-11", row.league);
        sighting.event.title = row.title;
        const auto found = match(sighting, names(), KnownGames());
        EXPECT_EQ(found.state, LinkState::queued) << row.name;
        EXPECT_EQ(found.event.value(), "s:7") << row.name;
        EXPECT_EQ(found.confidence, 0) << row.name;
        EXPECT_FALSE(found.is_new) << row.name;
        EXPECT_FALSE(found.reason.empty()) << row.name;
    }
}

TEST(EventMatchingTest, ConfidenceFallsWithWhatIsNotKnown) {
    const auto known =
        knowing({at_time("a:1", "Texas Rangers", "Los Angeles Dodgers", "2021-06-12T02:10:00Z")});
    const auto start_off = [](const char* utc) {
        return at_time("b:1", "Texas Rangers", "Los Angeles Dodgers", utc);
    };
    auto tbd = start_off("2021-06-11T12:00:00Z");
    tbd.event.start_tbd = true;
    auto tbd_next = start_off("2021-06-12T12:00:00Z");
    tbd_next.event.start_tbd = true;
    auto sides = on_date("b:1", "", "", "2021-06-11");
    sides.event.title = "Texas Rangers vs. Los Angeles Dodgers";
    struct Row {
        const char* name;
        GameSighting sighting;
        double confidence;
        LinkState state;
    };
    const Row rows[] = {
        {"the same hour", start_off("2021-06-12T02:10:00Z"), 1.0, LinkState::automatic},
        {"three hours later", start_off("2021-06-12T05:10:00Z"), 1.0, LinkState::automatic},
        {"four hours earlier", start_off("2021-06-11T22:10:00Z"), 0.7, LinkState::queued},
        {"an hour that is to be determined", tbd, 0.92, LinkState::automatic},
        {"such a date a day off", tbd_next, 0.85, LinkState::queued},
        {"sides not told", sides, 0.97, LinkState::automatic},
        {"home and away swapped",
         on_date("b:1", "Los Angeles Dodgers", "Texas Rangers", "2021-06-11"), 0.8,
         LinkState::queued},
        {"places alone", on_date("b:1", "Texas", "Los Angeles Dodgers", "2021-06-11"), 0.95,
         LinkState::automatic},
    };
    for (const auto& row : rows) {
        const auto found = match(row.sighting, names(), known);
        EXPECT_EQ(found.event.value(), kRangersDodgers) << row.name;
        EXPECT_NEAR(found.confidence, row.confidence, 1e-12) << row.name;
        EXPECT_EQ(found.state, row.state) << row.name << found.reason;
        EXPECT_FALSE(found.is_new) << row.name;
    }
}

TEST(EventMatchingTest, TheDayAfterIsAnotherGame) {
    const auto known = knowing({on_date("a:1", "Rangers", "Dodgers", "2021-06-11")});
    const auto found = match(on_date("b:1", "Rangers", "Dodgers", "2021-06-12"), names(), known);
    EXPECT_TRUE(found.is_new);
    EXPECT_EQ(found.event.value(), "game:mlb-2021-06-12-texas-rangers-at-los-angeles-dodgers");
}

TEST(EventMatchingTest, TellsDoubleheadersApartByNumber) {
    auto first = on_date("a:1", "Rangers", "Dodgers", "2021-06-11");
    first.game_number = 1;
    auto second = on_date("a:2", "Rangers", "Dodgers", "2021-06-11");
    second.game_number = 2;
    const auto known = knowing({first, second});
    ASSERT_EQ(known.size(), 2U);
    const std::string second_id = std::string(kRangersDodgers) + "-2";
    EXPECT_EQ(match(first, names(), known).event.value(), kRangersDodgers);
    EXPECT_EQ(match(second, names(), known).event.value(), second_id);
    EXPECT_EQ(match(second, names(), known).state, LinkState::automatic);
    EXPECT_EQ(match(second, names(), knowing({first})).event.value(), second_id);
    EXPECT_TRUE(match(second, names(), knowing({first})).is_new);
}

TEST(EventMatchingTest, TellsDoubleheadersApartByHour) {
    auto first = at_time("a:1", "Rangers", "Dodgers", "2021-06-11T20:10:00Z");
    first.game_number = 1;
    auto second = at_time("a:2", "Rangers", "Dodgers", "2021-06-12T02:10:00Z");
    second.game_number = 2;
    const auto known = knowing({first, second});
    const auto evening = at_time("b:2", "Rangers", "Dodgers", "2021-06-12T02:40:00Z");
    EXPECT_EQ(match(evening, names(), known).event.value(), std::string(kRangersDodgers) + "-2");
    EXPECT_EQ(match(evening, names(), known).state, LinkState::automatic);
    const auto day = at_time("b:1", "Rangers", "Dodgers", "2021-06-11T20:10:00Z");
    EXPECT_EQ(match(day, names(), known).event.value(), kRangersDodgers);
    EXPECT_EQ(match(day, names(), known).state, LinkState::automatic);
}

TEST(EventMatchingTest, ASecondGameThatCannotBeToldApartIsQueued) {
    auto first = on_date("a:1", "Rangers", "Dodgers", "2021-06-11");
    first.game_number = 1;
    auto second = on_date("a:2", "Rangers", "Dodgers", "2021-06-11");
    second.game_number = 2;
    const auto both = knowing({first, second});
    const auto without = on_date("b:1", "Rangers", "Dodgers", "2021-06-11");
    EXPECT_EQ(match(without, names(), both).state, LinkState::queued);
    EXPECT_THAT(match(without, names(), both).reason, HasSubstr("several games fit"));
}

TEST(EventMatchingTest, WhereOnlyTheSecondGameIsKnownAnUntoldOneNeedsAPerson) {
    auto second = on_date("a:2", "Rangers", "Dodgers", "2021-06-11");
    second.game_number = 2;
    const auto known = knowing({second});
    const auto found = match(on_date("b:1", "Rangers", "Dodgers", "2021-06-11"), names(), known);
    EXPECT_EQ(found.event.value(), std::string(kRangersDodgers) + "-2");
    EXPECT_EQ(found.state, LinkState::queued);
    EXPECT_THAT(found.reason, HasSubstr("the first or the second game"));
}

TEST(EventMatchingTest, ASecondIdOfOneSourceForAGameIsQueued) {
    auto known = knowing({on_date("a:1", "Rangers", "Dodgers", "2021-06-11")});
    known.link(EventId("a:1"), EventId(kRangersDodgers));
    const auto other = on_date("a:2", "Rangers", "Dodgers", "2021-06-11");
    EXPECT_EQ(match(other, names(), known).state, LinkState::queued);
    EXPECT_EQ(match(on_date("a:1", "Rangers", "Dodgers", "2021-06-11"), names(), known).state,
              LinkState::automatic);
    EXPECT_EQ(match(on_date("b:2", "Rangers", "Dodgers", "2021-06-11"), names(), known).state,
              LinkState::automatic);
}

TEST(EventMatchingTest, AMovedGameKeepsItsIdByTheLink) {
    const auto moved = on_date("a:1", "Rangers", "Dodgers", "2021-08-30");
    domain::EventLink link{.source_event = EventId("a:1"),
                           .event = EventId(kRangersDodgers),
                           .confidence = 0.93,
                           .state = LinkState::automatic,
                           .reason = "as before",
                           .received_at = {}};
    auto found = match(moved, names(), KnownGames(), &link);
    EXPECT_EQ(found.event.value(), kRangersDodgers);
    EXPECT_EQ(found.state, LinkState::automatic);
    EXPECT_EQ(found.confidence, 0.93);
    EXPECT_FALSE(found.is_new);
    link.state = LinkState::accepted;
    EXPECT_TRUE(match(moved, names(), KnownGames(), &link).usable());
    link.state = LinkState::rejected;
    found = match(moved, names(), KnownGames(), &link);
    EXPECT_EQ(found.state, LinkState::rejected);
    EXPECT_FALSE(found.usable());
    link.state = LinkState::queued;
    EXPECT_EQ(match(moved, names(), KnownGames(), &link).event.value(),
              "game:mlb-2021-08-30-texas-rangers-at-los-angeles-dodgers");
}

TEST(EventMatchingTest, TheOldDateOfAMovedGameIsQueued) {
    auto known = knowing({on_date("a:1", "Rangers", "Dodgers", "2021-06-11")});
    KnownGame moved = *known.find(EventId(kRangersDodgers));
    moved.date = date("2021-08-30");
    known.put(moved);
    EXPECT_EQ(known.size(), 1U);
    const auto late = match(on_date("b:1", "Rangers", "Dodgers", "2021-08-30"), names(), known);
    EXPECT_EQ(late.event.value(), kRangersDodgers);
    EXPECT_EQ(late.state, LinkState::automatic);
    const auto old = match(on_date("c:1", "Rangers", "Dodgers", "2021-06-11"), names(), known);
    EXPECT_EQ(old.event.value(), kRangersDodgers);
    EXPECT_EQ(old.state, LinkState::queued);
    EXPECT_FALSE(old.is_new);
}

TEST(EventMatchingTest, TheVenueSaysWhoIsAtHome) {
    auto game = on_date("a:1", "", "", "2026-04-07", "nba");
    game.event.title = "Dallas Mavericks vs. LA Clippers";
    EXPECT_EQ(match(game, names(), {}).confidence, 0.97);
    game.event.venue.name = "Intuit Dome";
    const auto found = match(game, names(), {});
    EXPECT_EQ(found.event.value(), "game:nba-2026-04-07-dallas-mavericks-at-los-angeles-clippers");
    EXPECT_EQ(found.confidence, 1.0);
}

TEST(EventMatchingTest, AVenueThatTwoTeamsShareTellsNoSide) {
    auto game = on_date("a:1", "", "", "2023-10-29", "nfl");
    game.event.title = "New York Giants vs. New York Jets";
    game.event.venue.name = "MetLife Stadium";
    EXPECT_EQ(match(game, names(), {}).confidence, 0.97);
    EXPECT_FALSE(resolve_game(game, names())->sides_certain);
}

TEST(EventMatchingTest, WithoutAZoneTwoGamesLieMoreThanHalfADayApart) {
    const auto start_of = [](const char* utc) {
        return at_time("b:1", "Mules", "Owls", utc, "lacrosse");
    };
    KnownGames known;
    known.put({.id = EventId("game:lacrosse-2026-04-07-mules-at-owls"),
               .league = "lacrosse",
               .home = "owls",
               .away = "mules",
               .date = date("2026-04-07"),
               .start = seatsync::testing::at("2026-04-07T20:00:00Z")});
    const auto half_a_day = match(start_of("2026-04-08T08:00:00Z"), names(), known);
    EXPECT_EQ(half_a_day.event.value(), "game:lacrosse-2026-04-07-mules-at-owls");
    EXPECT_EQ(half_a_day.state, LinkState::queued);
    const auto more = match(start_of("2026-04-08T08:00:01Z"), names(), known);
    EXPECT_EQ(more.event.value(), "game:lacrosse-2026-04-08-mules-at-owls");
    EXPECT_TRUE(more.is_new);
}

TEST(EventMatchingTest, ANumberedSecondGameWithinTheHourOfTheFirstNeedsAPerson) {
    const auto known = knowing({at_time("a:1", "Rangers", "Dodgers", "2021-06-11T20:10:00Z")});
    auto second = at_time("b:2", "Rangers", "Dodgers", "2021-06-11T21:10:00Z");
    second.game_number = 2;
    EXPECT_EQ(match(second, names(), known).event.value(), kRangersDodgers);
    EXPECT_EQ(match(second, names(), known).state, LinkState::queued);
    EXPECT_THAT(match(second, names(), known).reason, HasSubstr("under another game number"));
    second.event.start += 1s;
    EXPECT_EQ(match(second, names(), known).event.value(), std::string(kRangersDodgers) + "-2");
    EXPECT_TRUE(match(second, names(), known).is_new);
}

TEST(KnownGamesTest, AGamePutAgainStandsUnderItsNewTeamsAlone) {
    auto known = knowing({on_date("a:1", "Rangers", "Dodgers", "2021-06-11")});
    KnownGame game = *known.find(EventId(kRangersDodgers));
    game.away = "chicago-cubs";
    known.put(game);
    EXPECT_TRUE(known.between("mlb", "los-angeles-dodgers", "texas-rangers").empty());
    ASSERT_EQ(known.between("mlb", "los-angeles-dodgers", "chicago-cubs").size(), 1U);
    EXPECT_EQ(known.between("mlb", "chicago-cubs", "los-angeles-dodgers")[0]->away, "chicago-cubs");
}

TEST(KnownGamesTest, NamesTheGamesOfTwoTeamsByDate) {
    auto known = knowing({on_date("a:1", "Rangers", "Dodgers", "2021-06-11"),
                          on_date("a:2", "Rangers", "Dodgers", "2021-06-12")});
    KnownGame moved = *known.find(EventId(kRangersDodgers));
    moved.date = date("2021-08-30");
    known.put(moved);
    const auto games = known.between("mlb", "texas-rangers", "los-angeles-dodgers");
    ASSERT_EQ(games.size(), 2U);
    EXPECT_EQ(games[0]->date, date("2021-06-12"));
    EXPECT_EQ(games[1]->date, date("2021-08-30"));
    EXPECT_TRUE(known.between("nba", "texas-rangers", "los-angeles-dodgers").empty());
}

TEST(EventMatchingTest, AnUnknownLeagueNeedsADateAtTheVenue) {
    const auto dated = on_date("a:1", "Mules", "Owls", "2026-04-07", "lacrosse");
    const auto found = match(dated, names(), {});
    EXPECT_EQ(found.event.value(), "game:lacrosse-2026-04-07-mules-at-owls");
    EXPECT_EQ(found.state, LinkState::automatic);
    EXPECT_NEAR(found.confidence, 0.95 * 0.95, 1e-12);
    const auto timed = at_time("b:1", "Mules", "Owls", "2026-04-08T01:00:00Z", "lacrosse");
    EXPECT_EQ(match(timed, names(), {}).state, LinkState::queued);
    EXPECT_LT(match(timed, names(), {}).confidence, 0.6);
}

TEST(EventMatchingTest, WritesTheCanonicalEvent) {
    auto sighting = at_time("a:1", "Rangers", "LAD", "2021-06-12T02:10:00Z");
    sighting.event.title = "Rangers @ Dodgers: Fireworks";
    const auto found = match(sighting, names(), {});
    const auto event = canonical_event(sighting, found, names());
    EXPECT_EQ(event.id.value(), kRangersDodgers);
    EXPECT_EQ(event.home, "Los Angeles Dodgers");
    EXPECT_EQ(event.away, "Texas Rangers");
    EXPECT_EQ(event.title, "Texas Rangers at Los Angeles Dodgers");
    EXPECT_EQ(event.venue.zone.name(), "America/Los_Angeles");
    EXPECT_EQ(event.start, seatsync::testing::at("2021-06-12T02:10:00Z"));
    const auto tbd = on_date("a:1", "Rangers", "LAD", "2021-06-11");
    const auto noon = canonical_event(tbd, match(tbd, names(), {}), names());
    EXPECT_TRUE(noon.start_tbd);
    EXPECT_EQ(noon.start, seatsync::testing::at("2021-06-11T19:00:00Z"));
}

TEST(EventMatchingTest, KnowsOnlyCanonicalEventsAsGames) {
    auto event = seatsync::testing::an_event("mlb_stubhub_2021:1");
    event.home = "Los Angeles Dodgers";
    event.away = "Texas Rangers";
    EXPECT_FALSE(known_game(event, names()).has_value());
    event.id = EventId(std::string(kRangersDodgers) + "-2");
    event.venue.zone = *domain::Zone::named("America/Los_Angeles");
    const auto game = known_game(event, names());
    ASSERT_TRUE(game.has_value());
    EXPECT_EQ(game->home, "los-angeles-dodgers");
    EXPECT_EQ(game->away, "texas-rangers");
    EXPECT_EQ(game->date, date("2021-06-11"));
    EXPECT_EQ(game->game_number, 2);
    EXPECT_EQ(game->start, event.start);
}

TEST(EventMatchingTest, WithoutAZoneTheIdTellsTheDate) {
    auto event = seatsync::testing::an_event("game:lacrosse-2021-06-11-mules-at-owls");
    event.league = "lacrosse";
    event.home = "Owls";
    event.away = "Mules";
    event.venue.zone = domain::Zone::utc();
    EXPECT_EQ(known_game(event, names())->date, date("2021-06-11"));
    event.start += 240h;
    EXPECT_EQ(known_game(event, names())->date, date("2021-06-22"));
}

TEST(EventMatchingTest, MakesTheLinkToStore) {
    const auto sighting = on_date("a:1", "Rangers", "Dodgers", "2021-06-11");
    const auto found = match(sighting, names(), {});
    const auto link = link_of(sighting, found, seatsync::testing::at("2021-05-01T00:00:00Z"));
    EXPECT_EQ(link.source_event.value(), "a:1");
    EXPECT_EQ(link.event, found.event);
    EXPECT_EQ(link.confidence, found.confidence);
    EXPECT_EQ(link.state, LinkState::automatic);
    EXPECT_EQ(link.received_at, seatsync::testing::at("2021-05-01T00:00:00Z"));
    EXPECT_TRUE(domain::validate(link).has_value());
}

TEST(EventMatchingTest, NamesTooLongForAnIdAreQueued) {
    const auto sighting =
        on_date("a:1", std::string(150, 'x'), std::string(150, 'y'), "2021-06-11", "lacrosse");
    const auto found = match(sighting, names(), {});
    EXPECT_EQ(found.state, LinkState::queued);
    EXPECT_EQ(found.event.value(), "a:1");
}

TEST(ResolveGameTest, ALeagueThatIsNotToldIsTheOnlyOneThatHasBothTeams) {
    const auto game = on_date("shop:1", "Texas Rangers", "Los Angeles Dodgers", "2021-06-11",
                              std::string(kLeagueNotTold));
    EXPECT_EQ(resolve_game(game, names())->league, "mlb");
    EXPECT_EQ(match(game, names(), {}).event,
              EventId("game:mlb-2021-06-11-texas-rangers-at-los-angeles-dodgers"));
    const auto nowhere =
        on_date("shop:1", "Leeds", "Hull", "2021-06-11", std::string(kLeagueNotTold));
    EXPECT_THAT(resolve_game(nowhere, names()).error().detail, HasSubstr("0 have both"));
    const auto mixed = on_date("shop:1", "Texas Rangers", "Boston Celtics", "2021-06-11",
                               std::string(kLeagueNotTold));
    EXPECT_EQ(resolve_game(mixed, names()).error().code, ErrorCode::insufficient_data);
}

TEST(ResolveGameTest, ALeagueIsNotGuessedAmongSeveral) {
    Team rangers;
    rangers.name = "Texas Rangers";
    Team dodgers;
    dodgers.name = "Los Angeles Dodgers";
    LeagueTeams major;
    major.league = "major";
    major.teams = {rangers, dodgers};
    LeagueTeams minor = major;
    minor.league = "minor";
    const TeamNames both({major, minor});
    const auto game = on_date("shop:1", "Texas Rangers", "Los Angeles Dodgers", "2021-06-11",
                              std::string(kLeagueNotTold));
    EXPECT_THAT(resolve_game(game, both).error().detail, HasSubstr("2 have both"));
}

TEST(KnownGamesTest, AForgottenGameIsAsIfItHadNotBeen) {
    const auto seen = on_date("shop:1", "Texas Rangers", "Los Angeles Dodgers", "2021-06-11");
    const auto next = on_date("shop:2", "Texas Rangers", "Los Angeles Dodgers", "2021-06-12");
    KnownGames known = knowing({seen, next});
    const EventId id = known_from(seen).id;
    known.link(EventId("shop:1"), id);
    EXPECT_TRUE(known.is_taken(id, EventId("shop:9")));
    known.forget(id);
    EXPECT_EQ(known.find(id), nullptr);
    EXPECT_EQ(known.size(), 1U);
    EXPECT_FALSE(known.is_taken(id, EventId("shop:9")));
    const KnownGame other = known_from(next);
    ASSERT_EQ(known.between(other.league, other.home, other.away).size(), 1U);
    known.forget(other.id);
    EXPECT_TRUE(known.between(other.league, other.home, other.away).empty());
    known.forget(other.id);  // It is gone already.
    EXPECT_EQ(known.size(), 0U);
}

}  // namespace
}  // namespace seatsync::market
