#include "features/league_facts.hpp"

#include <algorithm>
#include <charconv>

namespace seatsync::features {

namespace {

std::optional<int> first_year(std::string_view season) {
    int year = 0;
    const auto [end, error] = std::from_chars(
        season.data(), season.data() + std::min<std::size_t>(season.size(), 4), year);
    if (error != std::errc() || end != season.data() + 4)
        return std::nullopt;
    return year;
}

}  // namespace

std::optional<LeagueFacts> facts_of(std::string_view league, std::string_view season) {
    const auto year = first_year(season);
    if (!year || *year == 2020)
        return std::nullopt;
    if (league == "mlb")
        return LeagueFacts{.games = 162, .playoff_places = *year <= 2021 ? 10 : 12};
    if (league == "nfl")
        return LeagueFacts{.games = *year <= 2020 ? 16 : 17,
                           .playoff_places = *year <= 2019 ? 12 : 14};
    if (league == "nba" || league == "nhl")
        return LeagueFacts{.games = 82, .playoff_places = 16};
    return std::nullopt;
}

}  // namespace seatsync::features
