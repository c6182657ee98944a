#include "adapters/source_nba/nba_api.hpp"

#include "adapters/source_nba/game_ids.hpp"
#include "adapters/source_nba/parse_day.hpp"
#include "adapters/source_nba/parse_games.hpp"
#include "adapters/source_nba/parse_standings.hpp"
#include "adapters/source_nba/result_set.hpp"
#include "feed/game_days.hpp"
#include "feed/open_answer.hpp"

#include <algorithm>

namespace seatsync::source_nba {

namespace {

constexpr std::chrono::seconds kQuarterDay = std::chrono::hours(6);
constexpr std::chrono::seconds kDay = std::chrono::hours(24);

feed::SourceInfo info_of(const NbaSettings& settings) {
    return {.name = "nba",
            .title = "NBA (cdn.nba.com, stats.nba.com)",
            .kind = feed::SourceKind::sports,
            .terms =
                "unofficial: the terms of NBA.com forbid commercial scraping, and statistics "
                "need attribution to NBA.com",
            .limits = settings.common.limits,
            .missing = {},
            .timeout = settings.common.timeout};
}

}  // namespace

NbaApi::NbaApi(NbaSettings settings) : settings_(std::move(settings)), info_(info_of(settings_)) {}

std::vector<feed::Task> NbaApi::tasks(const feed::Watch& watch, domain::Instant now) const {
    const std::string& league = settings_.league;
    if (std::ranges::find(watch.leagues, league) == watch.leagues.end() ||
        !settings_.common.wants(league))
        return {};
    const auto today = feed::eastern_date(now);
    const std::string yesterday =
        domain::format_date(std::chrono::sys_days(today) - std::chrono::days(1));
    return {{.key = "schedule/" + league,
             .endpoint = "schedule",
             .period = kQuarterDay,
             .period_min = settings_.common.period},
            {.key = "scoreboard/" + league,
             .endpoint = "scoreboard",
             .period = settings_.common.period,
             .period_min = settings_.common.period_min,
             .next_start = feed::current_or_next_start(watch, league, now),
             .priority = 1},
            {.key = "scoreboard/" + league + "/" + yesterday,
             .endpoint = "scoreboard",
             .parameters = {{"date", yesterday}},
             .period = kQuarterDay,
             .period_min = kQuarterDay},
            {.key = "standings/" + league,
             .endpoint = "standings",
             .parameters = {{"season", season_on(today)}},
             .period = kDay,
             .period_min = kDay}};
}

feed::HttpRequest NbaApi::stats_request(const std::string& name,
                                        std::vector<feed::HttpField> query) const {
    return {.url = settings_.stats_url + "/stats/" + name,
            .query = std::move(query),
            .headers = {{"User-Agent", settings_.user_agent},
                        {"Referer", "https://www.nba.com/"},
                        {"Accept", "application/json"},
                        {"Accept-Language", "en"}}};
}

feed::HttpRequest NbaApi::request(const feed::Task& task, const std::string&,
                                  domain::Instant) const {
    if (task.endpoint == "standings")
        return stats_request("leaguestandings", {{"LeagueID", "00"},
                                                 {"Season", task.parameter("season")},
                                                 {"SeasonType", "Regular Season"}});
    if (const std::string date = task.parameter("date"); !date.empty())
        return stats_request("scoreboardv3", {{"GameDate", date}, {"LeagueID", "00"}});
    const char* const file = task.endpoint == "schedule"
                                 ? "/static/json/staticData/scheduleLeagueV2.json"
                                 : "/static/json/liveData/scoreboard/todaysScoreboard_00.json";
    return {.url = settings_.common.base_url + file,
            .headers = {{"User-Agent", settings_.user_agent}}};
}

Result<feed::Answer> NbaApi::parse(const feed::Task& task, std::string_view body,
                                   domain::Instant received_at) const {
    const std::string told = task.parameter("league");
    const std::string& league = told.empty() ? settings_.league : told;
    if (task.endpoint == "schedule")
        return parse_schedule(body, league, received_at);
    if (task.endpoint == "scoreboard")
        return parse_scoreboard(body, league, received_at);
    if (task.endpoint == "standings")
        return parse_standings(body, league, received_at);
    if (task.endpoint == "day")
        return parse_day(body, league, received_at);
    if (task.endpoint == "playoff_picture")
        return parse_playoff_picture(body, league, received_at);
    return fail(ErrorCode::invalid_argument, "nba has no endpoint " + task.endpoint);
}

Error NbaApi::error_of(const feed::HttpResponse& response) const {
    return feed::error_by_status(response.status, feed::words_of(response.body, "Message"));
}

Result<std::string> NbaApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    if (feed::find(document.root(), "scoreboard"))
        return std::string("scoreboard");
    if (feed::find(document.root(), "leagueSchedule"))
        return std::string("schedule");
    for (const auto& [table, endpoint] : {std::pair("GameHeader", "day"),
                                          {"Standings", "standings"},
                                          {"EastConfStandings", "playoff_picture"}}) {
        SEATSYNC_TRY(const auto found, ResultSet::named(document.root(), table));
        if (found)
            return std::string(endpoint);
    }
    return fail(ErrorCode::invalid_argument, "the body is of no endpoint of nba");
}

}  // namespace seatsync::source_nba
