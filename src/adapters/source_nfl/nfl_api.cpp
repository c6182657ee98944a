#include "adapters/source_nfl/nfl_api.hpp"

#include "adapters/source_nfl/parse_games.hpp"
#include "adapters/source_nfl/parse_games_csv.hpp"
#include "adapters/source_nfl/parse_ngs.hpp"
#include "adapters/source_nfl/parse_standings.hpp"
#include "feed/game_days.hpp"
#include "feed/open_answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace seatsync::source_nfl {

namespace {

constexpr std::chrono::seconds kQuarterDay = std::chrono::hours(6);
constexpr std::chrono::seconds kDay = std::chrono::hours(24);
constexpr int kLastWeek = 18;

feed::SourceInfo info_of(const NflSettings& settings) {
    return {.name = "nfl",
            .title = "NFL (api.nfl.com, Next Gen Stats)",
            .kind = feed::SourceKind::sports,
            .terms =
                "unofficial: keys of api.nfl.com are not issued to developers; the source "
                "nflverse, a published table, is recommended instead",
            .limits = settings.common.limits,
            .missing = settings.missing,
            .timeout = settings.common.timeout};
}

/// All weeks of a season: which of them is current is not asked.
void add_weeks(const std::string& league, const std::string& season,
               std::vector<feed::Task>& tasks) {
    for (const auto& [type, weeks] : {std::pair("PRE", 4), {"REG", kLastWeek}, {"POST", 5}})
        for (int week = 1; week <= weeks; ++week) {
            const std::string number = fmt::format("{}", week);
            tasks.push_back({.key = fmt::format("games/{}/{}/{}/{}", league, season, type, week),
                             .endpoint = "games",
                             .parameters = {{"season", season}, {"type", type}, {"week", number}},
                             .period = kQuarterDay,
                             .period_min = kQuarterDay});
        }
}

/// The week of the regular season on a day, from 1 to 18: weeks begin on Tuesdays, the first after
/// Labor Day, the first Monday of September.
int week_on(std::chrono::year_month_day day, int season) {
    const std::chrono::sys_days labor_day(std::chrono::year(season) / std::chrono::September /
                                          std::chrono::Monday[1]);
    const auto days = std::chrono::sys_days(day) - labor_day;
    return std::clamp(static_cast<int>((days.count() - 1) / 7) + 1, 1, kLastWeek);
}

}  // namespace

int season_on(std::chrono::year_month_day day) {
    const int year = static_cast<int>(day.year());
    return day.month() >= std::chrono::March ? year : year - 1;
}

Result<feed::Answer> parse_any(const feed::Task& task, std::string_view body,
                               const std::string& league, domain::Instant received_at) {
    if (task.endpoint == "games" || task.endpoint == "weekly_details")
        return parse_games(body, league, received_at);
    if (task.endpoint == "standings")
        return parse_standings(body, league, received_at);
    if (task.endpoint == "ngs_schedule")
        return parse_ngs_schedule(body, league, received_at);
    if (task.endpoint == "venues")
        return parse_venues(body);
    if (task.endpoint != "games_csv")
        return fail(ErrorCode::invalid_argument, "there is no endpoint " + task.endpoint);
    const std::string from = task.parameter("seasons_from");
    int season = 0;
    const auto [last, problem] = std::from_chars(from.data(), from.data() + from.size(), season);
    if (!from.empty() && (problem != std::errc() || last != from.data() + from.size()))
        return fail(ErrorCode::invalid_argument, "seasons_from: '" + from + "' is no year");
    return parse_games_csv(body, league, received_at, season);
}

Result<std::string> endpoint_of_any(std::string_view body) {
    if (body.substr(0, body.find('\n')).find("game_id,season") != body.npos)
        return std::string("games_csv");
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    if (document.root().is_array())
        return std::string("weekly_details");
    SEATSYNC_TRY(const auto games, feed::array_at(document.root(), "games"));
    if (games)
        for (const feed::JsonValue game : *games)
            return std::string(feed::find(game, "smartId") ? "ngs_schedule" : "games");
    for (const auto& [key, endpoint] :
         {std::pair("games", "games"), {"weeks", "standings"}, {"venues", "venues"}})
        if (feed::find(document.root(), key))
            return std::string(endpoint);
    return fail(ErrorCode::invalid_argument, "the body is of no endpoint of nfl");
}

NflApi::NflApi(NflSettings settings) : settings_(std::move(settings)), info_(info_of(settings_)) {}

std::vector<feed::Task> NflApi::tasks(const feed::Watch& watch, domain::Instant now) const {
    const std::string& league = settings_.league;
    if (std::ranges::find(watch.leagues, league) == watch.leagues.end() ||
        !settings_.common.wants(league))
        return {};
    const auto today = feed::eastern_date(now);
    const int year = season_on(today);
    const std::string season = fmt::format("{}", year);
    std::vector<feed::Task> tasks = {
        {.key = "current/" + league,
         .endpoint = "ngs_schedule",
         .period = settings_.common.period,
         .period_min = settings_.common.period_min,
         .next_start = feed::current_or_next_start(watch, league, now),
         .priority = 1},
        {.key = "standings/" + league,
         .endpoint = "standings",
         .parameters = {{"season", season}, {"week", fmt::format("{}", week_on(today, year))}},
         .period = kDay,
         .period_min = kDay}};
    add_weeks(league, season, tasks);
    return tasks;
}

feed::HttpRequest NflApi::request(const feed::Task& task, const std::string& cursor,
                                  domain::Instant) const {
    if (task.endpoint == "ngs_schedule")
        return {.url = settings_.ngs_url + "/api/league/schedule/current"};
    feed::HttpRequest request{
        .url = settings_.common.base_url + "/football/v2/",
        .headers = {{"Authorization", "Bearer " + settings_.access_token, true}}};
    if (task.endpoint == "standings") {
        request.url += "standings";
        request.query = {{"season", task.parameter("season")},
                         {"seasonType", "REG"},
                         {"week", task.parameter("week")},
                         {"limit", "100"}};
    } else {
        request.url +=
            fmt::format("games/season/{}/seasonType/{}/week/{}", task.parameter("season"),
                        task.parameter("type"), task.parameter("week"));
        request.query = {{"withExternalIds", "true"}};
    }
    if (!cursor.empty())
        request.query.push_back({"token", cursor});
    return request;
}

Result<feed::Answer> NflApi::parse(const feed::Task& task, std::string_view body,
                                   domain::Instant received_at) const {
    const std::string told = task.parameter("league");
    return parse_any(task, body, told.empty() ? settings_.league : told, received_at);
}

Error NflApi::error_of(const feed::HttpResponse& response) const {
    return feed::error_by_status(response.status, feed::words_of(response.body, "message"));
}

Result<std::string> NflApi::endpoint_of(std::string_view body) const {
    return endpoint_of_any(body);
}

}  // namespace seatsync::source_nfl
