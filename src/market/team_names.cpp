#include "market/team_names.hpp"

#include <algorithm>
#include <array>

namespace seatsync::market {

namespace {

constexpr double kFullName = 1.0;
constexpr double kShortName = 0.98;
constexpr double kPlaceAlone = 0.95;
constexpr double kUnknownLeague = 0.95;

/// Words that sellers put behind a team's name.
constexpr std::array<std::string_view, 8> kSports = {
    " baseball",   " football", " mens basketball", " womens basketball",
    " basketball", " hockey",   " mens soccer",     " soccer"};

bool for_women(std::string_view league) {
    return league.starts_with('w') || league.ends_with('w') ||
           league.find("women") != std::string_view::npos;
}

void cut_ending(std::string& text, std::string_view ending) {
    if (text.size() > ending.size() && text.ends_with(ending))
        text.resize(text.size() - ending.size());
}

/// What the text may stand for, the most literal first.
std::vector<std::string> readings_of(std::string_view league, std::string_view text) {
    std::vector<std::string> readings = {tidy(text), tidy(without_brackets(text))};
    std::string bare = readings.back();
    if (for_women(league))
        for (const std::string_view mark : {" w", " women", " womens"})
            cut_ending(bare, mark);
    for (const auto sport : kSports)
        cut_ending(bare, sport);
    readings.push_back(std::move(bare));
    return readings;
}

}  // namespace

TeamNames::TeamNames(std::vector<LeagueTeams> leagues) : leagues_(std::move(leagues)) {
    for (std::size_t i = 0; i < leagues_.size(); ++i)
        index(i);
}

void TeamNames::index(std::size_t league) {
    const LeagueTeams& table = leagues_[league];
    league_names_.emplace(tidy(table.league), table.league);
    for (const auto& name : table.also)
        league_names_.emplace(tidy(name), table.league);
    LeagueIndex& index = indexes_[table.league];
    index.league = league;
    for (std::size_t team = 0; team < table.teams.size(); ++team)
        index_team(index, team);
}

void TeamNames::index_team(LeagueIndex& index, std::size_t number) {
    const Team& team = leagues_[index.league].teams[number];
    const Name full{.team = number, .confidence = kFullName};
    const Name short_name{.team = number, .confidence = kShortName};
    add_name(index, team.name, full);
    for (const auto& place : team.places)
        add_name(index, place, {.team = number, .confidence = kPlaceAlone});
    for (const auto& nickname : team.nicknames) {
        add_name(index, nickname, short_name);
        for (const auto& place : team.places)
            add_name(index, place + " " + nickname, full);
    }
    for (const auto& code : team.codes)
        add_name(index, code, short_name);
    for (const auto& other : team.other_names)
        add_name(
            index, other.name,
            {.team = number, .from = other.from, .until = other.until, .confidence = kFullName});
    for (const auto& venue : team.venues)
        if (team.zone)
            venue_zones_.emplace(tidy(venue), *team.zone);
}

void TeamNames::add_name(LeagueIndex& index, const std::string& text, Name name) {
    index.names[tidy(text)].push_back(name);
}

std::string TeamNames::league_of(std::string_view text) const {
    const auto known = league_names_.find(tidy(text));
    return known == league_names_.end() ? slug_of(text) : known->second;
}

bool TeamNames::has_table(std::string_view league) const {
    return indexes_.find(league_of(league)) != indexes_.end();
}

std::optional<TeamMatch> TeamNames::find(const LeagueIndex& index, const std::string& name,
                                         std::optional<int> year) const {
    const auto entry = index.names.find(name);
    if (entry == index.names.end())
        return std::nullopt;
    const Name* best = nullptr;
    for (const Name& candidate : entry->second) {
        if (year && (*year < candidate.from || *year > candidate.until))
            continue;
        if (best != nullptr && best->team != candidate.team)
            return std::nullopt;
        if (best == nullptr || best->confidence < candidate.confidence)
            best = &candidate;
    }
    if (best == nullptr)
        return std::nullopt;
    const Team& team = leagues_[index.league].teams[best->team];
    return TeamMatch{
        .slug = team.slug(), .name = team.name, .confidence = best->confidence, .team = &team};
}

std::optional<TeamMatch> TeamNames::resolve(std::string_view league, std::string_view text,
                                            std::optional<int> year) const {
    const std::string known_league = league_of(league);
    const auto readings = readings_of(known_league, text);
    const auto index = indexes_.find(known_league);
    if (index == indexes_.end()) {
        const std::string& name = readings.back();
        if (name.empty() || name == "tbd" || name == "tba")
            return std::nullopt;
        return TeamMatch{.slug = slug_of(name),
                         .name = std::string(text),
                         .confidence = kUnknownLeague,
                         .team = nullptr};
    }
    for (const auto& reading : readings)
        if (auto found = find(index->second, reading, year))
            return found;
    return std::nullopt;
}

std::vector<const Team*> TeamNames::at_home_in(std::string_view league,
                                               std::string_view venue) const {
    std::vector<const Team*> teams;
    const auto index = indexes_.find(league_of(league));
    if (index == indexes_.end())
        return teams;
    const std::string name = tidy(venue);
    for (const Team& team : leagues_[index->second.league].teams)
        if (std::any_of(team.venues.begin(), team.venues.end(),
                        [&](const std::string& own) { return tidy(own) == name; }))
            teams.push_back(&team);
    return teams;
}

std::optional<domain::Zone> TeamNames::zone_of_venue(std::string_view venue) const {
    const auto known = venue_zones_.find(tidy(venue));
    return known == venue_zones_.end() ? std::nullopt : std::optional(known->second);
}

}  // namespace seatsync::market
