// ESPN site API (unofficial): /apis/site/v2/sports/{sport}/{league}/scoreboard, /injuries and
// /news, and /apis/v2/sports/{sport}/{league}/standings. Facts: no key and no published limit;
// dates=YYYYMMDD is one day of the US East, today without it; times have no seconds; a score is a
// text, "0" before the game. The shape of the standings is as widely reported.

#include "emulator/answers.hpp"
#include "emulator/apis/all.hpp"
#include "emulator/surroundings.hpp"
#include "feed/game_days.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;
using std::chrono::days;
using std::chrono::seconds;

constexpr std::size_t kGamesMax = 1000;
constexpr std::size_t kArticles = 25;  ///< Where `limit` does not say.
constexpr days kNewsKept{3};
constexpr seconds kMaxAge{10};

const ApiInfo& the_info() {
    static const ApiInfo info{.name = "espn",
                              .hosts = {"site.api.espn.com"},
                              .example = "/apis/site/v2/sports/baseball/mlb/scoreboard?limit=2"};
    return info;
}

/// Where a league stands in paths and uids.
struct Sport {
    std::string_view name;
    std::string_view league;
    std::string_view uid;
};
constexpr std::array<Sport, 3> kSports = {{{"baseball", "mlb", "s:1~l:10"},
                                           {"basketball", "nba", "s:40~l:46"},
                                           {"football", "nfl", "s:20~l:28"}}};

/// Null when there is none, or nobody plays it in this world.
const Sport* sport_of(const World& world, const std::string& name, const std::string& league) {
    const auto found = std::ranges::find_if(
        kSports, [&](const Sport& sport) { return sport.name == name && sport.league == league; });
    return found == kSports.end() || world.teams_of(league).empty() ? nullptr : &*found;
}

Response not_found() {
    return json_error(404, {{"code", 404}, {"message", "Failed to get league teams summary"}});
}

struct Phase {
    const char* id;
    const char* name;
    const char* state;
    bool completed;
    const char* description;
};

const Phase& phase_of(const GameState& state) {
    static constexpr std::array<Phase, 3> kPhases = {
        {{"1", "STATUS_SCHEDULED", "pre", false, "Scheduled"},
         {"2", "STATUS_IN_PROGRESS", "in", false, "In Progress"},
         {"3", "STATUS_FINAL", "post", true, "Final"}}};
    return kPhases.at(static_cast<std::size_t>(state.phase));
}

json::object status_of(const GameState& state) {
    const Phase& phase = phase_of(state);
    return {{"clock", 0},
            {"displayClock", "0:00"},
            {"type",
             {{"id", phase.id},
              {"name", phase.name},
              {"state", phase.state},
              {"completed", phase.completed},
              {"description", phase.description}}}};
}

json::object team_of(const Team& team) {
    return {{"id", std::to_string(team.number)},
            {"location", team.city},
            {"name", team.nickname},
            {"abbreviation", team.abbreviation},
            {"displayName", team.name},
            {"shortDisplayName", team.nickname}};
}

json::object competitor_of(const Team& team, bool home, std::optional<std::int64_t> score) {
    return {{"id", std::to_string(team.number)},
            {"type", "team"},
            {"order", home ? 0 : 1},
            {"homeAway", home ? "home" : "away"},
            {"team", team_of(team)},
            {"score", std::to_string(score.value_or(0))}};
}

json::object venue_of(const Team& home) {
    return {{"id", std::to_string(home.number)},
            {"fullName", home.venue.name},
            {"address", json::object{{"city", home.city}}},
            {"capacity", or_null(home.venue.capacity)},
            {"indoor", false}};
}

json::object competition_of(const Game& game, const GameState& state) {
    json::array competitors;
    competitors.push_back(competitor_of(*game.home, true, state.home_score));
    competitors.push_back(competitor_of(*game.away, false, state.away_score));
    return {{"id", std::to_string(game.number)},
            {"date", utc_minute(game.start)},
            {"attendance", state.attendance.value_or(0)},
            {"timeValid", true},
            {"neutralSite", false},
            {"venue", venue_of(*game.home)},
            {"competitors", std::move(competitors)},
            {"notes", json::array()},
            {"status", status_of(state)}};
}

json::object event_of(const World& world, const Game& game, const Sport& sport) {
    const GameState state = world.state_of(game);
    json::array competitions;
    competitions.push_back(competition_of(game, state));
    return {
        {"id", std::to_string(game.number)},
        {"uid", fmt::format("{}~e:{}", sport.uid, game.number)},
        {"date", utc_minute(game.start)},
        {"name", game.away->name + " at " + game.home->name},
        {"shortName", game.away->abbreviation + " @ " + game.home->abbreviation},
        {"season",
         json::object{{"year", std::stoi(game.season)}, {"type", 2}, {"slug", "regular-season"}}},
        {"competitions", std::move(competitions)},
        {"status", status_of(state)}};
}

/// The day that is asked for: "20260612"; today without one, nothing when it is no day.
std::optional<std::chrono::year_month_day> day_of(const Request& request, Instant now) {
    const auto text = request.query_value("dates");
    if (!text)
        return feed::eastern_date(now);
    if (text->size() != 8)
        return std::nullopt;
    const auto day =
        domain::parse_date(text->substr(0, 4) + "-" + text->substr(4, 2) + "-" + text->substr(6));
    return day ? std::optional(*day) : std::nullopt;
}

Response scoreboard(const Request& request, const World& world, const Sport& sport) {
    const auto day = day_of(request, world.now());
    if (!day)
        return json_error(400, {{"code", 400}, {"message", "Invalid date"}});
    const std::size_t limit = std::min(request.count("limit", kGamesMax), kGamesMax);
    const Instant noon = std::chrono::sys_days(*day) + std::chrono::hours(12);
    json::array events;
    for (const Game* game : world.games_of(sport.league, noon - days(1), noon + days(1)))
        if (feed::eastern_date(game->start) == *day && events.size() < limit)
            events.push_back(event_of(world, *game, sport));
    const std::size_t items = events.size();
    return with_etag(json_answer({{"day", json::object{{"date", domain::format_date(*day)}}},
                                  {"events", std::move(events)}},
                                 items),
                     kMaxAge);
}

json::object statistic(const char* name, const char* letters, double value,
                       const std::string& shown) {
    return {{"name", name}, {"abbreviation", letters}, {"value", value}, {"displayValue", shown}};
}

json::object entry_of(const Standing& standing) {
    const std::int64_t last = std::min<std::int64_t>(10, standing.wins + standing.losses);
    json::array statistics;
    const auto add_count = [&](const char* name, const char* letters, std::int64_t count) {
        statistics.push_back(
            statistic(name, letters, static_cast<double>(count), std::to_string(count)));
    };
    add_count("wins", "W", standing.wins);
    add_count("losses", "L", standing.losses);
    add_count("streak", "STRK", standing.streak);
    statistics.push_back(statistic("gamesBehind", "GB", standing.games_behind,
                                   fmt::format("{:.1f}", standing.games_behind)));
    statistics.push_back({{"name", "Last Ten Games"},
                          {"abbreviation", "L10"},
                          {"displayValue", fmt::format("{}-{}", standing.wins_last10,
                                                       last - standing.wins_last10)}});
    return {{"team", team_of(*standing.team)}, {"stats", std::move(statistics)}};
}

int season_of(const World& world, const Sport& sport) {
    return std::stoi(world.games_of(sport.league, Instant::min(), Instant::max()).front()->season);
}

/// Half of the clubs, by their numbers.
json::object conference_of(const World& world, const Sport& sport, std::int64_t half) {
    json::array entries;
    for (const Standing& standing : world.standings(sport.league))
        if (standing.team->number % 2 == half)
            entries.push_back(entry_of(standing));
    return {{"name", half == 0 ? "American" : "National"},
            {"standings", json::object{{"season", season_of(world, sport)},
                                       {"seasonType", 2},
                                       {"entries", std::move(entries)}}}};
}

Response standings(const World& world, const Sport& sport) {
    json::array children;
    children.push_back(conference_of(world, sport, 0));
    children.push_back(conference_of(world, sport, 1));
    return with_etag(
        json_answer({{"abbreviation", sport.league}, {"children", std::move(children)}},
                    world.teams_of(sport.league).size()),
        kMaxAge);
}

json::object injury_of(const Injury& injury) {
    return {{"id", std::to_string(injury.number)},
            {"shortComment", injury.athlete + " (" + injury.body_part + ")"},
            {"status", injury.status},
            {"date", utc_minute(injury.reported_at)},
            {"athlete", json::object{{"displayName", injury.athlete}}},
            {"details", json::object{{"type", injury.body_part},
                                     {"returnDate",
                                      injury.returns_at
                                          ? json::value(utc_bare(*injury.returns_at).substr(0, 10))
                                          : json::value(nullptr)}}}};
}

Response injuries(const World& world, const Sport& sport, Instant now) {
    const auto all = injuries_of(world, sport.league);
    json::array teams;
    for (const Team* team : world.teams_of(sport.league)) {
        json::array own;
        for (const Injury& injury : all)
            if (injury.team == team)
                own.push_back(injury_of(injury));
        if (!own.empty())
            teams.push_back({{"id", std::to_string(team->number)},
                             {"displayName", team->name},
                             {"injuries", std::move(own)}});
    }
    return json_answer(
        {{"timestamp", utc_z(now)}, {"status", "success"}, {"injuries", std::move(teams)}},
        all.size());
}

struct News {
    Article article;
    const Team* team = nullptr;
};

json::object article_of(const News& news) {
    const std::string id = std::to_string(news.article.number);
    json::array categories;
    categories.push_back(
        {{"id", news.team->number},
         {"type", "team"},
         {"team", json::object{{"id", news.team->number}, {"description", news.team->name}}}});
    return {
        {"id", news.article.number},
        {"type", "HeadlineNews"},
        {"headline", news.article.title},
        {"description", news.article.description},
        {"published", utc_z(news.article.published_at)},
        {"categories", std::move(categories)},
        {"links",
         json::object{{"web", json::object{{"href", "https://www.espn.com/story/_/id/" + id}}}}}};
}

Response news(const Request& request, const World& world, const Sport& sport) {
    std::vector<News> all;
    for (const Team* team : world.teams_of(sport.league))
        for (const Article& article :
             articles_about(world, *team, world.now() - kNewsKept, Instant::max()))
            all.push_back({article, team});
    std::ranges::stable_sort(all, std::ranges::greater{},
                             [](const News& one) { return one.article.published_at; });
    all.resize(std::min(all.size(), request.count("limit", kArticles)));
    json::array articles;
    for (const News& one : all)
        articles.push_back(article_of(one));
    std::string header(sport.league);
    std::ranges::transform(header, header.begin(), [](char c) {
        return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    });
    return with_etag(
        json_answer({{"header", header + " News"}, {"articles", std::move(articles)}}, all.size()),
        kMaxAge);
}

class Espn final : public Api {
  public:
    [[nodiscard]] const ApiInfo& info() const override { return the_info(); }

    [[nodiscard]] Response answer(const Request& request, const World& world,
                                  Instant now) override {
        const auto& parts = request.segments;
        if (request.matches("/apis/v2/sports/*/*/standings")) {
            const Sport* sport = sport_of(world, parts[3], parts[4]);
            return sport == nullptr ? not_found() : standings(world, *sport);
        }
        if (!request.matches("/apis/site/v2/sports/*/*/*"))
            return not_found();
        const Sport* sport = sport_of(world, parts[4], parts[5]);
        if (sport == nullptr)
            return not_found();
        if (parts[6] == "scoreboard")
            return scoreboard(request, world, *sport);
        if (parts[6] == "injuries")
            return injuries(world, *sport, now);
        return parts[6] == "news" ? news(request, world, *sport) : not_found();
    }
};

}  // namespace

std::unique_ptr<Api> make_espn() {
    return std::make_unique<Espn>();
}

}  // namespace seatsync::emulator
