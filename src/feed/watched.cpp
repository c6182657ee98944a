#include "feed/watched.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace seatsync::feed {

namespace {

/// Keeps the earliest start of each key.
template <class Key>
void keep_first(std::map<Key, Instant>& starts, const Key& key, Instant start) {
    const auto [place, is_new] = starts.emplace(key, start);
    if (!is_new)
        place->second = std::min(place->second, start);
}

}  // namespace

std::string subject_of(const WatchedTeam& team) {
    return fmt::format("{}/{}", team.league, team.name);
}

std::string subject_of(const Task& task) {
    std::string subject = task.parameter("subject");
    return subject.empty() ? "unspecified" : subject;
}

std::vector<WatchedTeam> watched_teams(const Watch& watch, const CommonConfig& config) {
    std::map<std::pair<std::string, std::string>, Instant> starts;
    for (const domain::Event& game : watch.games)
        for (const std::string& team : {game.home, game.away})
            if (!team.empty() && config.wants(game.league))
                keep_first(starts, {game.league, team}, game.start);
    std::vector<WatchedTeam> teams;
    for (const auto& [name, start] : starts)
        teams.push_back({name.first, name.second, start});
    return teams;
}

std::string subject_of(const Place& place) {
    return fmt::format("{:.4f},{:.4f}", place.latitude, place.longitude);
}

std::vector<WatchedVenue> watched_venues(const Watch& watch, const CommonConfig& config,
                                         Instant now, std::chrono::hours ahead) {
    std::map<std::string, Instant> starts;
    for (const domain::Event& game : watch.games)
        if (config.wants(game.league) && game.start >= now && game.start <= now + ahead)
            keep_first(starts, game.venue.name, game.start);
    std::vector<WatchedVenue> venues;
    for (const auto& [name, start] : starts)
        if (const auto place = watch.venues.find(name); place != watch.venues.end())
            venues.push_back({name, place->second, start});
    return venues;
}

}  // namespace seatsync::feed
