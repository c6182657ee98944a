// MLB Stats API: /api/v1/schedule, /api/v1/standings and /api/v1/teams. Facts: no key and no
// published limit; a game stands under its day at the venue; standings are by league (103, 104);
// errors hold a number and a message. The clubs of the world are dealt to the two leagues by turns.

#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"

#include <fmt/format.h>
#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/split.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;
using std::chrono::days;
using std::chrono::sys_days;

constexpr std::string_view kLeague = "mlb";
constexpr std::string_view kCopyright =
    "Use of any content on this page acknowledges agreement to the terms posted here "
    "http://gdx.mlb.com/components/copyright.txt";
constexpr days kRangeMax{400};

const ApiInfo& the_info() {
    static const ApiInfo info{.name = "mlb",
                              .hosts = {"statsapi.mlb.com"},
                              .example = "/api/v1/schedule?sportId=1&date=2026-06-12"};
    return info;
}

Response error_answer(unsigned status, int number, std::string_view message, Instant now) {
    return json_error(status, {{"messageNumber", number},
                               {"message", message},
                               {"timestamp", utc_z(now)},
                               {"traceId", nullptr}});
}

/// "103" or "104".
int league_id_of(const Team& team) {
    return 103 + static_cast<int>(team.number % 2);
}

json::object team_of(const Team& team) {
    return {{"id", team.number},
            {"name", team.name},
            {"link", fmt::format("/api/v1/teams/{}", team.number)}};
}

std::string share_text(double share) {
    const std::string text = fmt::format("{:.3f}", share);
    return share < 1 ? text.substr(1) : text;
}

json::object record_of(const Standing& standing) {
    return {{"wins", standing.wins},
            {"losses", standing.losses},
            {"ties", 0},
            {"pct", share_text(standing.share_of_wins())}};
}

using Records = std::map<const Team*, Standing>;

Records records_of(const World& world) {
    Records records;
    for (const Standing& standing : world.standings(kLeague))
        records[standing.team] = standing;
    return records;
}

struct Phase {
    const char* code;
    const char* abstract_state;
    const char* detailed_state;
};

const Phase& phase_of(const GameState& state) {
    static constexpr std::array<Phase, 3> kPhases = {
        {{"S", "Preview", "Scheduled"}, {"I", "Live", "In Progress"}, {"F", "Final", "Final"}}};
    return kPhases.at(static_cast<std::size_t>(state.phase));
}

json::object status_of(const GameState& state) {
    const Phase& phase = phase_of(state);
    return {{"abstractGameState", phase.abstract_state},
            {"codedGameState", phase.code},
            {"detailedState", phase.detailed_state},
            {"statusCode", phase.code},
            {"startTimeTBD", false}};
}

json::object side_of(const Standing& standing, std::optional<std::int64_t> score,
                     std::optional<std::int64_t> other) {
    json::object side{{"team", team_of(*standing.team)}, {"leagueRecord", record_of(standing)}};
    if (score && other) {
        side["score"] = *score;
        side["isWinner"] = *score > *other;
    }
    return side;
}

json::object game_of(const World& world, const Game& game, const Records& records) {
    const GameState state = world.state_of(game);
    return {{"gamePk", game.number},
            {"gameGuid", uuid_of(fmt::format("mlb game {}", game.number))},
            {"link", fmt::format("/api/v1.1/game/{}/feed/live", game.number)},
            {"gameType", "R"},
            {"season", game.season},
            {"gameDate", utc_z(game.start)},
            {"officialDate", local_date(game.start, game.home->venue.zone)},
            {"status", status_of(state)},
            {"teams",
             json::object{
                 {"away", side_of(records.at(game.away), state.away_score, state.home_score)},
                 {"home", side_of(records.at(game.home), state.home_score, state.away_score)}}},
            {"venue", json::object{{"id", game.home->number}, {"name", game.home->venue.name}}},
            {"gameNumber", 1},
            {"doubleHeader", "N"},
            {"ifNecessary", "N"}};
}

struct Range {
    sys_days from;
    sys_days to;
};

/// The days asked for; today without any, nothing when they are no days or too many.
std::optional<Range> range_of(const Request& request, Instant now) {
    const sys_days today = std::chrono::floor<days>(now);
    if (request.query_value("date")) {
        const auto day = request.date("date");
        return day ? std::optional(Range{*day, *day}) : std::nullopt;
    }
    if (!request.query_value("startDate") && !request.query_value("endDate"))
        return Range{today, today};
    const auto from = request.date("startDate");
    const auto to = request.date("endDate");
    if (!from || !to || sys_days(*to) - sys_days(*from) > kRangeMax)
        return std::nullopt;
    return Range{*from, *to};
}

Response schedule(const Request& request, const World& world, Instant now) {
    const auto range = range_of(request, world.now());
    if (request.text("sportId").empty() || !range)
        return error_answer(400, 11, "Invalid Request with value: " + request.path, now);
    const Records records = records_of(world);
    json::array dates;
    std::size_t total = 0;
    for (sys_days day = range->from; day <= range->to; day += days(1)) {
        json::array games;
        if (request.text("sportId") == "1")
            for (const Game* game : world.games_on(kLeague, day))
                games.push_back(game_of(world, *game, records));
        if (games.empty())
            continue;
        total += games.size();
        dates.push_back({{"date", domain::format_date(day)},
                         {"totalGames", games.size()},
                         {"games", std::move(games)}});
    }
    return json_answer(
        {{"copyright", kCopyright}, {"totalGames", total}, {"dates", std::move(dates)}}, total);
}

json::object split(const char* type, std::int64_t wins, std::int64_t losses) {
    return {{"type", type}, {"wins", wins}, {"losses", losses}};
}

json::object team_record_of(const Standing& standing, const std::string& season, Instant now) {
    const std::int64_t played = standing.wins + standing.losses;
    const std::int64_t last = std::min<std::int64_t>(10, played);
    json::array splits;
    splits.push_back(split("lastTen", standing.wins_last10, last - standing.wins_last10));
    return {{"team", team_of(*standing.team)},
            {"season", season},
            {"sportRank", std::to_string(standing.rank)},
            {"gamesPlayed", played},
            {"sportGamesBack",
             standing.rank == 1 ? std::string("-") : fmt::format("{:.1f}", standing.games_behind)},
            {"leagueRecord", record_of(standing)},
            {"records", json::object{{"splitRecords", std::move(splits)}}},
            {"lastUpdated", utc_z(now)},
            {"wins", standing.wins},
            {"losses", standing.losses},
            {"winningPercentage", share_text(standing.share_of_wins())}};
}

std::string season_of(const World& world) {
    const auto games = world.games_of(kLeague, Instant::min(), Instant::max());
    return games.empty() ? std::string() : games.front()->season;
}

Response standings(const Request& request, const World& world, Instant now) {
    if (request.text("leagueId").empty())
        return error_answer(400, 11, "Invalid Request: leagueId is required", now);
    const std::string season = season_of(world);
    const bool is_known = request.query_value("season").value_or(season) == season;
    std::vector<std::string> ids;
    boost::algorithm::split(ids, request.text("leagueId"), boost::algorithm::is_any_of(","));
    json::array records;
    std::size_t items = 0;
    for (const std::string& id : ids) {
        json::array teams;
        for (const Standing& standing : world.standings(kLeague))
            if (is_known && std::to_string(league_id_of(*standing.team)) == id)
                teams.push_back(team_record_of(standing, season, now));
        if (teams.empty())
            continue;
        items += teams.size();
        records.push_back({{"standingsType", "regularSeason"},
                           {"league", json::object{{"id", std::stoi(id)}}},
                           {"lastUpdated", utc_z(now)},
                           {"teamRecords", std::move(teams)}});
    }
    return json_answer({{"copyright", kCopyright}, {"records", std::move(records)}}, items);
}

Response teams(const World& world) {
    json::array teams;
    for (const Team* team : world.teams_of(kLeague)) {
        json::object told = team_of(*team);
        told["abbreviation"] = team->abbreviation;
        told["venue"] = {{"id", team->number}, {"name", team->venue.name}};
        teams.push_back(std::move(told));
    }
    const std::size_t items = teams.size();
    return json_answer({{"copyright", kCopyright}, {"teams", std::move(teams)}}, items);
}

class Mlb final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant now) override {
        if (request.matches("/api/v1/schedule"))
            return schedule(request, world, now);
        if (request.matches("/api/v1/standings"))
            return standings(request, world, now);
        if (request.matches("/api/v1/teams"))
            return teams(world);
        return error_answer(404, 10, "Object not found", now);
    }
};

}  // namespace

std::unique_ptr<Api> make_mlb() {
    return std::make_unique<Mlb>();
}

}  // namespace seatsync::emulator
