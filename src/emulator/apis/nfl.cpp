// api.nfl.com (games of a week, standings) and Next Gen Stats (the current schedule).
// Facts: api.nfl.com wants a bearer token; lists are paged by `limit` and `token`; `date` is the
// UTC date of `time`; the status stays SCHEDULED and the phase tells how a game stands; Next Gen
// Stats wants nothing. No limit is published. The wording of the errors is not known.

#include "emulator/access.hpp"
#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/apis/football_weeks.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <charconv>
#include <cmath>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;

constexpr std::size_t kPageSize = 20;
constexpr std::size_t kPageSizeMax = 100;
constexpr std::chrono::seconds kMaxAge{60};
constexpr std::string_view kNgsHost = "nextgenstats.nfl.com";

const ApiInfo& the_info() {
    static const ApiInfo info{
        .name = "nfl",
        .hosts = {"api.nfl.com", std::string(kNgsHost)},
        .example = "/football/v2/games/season/2026/seasonType/REG/week/10?withExternalIds=true",
        .example_headers = {"Authorization: Bearer x"}};
    return info;
}

Response refused(unsigned status, std::string_view message) {
    return json_error(status, {{"message", message}});
}

std::string id_of(const Team& team) {
    return uuid_of("nfl team " + std::to_string(team.number));
}

std::string id_of(const Game& game) {
    return uuid_of("nfl game " + std::to_string(game.number));
}

json::object team_of(const Team& team) {
    return {
        {"id", id_of(team)},
        {"currentLogo", "https://static.www.nfl.com/{formatInstructions}/league/api/clubs/logos/" +
                            team.abbreviation},
        {"fullName", team.name}};
}

json::object venue_of(const Team& home) {
    return {{"id", uuid_of("nfl venue " + std::to_string(home.number))},
            {"name", home.venue.name},
            {"city", home.city},
            {"country", "USA"}};
}

json::array external_ids(const Game& game, int week) {
    return {{{"source", "elias"}, {"id", football_game_key(game)}},
            {{"source", "gsis"}, {"id", std::to_string(50'000 + game.number)}},
            {{"source", "slug"},
             {"id", fmt::format("{}-at-{}-{}-reg-{}", slug_of(game.away->nickname),
                                slug_of(game.home->nickname), game.season, week)}}};
}

/// Null before the start.
json::value detail_of(const GameState& state) {
    if (state.phase == GamePhase::scheduled)
        return nullptr;
    return json::object{{"phase", state.phase == GamePhase::finished ? "FINAL" : "INGAME"},
                        {"homePointsTotal", or_null(state.home_score)},
                        {"visitorPointsTotal", or_null(state.away_score)}};
}

json::object game_of(const World& world, const Game& game, int week, bool with_external_ids) {
    json::object out{{"id", id_of(game)},
                     {"homeTeam", team_of(*game.home)},
                     {"awayTeam", team_of(*game.away)},
                     {"category", nullptr},
                     {"date", utc_z(game.start).substr(0, 10)},
                     {"time", utc_z(game.start)},
                     {"gameType", "UNSPECIFIED"},
                     {"international", false},
                     {"neutralSite", false},
                     {"venue", venue_of(*game.home)},
                     {"season", std::stoi(game.season)},
                     {"seasonType", "REG"},
                     {"status", "SCHEDULED"},
                     {"detail", detail_of(world.state_of(game))},
                     {"week", week},
                     {"weekType", "REG"},
                     {"ticketVendors", json::array()},
                     {"version", 1}};
    if (with_external_ids)
        out["externalIds"] = external_ids(game, week);
    return out;
}

/// "page-20" is the page that begins with the 21st; everything else is the first.
std::size_t offset_of(const std::string& token) {
    constexpr std::string_view kBegin = "page-";
    std::size_t offset = 0;
    if (token.starts_with(kBegin))
        (void)std::from_chars(token.data() + kBegin.size(), token.data() + token.size(), offset);
    return offset;
}

Page page_asked(const Request& request, std::size_t total) {
    const std::size_t size = std::min(request.count("limit", kPageSize), kPageSizeMax);
    return page_of(total, offset_of(request.text("token")), std::max<std::size_t>(1, size));
}

json::object pagination(const Request& request, const Page& page) {
    return {{"limit", request.count("limit", kPageSize)},
            {"token",
             page.last() ? json::value(nullptr) : json::value(fmt::format("page-{}", page.end))}};
}

double rounded_share(const Standing& standing) {
    return std::round(standing.share_of_wins() * 1000) / 1000;
}

json::object standing_of(const Standing& standing) {
    return {
        {"team", team_of(*standing.team)},
        {"clinched", {{"division", false}, {"eliminated", false}, {"playoff", false}}},
        {"overall",
         {{"games", standing.wins + standing.losses},
          {"wins", standing.wins},
          {"winPct", rounded_share(standing)},
          {"losses", standing.losses},
          {"ties", 0},
          {"streak",
           {{"type", standing.streak < 0 ? "L" : "W"}, {"length", std::abs(standing.streak)}}}}},
        {"conference", {{"rank", standing.rank}}},
        {"division", {{"rank", standing.rank}}}};
}

json::object ngs_team_of(const Team& team) {
    return {{"teamId", std::to_string(1000 + team.number)},
            {"smartId", id_of(team)},
            {"abbr", team.abbreviation},
            {"cityState", team.city},
            {"fullName", team.name},
            {"nick", team.nickname},
            {"teamType", "TEAM"}};
}

/// Null before the start.
json::value ngs_score_of(const GameState& state) {
    if (state.phase == GamePhase::scheduled)
        return nullptr;
    return json::object{{"phase", state.phase == GamePhase::finished ? "FINAL" : "INGAME"},
                        {"visitorTeamScore", {{"pointTotal", or_null(state.away_score)}}},
                        {"homeTeamScore", {{"pointTotal", or_null(state.home_score)}}}};
}

/// "06/12/2026"
std::string american_date(const Game& game) {
    const std::string day = local_date(game.start, game.home->venue.zone);
    return day.substr(5, 2) + "/" + day.substr(8, 2) + "/" + day.substr(0, 4);
}

json::object ngs_game_of(const World& world, const Game& game, int week) {
    return {{"gameKey", 60'000 + game.number},
            {"gameDate", american_date(game)},
            {"gameId", std::stoll(football_game_key(game))},
            {"gameTime", utc_z(game.start)},
            {"gameType", "REG"},
            {"homeDisplayName", game.home->name},
            {"homeNickname", game.home->nickname},
            {"homeTeam", ngs_team_of(*game.home)},
            {"homeTeamAbbr", game.home->abbreviation},
            {"isoTime", epoch_seconds(game.start) * 1000},
            {"season", std::stoi(game.season)},
            {"seasonType", "REG"},
            {"site",
             {{"siteId", game.home->number},
              {"siteFullName", game.home->venue.name},
              {"siteCity", game.home->city}}},
            {"smartId", id_of(game)},
            {"visitorDisplayName", game.away->name},
            {"visitorNickname", game.away->nickname},
            {"visitorTeam", ngs_team_of(*game.away)},
            {"visitorTeamAbbr", game.away->abbreviation},
            {"week", week},
            {"weekNameAbbr", fmt::format("Week {}", week)},
            {"score", ngs_score_of(world.state_of(game))}};
}

class Nfl final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant /*now*/) override {
        if (request.host == kNgsHost)
            return request.matches("/api/league/schedule/current") ? schedule(world)
                                                                   : refused(404, "Not Found");
        if (!is_good_key(bearer_token(request)))
            return refused(401, "Unauthorized");
        if (request.matches("/football/v2/games/season/*/seasonType/*/week/*"))
            return games(request, world);
        if (request.matches("/football/v2/standings"))
            return standings(request, world);
        return refused(404, "Not Found");
    }

  private:
    static Response games(const Request& request, const World& world) {
        int week = 0;
        const std::string& digits = request.segments[8];
        (void)std::from_chars(digits.data(), digits.data() + digits.size(), week);
        std::vector<const Game*> found;
        if (request.segments[4] == football_season(world) && request.segments[6] == "REG")
            found = football_games_of(world, week);
        const Page page = page_asked(request, found.size());
        json::array games;
        for (const Game* game : elements_of(found, page))
            games.push_back(game_of(world, *game, week, request.text("withExternalIds") == "true"));
        const std::size_t items = games.size();
        return with_etag(
            json_answer({{"games", std::move(games)}, {"pagination", pagination(request, page)}},
                        items),
            kMaxAge);
    }

    static Response standings(const Request& request, const World& world) {
        std::vector<Standing> found;
        if (request.text("season") == football_season(world))
            found = world.standings("nfl");
        const Page page = page_asked(request, found.size());
        json::array standings;
        for (const Standing& standing : elements_of(found, page))
            standings.push_back(standing_of(standing));
        const std::size_t items = standings.size();
        return with_etag(
            json_answer(
                {{"season", request.count("season", 0)},
                 {"seasonType", "REG"},
                 {"weeks",
                  {{{"week", request.count("week", 1)}, {"standings", std::move(standings)}}}},
                 {"pagination", pagination(request, page)}},
                items),
            kMaxAge);
    }

    static Response schedule(const World& world) {
        const int week = football_week_at(world, world.now());
        json::array games;
        for (const Game* game : football_games_of(world, week))
            games.push_back(ngs_game_of(world, *game, week));
        const std::size_t items = games.size();
        return with_etag(json_answer({{"season", std::stoi(football_season(world))},
                                      {"seasonType", "REG"},
                                      {"week", week},
                                      {"games", std::move(games)}},
                                     items),
                         kMaxAge);
    }
};

}  // namespace

std::unique_ptr<Api> make_nfl() {
    return std::make_unique<Nfl>();
}

}  // namespace seatsync::emulator
