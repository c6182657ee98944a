// NBA: files on cdn.nba.com (the schedule of the season, the scoreboard of today) and
// stats.nba.com (/stats/scoreboardv3, /stats/leaguestandings). Facts: no key; stats.nba.com wants
// the headers of a browser and answers a page with 403 without them; gameEt is Eastern wall time
// with a false Z; in the schedule, gameTimeUTC and gameTimeEst are times of day in the year 1900;
// standings are a table. Cached for minutes.

#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "feed/game_days.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <map>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;
using std::chrono::days;
using std::chrono::seconds;
using std::chrono::year_month_day;

constexpr std::string_view kLeague = "nba";
constexpr const char* kSeason = "2025-26";
constexpr int kSeasonDigits = 25;
constexpr seconds kMaxAge{30};

const ApiInfo& the_info() {
    static const ApiInfo info{
        .name = "nba",
        .hosts = {"cdn.nba.com", "stats.nba.com"},
        .example = "/static/json/liveData/scoreboard/todaysScoreboard_00.json"};
    return info;
}

std::string id_of(const Game& game) {
    return fmt::format("002{:02}{:05}", kSeasonDigits, game.number);
}

/// "20260612/PHICLE"
std::string code_of(const Game& game) {
    return feed::compact_date(feed::eastern_date(game.start)) + "/" + game.away->abbreviation +
           game.home->abbreviation;
}

std::string eastern_wall(Instant instant) {
    return local_bare(instant, feed::eastern_zone()) + "Z";
}

/// "7:00 pm ET   ": padded as the provider pads it.
std::string eastern_clock(Instant instant) {
    const std::string time = local_time(instant, feed::eastern_zone());
    const int hour = std::stoi(time.substr(0, 2));
    return fmt::format("{}:{} {} ET   ", (hour + 11) % 12 + 1, time.substr(3, 2),
                       hour < 12 ? "am" : "pm");
}

int period_of(const GameState& state) {
    return state.phase == GamePhase::scheduled
               ? 0
               : 1 + std::min(3, static_cast<int>(state.progress * 4));
}

std::string status_text(const Game& game, const GameState& state) {
    if (state.phase == GamePhase::scheduled)
        return eastern_clock(game.start);
    return state.phase == GamePhase::finished ? "Final" : fmt::format("Q{}", period_of(state));
}

using Records = std::map<const Team*, Standing>;

Records records_of(const World& world) {
    Records records;
    for (const Standing& standing : world.standings(kLeague))
        records[standing.team] = standing;
    return records;
}

json::object team_of(const Standing& standing, std::optional<std::int64_t> score) {
    const Team& team = *standing.team;
    return {{"teamId", team.number},     {"teamName", team.nickname},
            {"teamCity", team.city},     {"teamTricode", team.abbreviation},
            {"wins", standing.wins},     {"losses", standing.losses},
            {"score", score.value_or(0)}};
}

/// What the schedule and the scoreboards tell alike.
json::object game_of(const World& world, const Game& game, const Records& records) {
    const GameState state = world.state_of(game);
    return {{"gameId", id_of(game)},
            {"gameCode", code_of(game)},
            {"gameStatus", static_cast<int>(state.phase) + 1},
            {"gameStatusText", status_text(game, state)},
            {"ifNecessary", false},
            {"homeTeam", team_of(records.at(game.home), state.home_score)},
            {"awayTeam", team_of(records.at(game.away), state.away_score)}};
}

json::object scoreboard_game(const World& world, const Game& game, const Records& records) {
    json::object told = game_of(world, game, records);
    told["period"] = period_of(world.state_of(game));
    told["gameTimeUTC"] = utc_z(game.start);
    told["gameEt"] = eastern_wall(game.start);
    return told;
}

/// "1900-01-01T19:30:00Z" of "2026-06-12T19:30:00Z".
std::string time_of_day(const std::string& time) {
    return "1900-01-01" + time.substr(10);
}

json::object schedule_game(const World& world, const Game& game, const Records& records) {
    json::object told = game_of(world, game, records);
    const std::string utc = utc_z(game.start);
    const std::string eastern = eastern_wall(game.start);
    told["gameDateEst"] = eastern.substr(0, 10) + "T00:00:00Z";
    told["gameTimeEst"] = time_of_day(eastern);
    told["gameDateTimeEst"] = eastern;
    told["gameTimeUTC"] = time_of_day(utc);
    told["gameDateTimeUTC"] = utc;
    told["postponedStatus"] = "A";
    told["arenaName"] = game.home->venue.name;
    told["arenaCity"] = game.home->city;
    return told;
}

json::object meta_of(Instant now) {
    return {{"version", 1}, {"time", utc_z(now)}};
}

Response scoreboard(const World& world, year_month_day day, Instant now) {
    const Records records = records_of(world);
    const Instant noon = std::chrono::sys_days(day) + std::chrono::hours(12);
    json::array games;
    for (const Game* game : world.games_of(kLeague, noon - days(1), noon + days(1)))
        if (feed::eastern_date(game->start) == day)
            games.push_back(scoreboard_game(world, *game, records));
    const std::size_t items = games.size();
    return json_answer(
        {{"meta", meta_of(now)},
         {"scoreboard", json::object{{"gameDate", domain::format_date(day)},
                                     {"leagueId", "00"},
                                     {"leagueName", "National Basketball Association"},
                                     {"games", std::move(games)}}}},
        items);
}

Response schedule(const World& world) {
    const Records records = records_of(world);
    std::map<year_month_day, json::array> by_day;
    const auto all = world.games_of(kLeague, Instant::min(), Instant::max());
    for (const Game* game : all)
        by_day[feed::eastern_date(game->start)].push_back(schedule_game(world, *game, records));
    json::array dates;
    for (auto& [day, games] : by_day)
        dates.push_back(
            {{"gameDate",
              fmt::format("{:02}/{:02}/{} 00:00:00", static_cast<unsigned>(day.month()),
                          static_cast<unsigned>(day.day()), static_cast<int>(day.year()))},
             {"games", std::move(games)}});
    return with_etag(
        json_answer({{"leagueSchedule", json::object{{"seasonYear", kSeason},
                                                     {"leagueId", "00"},
                                                     {"gameDates", std::move(dates)}}}},
                    all.size()),
        kMaxAge);
}

json::array row_of(const Standing& standing) {
    const std::int64_t last = std::min<std::int64_t>(10, standing.wins + standing.losses);
    json::array row;
    row.emplace_back("00");
    row.emplace_back("22025");
    row.emplace_back(standing.team->number);
    row.emplace_back(standing.team->city);
    row.emplace_back(standing.team->nickname);
    row.emplace_back(standing.rank);
    row.emplace_back(standing.wins);
    row.emplace_back(standing.losses);
    row.emplace_back(standing.share_of_wins());
    row.emplace_back(fmt::format("{}-{}", standing.wins, standing.losses));
    row.emplace_back(fmt::format("{}-{}", standing.wins_last10, last - standing.wins_last10));
    return row;
}

Response standings(const Request& request, const World& world) {
    json::array rows;
    if (request.text("Season") == kSeason)
        for (const Standing& standing : world.standings(kLeague))
            rows.push_back(row_of(standing));
    const std::size_t items = rows.size();
    json::array headers;
    for (const char* name : {"LeagueID", "SeasonID", "TeamID", "TeamCity", "TeamName",
                             "PlayoffRank", "WINS", "LOSSES", "WinPCT", "Record", "L10"})
        headers.emplace_back(name);
    json::array sets;
    sets.push_back(json::object{
        {"name", "Standings"}, {"headers", std::move(headers)}, {"rowSet", std::move(rows)}});
    return json_answer({{"resource", "leaguestandings"},
                        {"parameters", json::object{{"LeagueID", "00"},
                                                    {"Season", request.text("Season")},
                                                    {"SeasonType", request.text("SeasonType")}}},
                        {"resultSets", std::move(sets)}},
                       items);
}

bool looks_like_a_browser(const Request& request) {
    return !request.header("User-Agent").empty() &&
           request.header("Referer").starts_with("https://www.nba.com");
}

Response denied() {
    return text_answer(403,
                       "<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>\n<H1>Access "
                       "Denied</H1>\n</BODY>\n</HTML>\n",
                       "text/html");
}

class Nba final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant now) override {
        if (request.host == "stats.nba.com")
            return statistics(request, world, now);
        if (request.matches("/static/json/staticData/scheduleLeagueV2.json"))
            return schedule(world);
        if (request.matches("/static/json/liveData/scoreboard/todaysScoreboard_00.json"))
            return scoreboard(world, feed::eastern_date(world.now()), now);
        return denied();
    }

  private:
    static Response statistics(const Request& request, const World& world, Instant now) {
        if (!looks_like_a_browser(request))
            return denied();
        if (request.matches("/stats/leaguestandings"))
            return request.text("Season").empty()
                       ? json_error(400, {{"Message", "The Season property is required."}})
                       : standings(request, world);
        if (!request.matches("/stats/scoreboardv3"))
            return json_error(404, {{"Message", "No HTTP resource was found."}});
        const auto day = request.date("GameDate");
        return day ? scoreboard(world, *day, now)
                   : json_error(400, {{"Message", "The GameDate property is required."}});
    }
};

}  // namespace

std::unique_ptr<Api> make_nba() {
    return std::make_unique<Nba>();
}

}  // namespace seatsync::emulator
