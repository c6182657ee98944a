#include "adapters/source_espn/espn_api.hpp"

#include "adapters/source_espn/league_told.hpp"
#include "adapters/source_espn/parse_games.hpp"
#include "adapters/source_espn/parse_injuries.hpp"
#include "adapters/source_espn/parse_news.hpp"
#include "adapters/source_espn/parse_standings.hpp"
#include "feed/game_days.hpp"
#include "feed/open_answer.hpp"

namespace seatsync::source_espn {

namespace {

constexpr std::chrono::seconds kHour = std::chrono::hours(1);
constexpr std::chrono::seconds kDay = std::chrono::hours(24);

feed::SourceInfo info_of(const EspnSettings& settings) {
    return {.name = "espn",
            .title = "ESPN site API",
            .kind = feed::SourceKind::sports,
            .terms =
                "unofficial, best effort: no terms are published for it and ESPN's site terms "
                "apply; never the only source of results",
            .limits = settings.common.limits,
            .missing = {},
            .timeout = settings.common.timeout};
}

feed::Task slow_task(const std::string& endpoint, const std::string& league,
                     std::chrono::seconds period) {
    return {.key = endpoint + "/" + league,
            .endpoint = endpoint,
            .parameters = {{"league", league}},
            .period = period,
            .period_min = period};
}

Result<std::string> league_of(const feed::Task& task, std::string_view body) {
    if (const std::string asked = task.parameter("league"); !asked.empty())
        return asked;
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    return league_told(document.root());
}

}  // namespace

EspnApi::EspnApi(EspnSettings settings)
    : settings_(std::move(settings)), info_(info_of(settings_)) {}

std::vector<feed::Task> EspnApi::tasks(const feed::Watch& watch, domain::Instant now) const {
    std::vector<feed::Task> tasks;
    for (const std::string& league : watch.leagues)
        if (settings_.common.wants(league) && settings_.paths.contains(league))
            add_tasks(watch, league, now, tasks);
    return tasks;
}

void EspnApi::add_tasks(const feed::Watch& watch, const std::string& league, domain::Instant now,
                        std::vector<feed::Task>& tasks) const {
    // Day by day: ranges of dates are said to be refused since September 2026.
    for (const auto& [date, next_start] :
         feed::game_days(watch, league, now, 1, settings_.days_ahead))
        tasks.push_back({.key = "scoreboard/" + league + "/" + domain::format_date(date),
                         .endpoint = "scoreboard",
                         .parameters = {{"league", league}, {"date", feed::compact_date(date)}},
                         .period = settings_.common.period,
                         .period_min = settings_.common.period_min,
                         .next_start = next_start,
                         .priority = 1});
    tasks.push_back(slow_task("standings", league, kDay));
    tasks.push_back(slow_task("injuries", league, kHour));
    tasks.push_back(slow_task("news", league, kHour));
}

feed::HttpRequest EspnApi::request(const feed::Task& task, const std::string&,
                                   domain::Instant) const {
    const auto path = settings_.paths.find(task.parameter("league"));
    const std::string& place =
        path == settings_.paths.end() ? task.parameter("league") : path->second;
    // Under site/v2 the standings are a stub.
    const char* const tree = task.endpoint == "standings" ? "/v2/sports/" : "/site/v2/sports/";
    feed::HttpRequest request{.url =
                                  settings_.common.base_url + tree + place + "/" + task.endpoint};
    if (task.endpoint == "scoreboard")
        request.query = {{"dates", task.parameter("date")}, {"limit", "300"}};
    return request;
}

Result<feed::Answer> EspnApi::parse(const feed::Task& task, std::string_view body,
                                    domain::Instant received_at) const {
    SEATSYNC_TRY(const std::string league, league_of(task, body));
    if (task.endpoint == "scoreboard")
        return parse_games(body, league, received_at);
    if (task.endpoint == "standings")
        return parse_standings(body, league, received_at);
    if (task.endpoint == "injuries")
        return parse_injuries(body, league, received_at);
    if (task.endpoint == "news")
        return parse_news(body, league, received_at);
    if (task.endpoint == "team")
        return parse_team(body, league, received_at);
    return fail(ErrorCode::invalid_argument, "espn has no endpoint " + task.endpoint);
}

Error EspnApi::error_of(const feed::HttpResponse& response) const {
    return feed::error_by_status(response.status, feed::words_of(response.body, "message"));
}

Result<std::string> EspnApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    for (const auto& [key, endpoint] : {std::pair("events", "scoreboard"),
                                        {"injuries", "injuries"},
                                        {"articles", "news"},
                                        {"team", "team"},
                                        {"children", "standings"},
                                        {"standings", "standings"}})
        if (feed::find(document.root(), key))
            return std::string(endpoint);
    return fail(ErrorCode::invalid_argument, "the body is of no endpoint of espn");
}

}  // namespace seatsync::source_espn
