// The shapes of Sportradar's feeds. Each league has its own: basketball writes whole names and Z,
// baseball market and name, +00:00 and no scores, football stands in weeks and keeps scores apart.

#include "emulator/apis/sportradar_feeds.hpp"

#include "emulator/answers.hpp"
#include "emulator/apis/football_weeks.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>

#include <algorithm>
#include <cmath>
#include <map>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;

std::string id_of(std::string_view kind, std::int64_t number) {
    return uuid_of(fmt::format("sportradar {} {}", kind, number));
}

json::object league_of(const std::string& league) {
    std::string alias = league;
    std::ranges::transform(alias, alias.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return {{"id", uuid_of("sportradar league " + league)}, {"name", alias}, {"alias", alias}};
}

json::object season_of(const std::string& league, int year, const std::string& type) {
    return {{"id", uuid_of(fmt::format("sportradar season {} {} {}", league, year, type))},
            {"year", year},
            {"type", type}};
}

/// "US/Eastern": the older names of the four zones.
std::string zone_alias(const domain::Zone& zone) {
    static const std::map<std::string, std::string> kAliases = {
        {"America/New_York", "US/Eastern"},
        {"America/Chicago", "US/Central"},
        {"America/Denver", "US/Mountain"},
        {"America/Los_Angeles", "US/Pacific"}};
    const auto alias = kAliases.find(zone.name());
    return alias == kAliases.end() ? zone.name() : alias->second;
}

json::object venue_of(const Team& home) {
    return {{"id", id_of("venue", home.number)},
            {"name", home.venue.name},
            {"city", home.city},
            {"country", "USA"},
            {"capacity", or_null(home.venue.capacity)},
            {"sr_id", fmt::format("sr:venue:{}", 6000 + home.number)},
            {"location",
             {{"lat", fmt::format("{}", home.place.latitude)},
              {"lng", fmt::format("{}", home.place.longitude)}}}};
}

json::object team_of(const Team& team) {
    json::object out{{"id", id_of("team", team.number)},
                     {"sr_id", fmt::format("sr:team:{}", 3400 + team.number)}};
    if (team.league == "mlb") {
        out["name"] = team.nickname;
        out["market"] = team.city;
        out["abbr"] = team.abbreviation;
    } else {
        out["name"] = team.name;
        out["alias"] = team.abbreviation;
    }
    return out;
}

const char* status_of(GamePhase phase) {
    if (phase == GamePhase::scheduled)
        return "scheduled";
    return phase == GamePhase::finished ? "closed" : "inprogress";
}

/// Told when the game is over. Schedules of baseball tell none.
void add_score(const std::string& league, const GameState& state, json::object& game) {
    if (state.phase != GamePhase::finished || league == "mlb")
        return;
    json::object points{{"home_points", or_null(state.home_score)},
                        {"away_points", or_null(state.away_score)}};
    if (league == "nfl")
        game["scoring"] = std::move(points);
    else
        game.insert(points.begin(), points.end());
}

json::object game_of(const World& world, const Game& game) {
    const GameState state = world.state_of(game);
    const std::string scheduled = utc_bare(game.start) + (game.league == "nba" ? "Z" : "+00:00");
    json::object out{{"id", id_of("game", game.number)},
                     {"status", status_of(state.phase)},
                     {"coverage", "full"},
                     {"scheduled", scheduled},
                     {"sr_id", fmt::format("sr:match:{}", 28'000'000 + game.number)},
                     {"time_zones",
                      {{"venue", zone_alias(game.home->venue.zone)},
                       {"home", zone_alias(game.home->venue.zone)},
                       {"away", zone_alias(game.away->venue.zone)}}},
                     {"venue", venue_of(*game.home)},
                     {"home", team_of(*game.home)},
                     {"away", team_of(*game.away)}};
    if (game.league == "mlb")
        out["game_number"] = 1;
    add_score(game.league, state, out);
    return out;
}

json::array games_of(const World& world, const std::vector<const Game*>& games) {
    json::array out;
    for (const Game* game : games)
        out.push_back(game_of(world, *game));
    return out;
}

json::object week_of(const World& world, int week) {
    return {{"id", id_of("week", week)},
            {"sequence", week},
            {"title", std::to_string(week)},
            {"games", games_of(world, football_games_of(world, week))}};
}

SportradarFeed football_schedule(const World& world, int year, const std::string& type,
                                 bool is_played) {
    SportradarFeed feed;
    json::array weeks;
    for (int week = 1; is_played && week <= kFootballWeeks; ++week) {
        weeks.push_back(week_of(world, week));
        feed.items += football_games_of(world, week).size();
    }
    feed.document = season_of("nfl", year, type);
    feed.document["name"] = type;
    feed.document["weeks"] = std::move(weeks);
    return feed;
}

double rounded_share(const Standing& standing) {
    return std::round(standing.share_of_wins() * 1000) / 1000;
}

json::object baseball_numbers(const Standing& standing) {
    return {{"win", standing.wins},
            {"loss", standing.losses},
            {"win_p", rounded_share(standing)},
            {"last_10_won", standing.wins_last10},
            {"last_10_lost",
             std::min<std::int64_t>(10, standing.wins + standing.losses) - standing.wins_last10},
            {"games_back", standing.games_behind},
            {"streak",
             fmt::format("{}{}", standing.streak < 0 ? 'L' : 'W', std::abs(standing.streak))}};
}

json::object numbers_of(const std::string& league, const Standing& standing) {
    if (league == "mlb")
        return baseball_numbers(standing);
    json::object out{
        {"wins", standing.wins}, {"losses", standing.losses}, {"win_pct", rounded_share(standing)}};
    if (league == "nfl") {
        out["ties"] = 0;
        out["rank"] = {{"conference", standing.rank}, {"division", standing.rank}};
        return out;
    }
    out["games_behind"] = {{"league", standing.games_behind}};
    out["streak"] = {{"kind", standing.streak < 0 ? "loss" : "win"},
                     {"length", std::abs(standing.streak)}};
    out["records"] = {{{"record_type", "last_10"}, {"wins", standing.wins_last10}}};
    return out;
}

/// In standings and lists of teams the nickname stands alone.
json::object listed_team(const Team& team) {
    return {{"id", id_of("team", team.number)},
            {"name", team.nickname},
            {"market", team.city},
            {team.league == "mlb" ? "abbr" : "alias", team.abbreviation}};
}

/// Two halves of a league, each of one division, with the teams in the order of their numbers.
json::array halves_of(const std::string& league, std::vector<json::object> teams) {
    const auto aliases = league == "mlb"   ? std::pair("AL", "NL")
                         : league == "nfl" ? std::pair("AFC", "NFC")
                                           : std::pair("EASTERN", "WESTERN");
    json::array first;
    json::array second;
    for (std::size_t i = 0; i < teams.size(); ++i)
        (i % 2 == 0 ? first : second).push_back(std::move(teams[i]));
    const auto half = [&](const char* alias, json::array members) {
        return json::object{{"id", uuid_of(std::string("sportradar half ") + alias)},
                            {"name", alias},
                            {"alias", alias},
                            {"divisions", {{{"alias", "C"}, {"teams", std::move(members)}}}}};
    };
    return {half(aliases.first, std::move(first)), half(aliases.second, std::move(second))};
}

json::object injury_of(const Injury& injury) {
    return {{"id", id_of("injury", injury.number)},
            {"comment", injury.athlete + " is listed as " + injury.status},
            {"desc", injury.body_part},
            {"status", injury.status},
            {"start_date", utc_z(injury.reported_at).substr(0, 10)},
            {"update_date", utc_z(injury.reported_at).substr(0, 10)}};
}

}  // namespace

int sportradar_season(const World& world, std::string_view league) {
    const auto games = world.games_of(league, Instant::min(), Instant::max());
    const int year = games.empty() ? 0 : std::stoi(games.front()->season);
    return league == "nba" ? year - 1 : year;
}

SportradarFeed sportradar_schedule(const World& world, const std::string& league, int year,
                                   const std::string& type) {
    const bool is_played = year == sportradar_season(world, league) && type == "REG";
    if (league == "nfl")
        return football_schedule(world, year, type, is_played);
    std::vector<const Game*> games;
    if (is_played)
        games = world.games_of(league, Instant::min(), Instant::max());
    return {.document = {{"league", league_of(league)},
                         {"season", season_of(league, year, type)},
                         {"games", games_of(world, games)}},
            .items = games.size()};
}

SportradarFeed sportradar_day(const World& world, const std::string& league,
                              std::chrono::year_month_day day) {
    const auto games = world.games_on(league, day);
    return {.document = {{"date", domain::format_date(day)},
                         {"league", league_of(league)},
                         {"games", games_of(world, games)}},
            .items = games.size()};
}

SportradarFeed sportradar_week(const World& world, int week) {
    SportradarFeed feed{.document = season_of("nfl", sportradar_season(world, "nfl"), "REG"),
                        .items = football_games_of(world, week).size()};
    feed.document["name"] = "REG";
    feed.document["week"] = week_of(world, week);
    return feed;
}

SportradarFeed sportradar_standings(const World& world, const std::string& league, int year) {
    std::vector<json::object> teams;
    if (year == sportradar_season(world, league))
        for (const Standing& standing : world.standings(league)) {
            json::object team = listed_team(*standing.team);
            json::object numbers = numbers_of(league, standing);
            team.insert(numbers.begin(), numbers.end());
            teams.push_back(std::move(team));
        }
    SportradarFeed feed{.items = teams.size()};
    json::object season = season_of(league, year, "REG");
    json::array halves = halves_of(league, std::move(teams));
    if (league == "mlb") {
        season["leagues"] = std::move(halves);
        json::object told = league_of(league);
        told["season"] = std::move(season);
        feed.document = {{"league", std::move(told)}};
        return feed;
    }
    feed.document = {{"season", std::move(season)}, {"conferences", std::move(halves)}};
    if (league != "nfl")
        feed.document["league"] = league_of(league);
    return feed;
}

SportradarFeed sportradar_injuries(const World& world, const std::string& league) {
    SportradarFeed feed{.document = {{"league", league_of(league)}}};
    std::map<std::int64_t, json::array> players;  // By number of the team.
    for (const Injury& injury : injuries_of(world, league)) {
        players[injury.team->number].push_back({{"id", id_of("athlete", injury.athlete_number)},
                                                {"full_name", injury.athlete},
                                                {"injuries", {injury_of(injury)}}});
        ++feed.items;
    }
    json::array teams;
    for (auto& [number, list] : players) {
        json::object team = listed_team(*world.team(number));
        team["players"] = std::move(list);
        teams.push_back(std::move(team));
    }
    feed.document["teams"] = std::move(teams);
    return feed;
}

SportradarFeed sportradar_hierarchy(const World& world, const std::string& league) {
    std::vector<json::object> teams;
    for (const Team* team : world.teams_of(league)) {
        teams.push_back(listed_team(*team));
        teams.back()["venue"] = venue_of(*team);
    }
    SportradarFeed feed{.items = teams.size()};
    feed.document = {
        {"league", league_of(league)},
        {league == "mlb" ? "leagues" : "conferences", halves_of(league, std::move(teams))}};
    return feed;
}

}  // namespace seatsync::emulator
