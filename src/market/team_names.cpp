#include "market/team_names.hpp"

#include <algorithm>
#include <array>

namespace seatsync::market {

namespace {

constexpr double kFullName = 1.0;
constexpr double kShortName = 0.98;
constexpr double kNameWithin = 0.96;
constexpr double kPlaceAlone = 0.95;
constexpr double kUnknownLeague = 0.95;
constexpr std::size_t kCutLettersMost = 3;
constexpr std::size_t kCutLengthLeast = 12;

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
    for (const NeutralVenue& venue : table.venues) {
        if (!venue.zone)
            continue;
        venue_zones_.emplace(tidy(venue.name), *venue.zone);
        for (const auto& name : venue.also)
            venue_zones_.emplace(tidy(name), *venue.zone);
    }
}

void TeamNames::index_team(LeagueIndex& index, std::size_t number) {
    const LeagueTeams& league = leagues_[index.league];
    const Team& team = league.teams[number];
    const Name full{.team = number, .confidence = kFullName, .full = true};
    const double place_alone = league.places_are_names ? kShortName : kPlaceAlone;
    const Name short_name{.team = number, .confidence = kShortName};
    add_name(index, team.name, full);
    for (const auto& place : team.places)
        add_name(index, place, {.team = number, .confidence = place_alone});
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

const TeamNames::Name* TeamNames::only(const std::vector<Name>& names, std::optional<int> year) {
    const Name* best = nullptr;
    for (const Name& candidate : names) {
        if (year && (*year < candidate.from || *year > candidate.until))
            continue;
        if (best != nullptr && best->team != candidate.team)
            return nullptr;
        if (best == nullptr || best->confidence < candidate.confidence)
            best = &candidate;
    }
    return best;
}

const TeamNames::Name* TeamNames::find(const LeagueIndex& index, const std::string& text,
                                       std::optional<int> year) {
    const auto entry = index.names.find(text);
    return entry == index.names.end() ? nullptr : only(entry->second, year);
}

std::optional<TeamNames::Name> TeamNames::find_within(const LeagueIndex& index,
                                                      const std::string& text,
                                                      std::optional<int> year) {
    std::vector<Name> found;
    for (auto space = text.find(' '); space != std::string::npos; space = text.find(' ', space + 1))
        for (const auto& part : {text.substr(0, space), text.substr(space + 1)})
            if (const Name* name = find(index, part, year); name != nullptr && name->full)
                found.push_back(*name);
    const Name* one = only(found, year);
    return one == nullptr ? std::nullopt : std::optional(*one);
}

const TeamNames::Name* TeamNames::find_cut(const LeagueIndex& index, const std::string& text,
                                           std::optional<int> year) {
    if (text.size() < kCutLengthLeast)
        return nullptr;
    const Name* found = nullptr;
    for (auto entry = index.names.lower_bound(text);
         entry != index.names.end() && entry->first.starts_with(text); ++entry) {
        const Name* name = only(entry->second, year);
        const bool near = entry->first.size() - text.size() <= kCutLettersMost;
        if (name == nullptr || !name->full || !near || (found && found->team != name->team))
            return nullptr;
        found = name;
    }
    return found;
}

TeamMatch TeamNames::match_of(const LeagueIndex& index, const Name& name,
                              double confidence_most) const {
    const Team& team = leagues_[index.league].teams[name.team];
    return {.slug = team.slug(),
            .name = team.name,
            .confidence = std::min(name.confidence, confidence_most),
            .team = &team};
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
        if (const Name* name = find(index->second, reading, year))
            return match_of(index->second, *name, kFullName);
    const std::string& bare = readings.back();
    if (const auto name = find_within(index->second, bare, year))
        return match_of(index->second, *name, kNameWithin);
    if (const Name* name = find_cut(index->second, bare, year))
        return match_of(index->second, *name, kNameWithin);
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
