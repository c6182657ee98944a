#include "market/event_matching.hpp"
#include "market/pair_matching.hpp"
#include "market/team_tables.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace seatsync::market {
namespace {

using domain::EventId;

/// A sighting drawn from few teams and days, so that many of them meet: with or without a date, an
/// hour, a number, sides; some name no team at all.
GameSighting drawn(std::uint32_t seed, const std::string& id) {
    static const std::vector<std::string> kTeams = {
        "Texas Rangers", "Los Angeles Dodgers", "Rangers", "LAD", "Boston Red Sox", "New York"};
    GameSighting sighting;
    domain::Event& event = sighting.event;
    event.id = EventId(id);
    event.league = "mlb";
    event.home = kTeams[seed % 6];
    event.away = kTeams[seed / 6 % 6];
    const int day = static_cast<int>(seed / 36 % 3);
    const auto local = std::chrono::sys_days(std::chrono::year(2021) / 6 / (11 + day));
    event.start = local + std::chrono::hours(18 + 3 * (seed / 108 % 4));
    event.start_tbd = seed / 432 % 3 == 0;
    if (seed / 1296 % 2 == 0)
        sighting.local_date = std::chrono::year_month_day(local);
    if (const auto number = static_cast<int>(seed / 2592 % 4); number == 1 || number == 2)
        sighting.game_number = number;
    return sighting;
}

std::vector<GameSighting> all_drawn(const std::vector<std::uint32_t>& seeds,
                                    const std::string& source) {
    std::vector<GameSighting> out;
    for (const std::uint32_t seed : seeds)
        out.push_back(drawn(seed, source + ":" + std::to_string(out.size())));
    return out;
}

std::vector<KnownGame> games_of(const std::vector<GameSighting>& sightings) {
    std::vector<KnownGame> games;
    for (const auto& sighting : sightings) {
        const auto found = match(sighting, shipped_team_names(), {});
        const auto event = canonical_event(sighting, found, shipped_team_names());
        if (auto game = known_game(event, shipped_team_names()))
            games.push_back(*std::move(game));
    }
    return games;
}

KnownGames knowing(const std::vector<KnownGame>& games) {
    KnownGames known;
    for (const auto& game : games)
        known.put(game);
    return known;
}

bool same(const EventMatch& a, const EventMatch& b) {
    return a.event == b.event && a.confidence == b.confidence && a.state == b.state &&
           a.reason == b.reason && a.is_new == b.is_new;
}

RC_GTEST_PROP(EventMatchingProperty, TheOrderOfKnownGamesChangesNothing,
              (std::vector<std::uint32_t> seeds, std::uint32_t seed)) {
    auto games = games_of(all_drawn(seeds, "a"));
    std::sort(games.begin(), games.end(),
              [](const KnownGame& a, const KnownGame& b) { return a.id < b.id; });
    games.erase(std::unique(games.begin(), games.end(),
                            [](const KnownGame& a, const KnownGame& b) { return a.id == b.id; }),
                games.end());
    auto shuffled = games;
    std::reverse(shuffled.begin(), shuffled.end());
    const auto sighting = drawn(seed, "b:1");
    RC_ASSERT(same(match(sighting, shipped_team_names(), knowing(games)),
                   match(sighting, shipped_team_names(), knowing(shuffled))));
}

RC_GTEST_PROP(EventMatchingProperty, SaysOnlyWhatALinkMaySay,
              (std::vector<std::uint32_t> seeds, std::uint32_t seed)) {
    const auto known = knowing(games_of(all_drawn(seeds, "a")));
    const auto sighting = drawn(seed, "b:1");
    const auto found = match(sighting, shipped_team_names(), known);
    RC_ASSERT(domain::validate(link_of(sighting, found, {})).has_value());
    RC_ASSERT((found.state == domain::LinkState::automatic) ==
              (found.confidence >= kAutomaticThreshold));
    RC_ASSERT(!found.reason.empty());
    RC_ASSERT(!found.is_new || known.find(found.event) == nullptr);
}

RC_GTEST_PROP(EventMatchingProperty, OneBadSightingDoesNotChangeOthers,
              (std::vector<std::uint32_t> seeds, std::uint8_t place, std::string words)) {
    const auto& names = shipped_team_names();
    const auto right = all_drawn(seeds, "b");
    const auto left = all_drawn(seeds, "a");
    auto with_bad = left;
    GameSighting bad = drawn(0, "a:bad");
    bad.event.home = words;
    bad.event.away = "New York";
    with_bad.insert(with_bad.begin() + place % (static_cast<int>(left.size()) + 1), bad);
    const auto expected = match_pairs(left, right, names);
    const auto got = match_pairs(with_bad, right, names);
    RC_ASSERT(got.pairs.size() == expected.pairs.size());
    for (std::size_t i = 0; i < got.pairs.size(); ++i) {
        RC_ASSERT(got.pairs[i].confidence == expected.pairs[i].confidence);
        RC_ASSERT(with_bad[got.pairs[i].left].event.id == left[expected.pairs[i].left].event.id);
    }
}

/// Which of the two is known does not matter, unless one alone tells the number of the game: the
/// id of a game without a number says less than a number.
RC_GTEST_PROP(EventMatchingProperty, TwoSightingsFitEachOtherAlike,
              (std::uint32_t one, std::uint32_t other)) {
    const auto& names = shipped_team_names();
    RC_PRE(drawn(one, "a:1").game_number.has_value() ==
           drawn(other, "b:1").game_number.has_value());
    const auto there = match_pairs({drawn(one, "a:1")}, {drawn(other, "b:1")}, names);
    const auto back = match_pairs({drawn(other, "b:1")}, {drawn(one, "a:1")}, names);
    RC_ASSERT(there.pairs.size() == back.pairs.size());
    if (!there.pairs.empty())
        RC_ASSERT(there.pairs[0].confidence == back.pairs[0].confidence);
}

RC_GTEST_PROP(EventMatchingProperty, AKnownGameIsFoundAgain, (std::uint32_t seed)) {
    const auto& names = shipped_team_names();
    const auto sighting = drawn(seed, "a:1");
    const auto first = match(sighting, names, {});
    RC_PRE(first.is_new && first.usable());
    KnownGames known;
    known.put(*known_game(canonical_event(sighting, first, names), names));
    known.link(sighting.event.id, first.event);
    const auto again = match(sighting, names, known);
    RC_ASSERT(again.event == first.event);
    RC_ASSERT(again.usable());
    RC_ASSERT(!again.is_new);
}

/// Two games of one day under one pair of teams, each with its number, hour or both.
std::vector<GameSighting> doubleheader(std::uint32_t seed) {
    const bool numbered = seed % 3 != 1;
    const bool timed = seed % 3 != 0;
    std::vector<GameSighting> games;
    for (const int number : {1, 2}) {
        GameSighting game;
        game.event.id = EventId("a:" + std::to_string(number));
        game.event.league = "mlb";
        game.event.home = "Los Angeles Dodgers";
        game.event.away = "Texas Rangers";
        const std::chrono::sys_days day = std::chrono::year(2021) / 6 / 11;
        const int gap = 4 + static_cast<int>(seed / 3 % 3);  // Hours between the two.
        game.event.start = day + std::chrono::hours(17 + (number - 1) * gap);
        game.event.start_tbd = !timed;
        game.local_date = std::chrono::year_month_day(day);
        if (numbered)
            game.game_number = number;
        games.push_back(std::move(game));
    }
    return games;
}

/// Whatever a sighting tells or leaves out, no two of which a source says that they are two games
/// of one day come to one game without a person.
RC_GTEST_PROP(EventMatchingProperty, NeverJoinsTheTwoGamesOfADoubleheader,
              (std::uint32_t one, std::uint32_t other, bool turned)) {
    const auto& names = shipped_team_names();
    auto left = doubleheader(one);
    auto right = doubleheader(other);
    if (turned)
        std::swap(right[0], right[1]);
    const auto found = match_pairs(left, right, names);
    for (const GamePair& pair : found.pairs) {
        const bool same_game = (pair.left == 0) == ((pair.right == 0) != turned);
        RC_ASSERT(same_game || !pair.automatic());
    }
}

RC_GTEST_PROP(EventMatchingProperty, TheTwoGamesOfADoubleheaderGetTwoIdsOrAPerson,
              (std::uint32_t seed)) {
    const auto& names = shipped_team_names();
    const auto games = doubleheader(seed);
    const auto first = match(games[0], names, {});
    KnownGames known;
    known.put(*known_game(canonical_event(games[0], first, names), names));
    known.link(games[0].event.id, first.event);
    const auto second = match(games[1], names, known);
    RC_ASSERT(!second.usable() || second.event != first.event);
}

}  // namespace
}  // namespace seatsync::market
