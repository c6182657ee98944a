#pragma once

#include "feed/source_api.hpp"
#include "feed/source_factory.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace seatsync::feed {

/// A team that plays in a watched game.
struct WatchedTeam {
    std::string league;
    std::string name;
    Instant next_start;  ///< Of its first game.
    friend bool operator==(const WatchedTeam&, const WatchedTeam&) = default;
};

/// "nba/Boston Celtics": the subject of what is read about the team.
[[nodiscard]] std::string subject_of(const WatchedTeam& team);

/// Each home and away team of the wanted leagues once, by league and name.
[[nodiscard]] std::vector<WatchedTeam> watched_teams(const Watch& watch,
                                                     const CommonConfig& config);

/// The task's parameter "subject"; "unspecified" where it is not told what was asked about.
[[nodiscard]] std::string subject_of(const Task& task);

/// A venue of a watched game whose place is known.
struct WatchedVenue {
    std::string name;
    Place place;
    Instant next_start;  ///< Of the first game there.
    friend bool operator==(const WatchedVenue&, const WatchedVenue&) = default;
};

/// "40.8296,-73.9262": the subject of what is read about the place.
[[nodiscard]] std::string subject_of(const Place& place);

/// Each venue of a game of the wanted leagues that starts within `ahead` from now once, by name.
[[nodiscard]] std::vector<WatchedVenue> watched_venues(const Watch& watch,
                                                       const CommonConfig& config, Instant now,
                                                       std::chrono::hours ahead);

}  // namespace seatsync::feed
