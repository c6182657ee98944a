#include "app/ingest_watch.hpp"

#include "market/team_tables.hpp"

#include <algorithm>
#include <set>

namespace seatsync::app {

namespace {

market::Team team_named(const domain::Event& game, const std::string& name, bool is_home) {
    market::Team team;
    team.name = name;
    if (const std::size_t space = name.rfind(' '); space != name.npos) {
        team.places = {name.substr(0, space)};
        team.nicknames = {name.substr(space + 1)};
    }
    if (is_home && !game.venue.name.empty()) {
        team.venues = {game.venue.name};
        team.zone = game.venue.zone;
    }
    return team;
}

/// The shipped tables and `more`; teams of one league come into one table.
std::vector<market::LeagueTeams> tables_with(const std::vector<market::LeagueTeams>& more) {
    auto leagues = market::shipped_team_names().leagues();
    for (const market::LeagueTeams& table : more) {
        const auto same = std::ranges::find(leagues, table.league, &market::LeagueTeams::league);
        if (same == leagues.end())
            leagues.push_back(table);
        else
            same->teams.insert(same->teams.end(), table.teams.begin(), table.teams.end());
    }
    return leagues;
}

/// By league, then name.
using Unknown = std::map<std::string, std::map<std::string, market::Team>>;

/// A team first seen as a guest gets its venue later.
void add_unknown(Unknown& unknown, const market::TeamNames& names, const domain::Event& game,
                 const std::string& name, bool is_home) {
    const std::string league = names.league_of(game.league);
    if (name.empty() || !names.has_table(league) || names.resolve(league, name))
        return;
    const auto [found, is_new] = unknown[league].try_emplace(name);
    if (is_new || (is_home && found->second.venues.empty()))
        found->second = team_named(game, name, is_home);
}

}  // namespace

std::unique_ptr<market::TeamNames> team_names_with(const std::vector<market::LeagueTeams>& more,
                                                   const std::vector<domain::Event>& games) {
    auto leagues = tables_with(more);
    const market::TeamNames names(leagues);
    Unknown unknown;
    for (const domain::Event& game : games) {
        add_unknown(unknown, names, game, game.home, true);
        add_unknown(unknown, names, game, game.away, false);
    }
    for (market::LeagueTeams& league : leagues)
        for (auto& [name, team] : unknown[league.league])
            league.teams.push_back(std::move(team));
    return std::make_unique<market::TeamNames>(std::move(leagues));
}

feed::Watch watch_of(std::vector<domain::Event> games, const std::vector<std::string>& leagues,
                     const std::map<std::string, feed::Place>& venues,
                     const market::TeamNames& names) {
    feed::Watch watch;
    std::set<std::string> all(leagues.begin(), leagues.end());
    for (const domain::Event& game : games) {
        all.insert(game.league);
        const auto home = names.resolve(game.league, game.home);
        if (!game.venue.name.empty() && home && home->team != nullptr && home->team->latitude &&
            home->team->longitude)
            watch.venues.insert_or_assign(
                game.venue.name, feed::Place{*home->team->latitude, *home->team->longitude});
    }
    for (const auto& [name, place] : venues)
        watch.venues.insert_or_assign(name, place);
    watch.leagues.assign(all.begin(), all.end());
    watch.games = std::move(games);
    return watch;
}

}  // namespace seatsync::app
