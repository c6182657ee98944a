#pragma once

#include "base/random.hpp"
#include "domain/observation.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace seatsync::market {

/// The size and the calendar of an invented league.
struct LeaguePlan {
    std::uint64_t seed = 1;
    std::size_t teams = 12;           ///< Even, 4…24.
    std::size_t games_per_team = 40;  ///< 2…100; two a week.
    std::chrono::year_month_day first_day{std::chrono::year(2026), std::chrono::month(4),
                                          std::chrono::day(3)};
    std::string league = "sim";  ///< Lower-case letters; another one gives other games.
    std::size_t first_town = 0;  ///< Of the 24 towns: leagues that share none have other clubs.
};

struct SimulatedTeam {
    std::string name;  ///< City and nickname, both invented.
    domain::Venue venue;
    double strength = 0;  ///< Log odds against a middling team on neutral ground; hidden.
    double draw = 0;      ///< Standard score of its pull on spectators; hidden.
};

/// A game as it was played. Scores and attendance are known from `known_at` on.
struct SimulatedGame {
    domain::EventId id;
    std::size_t home = 0;  ///< Index into SimulatedLeague::teams.
    std::size_t away = 0;
    domain::Instant start;
    domain::Instant ended;
    domain::Instant known_at;  ///< When the result was received.
    bool weekend = false;      ///< Friday to Sunday, venue-local.
    std::int64_t home_score = 0;
    std::int64_t away_score = 0;
    std::int64_t attendance = 0;  ///< Seats filled, at most the capacity.
    double crowd = 0;             ///< Standard score of this game's own pull; hidden.
};

struct SimulatedLeague {
    std::string league;
    std::string season;
    domain::Instant announced;  ///< When the schedule and the first standings became known.
    std::vector<SimulatedTeam> teams;
    std::vector<SimulatedGame> games;         ///< By start.
    std::vector<domain::TeamRecord> records;  ///< By received_at: one per team at `announced`, two
                                              ///< after each game.
};

/// Plays a whole season. Results depend on strength, which drifts, and on the home field; Elo is
/// computed from the results alone (K = 20, home field 35 points, start near the strength).
/// Errors: invalid_argument when a number of the plan is out of range.
[[nodiscard]] Result<SimulatedLeague> simulate_league(const LeaguePlan& plan);

}  // namespace seatsync::market
