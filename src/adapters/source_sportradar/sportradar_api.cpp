#include "adapters/source_sportradar/sportradar_api.hpp"

#include "adapters/source_sportradar/answer_kind.hpp"
#include "adapters/source_sportradar/parse_games.hpp"
#include "adapters/source_sportradar/parse_injuries.hpp"
#include "adapters/source_sportradar/parse_standings.hpp"
#include "feed/game_days.hpp"
#include "feed/open_answer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::source_sportradar {

namespace {

constexpr std::chrono::seconds kDay = std::chrono::hours(24);

feed::SourceInfo info_of(const SportradarSettings& settings) {
    return {.name = "sportradar",
            .title = "Sportradar",
            .kind = feed::SourceKind::sports,
            .terms =
                "business use alone, by servers alone; no redistribution without a licence; a "
                "trial ends after 30 days",
            .limits = settings.common.limits,
            .missing = settings.missing,
            .timeout = settings.common.timeout};
}

feed::Task daily_task(std::string key, std::string endpoint,
                      std::map<std::string, std::string> parameters) {
    return {.key = std::move(key),
            .endpoint = std::move(endpoint),
            .parameters = std::move(parameters),
            .period = kDay,
            .period_min = kDay};
}

/// "games/2026/06/12/schedule" and the like.
std::string feed_of(const feed::Task& task) {
    const std::string season = task.parameter("season");
    if (task.endpoint == "schedule")
        return fmt::format("games/{}/{}/schedule", season, task.parameter("type"));
    if (task.endpoint == "week")
        return "games/current_week/schedule";
    if (task.endpoint == "day") {
        std::string date = task.parameter("date");
        std::ranges::replace(date, '-', '/');
        return fmt::format("games/{}/schedule", date);
    }
    return task.endpoint == "injuries" ? "league/injuries" : "league/hierarchy";
}

std::string standings_of(const LeaguePlace& place, const std::string& season) {
    return fmt::format("seasons/{}/REG/standings{}", season, place.by_week ? "/season" : "");
}

}  // namespace

SportradarApi::SportradarApi(SportradarSettings settings)
    : settings_(std::move(settings)), info_(info_of(settings_)) {}

std::vector<feed::Task> SportradarApi::tasks(const feed::Watch& watch, domain::Instant now) const {
    std::vector<feed::Task> tasks;
    for (const std::string& league : watch.leagues) {
        const auto place = settings_.places.find(league);
        if (settings_.common.wants(league) && place != settings_.places.end())
            add_tasks(watch, league, place->second, now, tasks);
    }
    return tasks;
}

/// The current week, or the day whose games are being played: until six in the morning it is the
/// day before.
feed::Task SportradarApi::current_task(const feed::Watch& watch, const std::string& league,
                                       const LeaguePlace& place, domain::Instant now) const {
    const std::string date = domain::format_date(feed::eastern_date(now - std::chrono::hours(6)));
    feed::Task task{.key = place.by_week ? "week/" + league : "day/" + league + "/" + date,
                    .endpoint = place.by_week ? "week" : "day",
                    .parameters = {{"league", league}},
                    .period = settings_.common.period,
                    .period_min = settings_.common.period_min,
                    .next_start = feed::current_or_next_start(watch, league, now),
                    .priority = 1};
    if (!place.by_week)
        task.parameters["date"] = date;
    return task;
}

void SportradarApi::add_tasks(const feed::Watch& watch, const std::string& league,
                              const LeaguePlace& place, domain::Instant now,
                              std::vector<feed::Task>& tasks) const {
    const std::string season = fmt::format("{}", season_on(place, feed::eastern_date(now)));
    tasks.push_back(current_task(watch, league, place, now));
    for (const std::string& type : settings_.types)
        tasks.push_back(daily_task("schedule/" + league + "/" + season + "/" + type, "schedule",
                                   {{"league", league}, {"season", season}, {"type", type}}));
    tasks.push_back(
        daily_task("standings/" + league, "standings", {{"league", league}, {"season", season}}));
    // Those of football are told by week, and which one is current is not known here.
    if (!place.by_week)
        tasks.push_back(daily_task("injuries/" + league, "injuries", {{"league", league}}));
}

feed::HttpRequest SportradarApi::request(const feed::Task& task, const std::string&,
                                         domain::Instant) const {
    const auto found = settings_.places.find(task.parameter("league"));
    const LeaguePlace place = found == settings_.places.end() ? LeaguePlace{} : found->second;
    const std::string feed = task.endpoint == "standings"
                                 ? standings_of(place, task.parameter("season"))
                                 : feed_of(task);
    return {.url = fmt::format("{}/{}/{}/{}/{}/{}.json", settings_.common.base_url, place.product,
                               settings_.access, place.version, settings_.language, feed),
            .headers = {{"x-api-key", settings_.api_key, true}}};
}

Result<feed::Answer> SportradarApi::parse(const feed::Task& task, std::string_view body,
                                          domain::Instant received_at) const {
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    const feed::JsonValue root = document.root();
    if (task.endpoint == "hierarchy")
        return parse_hierarchy(root);
    std::string league = task.parameter("league");
    if (league.empty()) {
        SEATSYNC_TRY(league, league_told(root));
    }
    if (task.endpoint == "schedule" || task.endpoint == "day" || task.endpoint == "week")
        return parse_games(root, league, received_at);
    if (task.endpoint == "standings")
        return parse_standings(root, league, received_at);
    if (task.endpoint == "injuries")
        return parse_injuries(root, league, received_at);
    return fail(ErrorCode::invalid_argument, "sportradar has no endpoint " + task.endpoint);
}

/// The gateway tells what is wrong in its headers; bodies are pages. That too much was asked comes
/// as 403, like a key that is not good.
Error SportradarApi::error_of(const feed::HttpResponse& response) const {
    const std::string code = response.header("X-Mashery-Error-Code").value_or("");
    std::string words = feed::words_of(response.body, "message");
    if (words.empty())
        words = response.header("X-Error-Detail-Header").value_or(code);
    const auto says = [&](std::string_view text) {
        return code.find(text) != code.npos || response.body.find(text) != response.body.npos;
    };
    constexpr int kTooManyRequests = 429;
    constexpr int kNotFound = 404;
    constexpr int kServiceNotFound = 596;
    if (response.status == 403 &&
        (says("OVER_QPS") || says("OVER_RATE") || says("Over Qps") || says("Over Rate")))
        return feed::error_by_status(kTooManyRequests, words);
    if (response.status == kServiceNotFound)
        return feed::error_by_status(kNotFound, words);
    return feed::error_by_status(response.status, words);
}

Result<std::string> SportradarApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    return kind_of_answer(document.root());
}

}  // namespace seatsync::source_sportradar
