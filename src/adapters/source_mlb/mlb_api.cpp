#include "adapters/source_mlb/mlb_api.hpp"

#include "adapters/source_mlb/parse_schedule.hpp"
#include "adapters/source_mlb/parse_standings.hpp"
#include "feed/game_days.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::source_mlb {

namespace {

constexpr std::chrono::seconds kDay = std::chrono::hours(24);

feed::SourceInfo info_of(const MlbSettings& settings) {
    return {.name = "mlb",
            .title = "MLB Stats API",
            .kind = feed::SourceKind::sports,
            .terms =
                "individual, non-commercial, non-bulk use only "
                "(gdx.mlb.com/components/copyright.txt); a commercial product needs a licence",
            .limits = settings.common.limits,
            .missing = {},
            .timeout = settings.common.timeout};
}

}  // namespace

MlbApi::MlbApi(MlbSettings settings) : settings_(std::move(settings)), info_(info_of(settings_)) {}

std::vector<feed::Task> MlbApi::tasks(const feed::Watch& watch, domain::Instant now) const {
    const std::string& league = settings_.league;
    if (std::ranges::find(watch.leagues, league) == watch.leagues.end() ||
        !settings_.common.wants(league))
        return {};
    // One request for all days: a game that was moved stands in it twice, in the right order.
    const auto days = feed::game_days(watch, league, now, 1, settings_.days_ahead);
    const std::string year = fmt::format("{}", static_cast<int>(feed::eastern_date(now).year()));
    return {{.key = "schedule/" + league,
             .endpoint = "schedule",
             .parameters = {{"league", league},
                            {"from", domain::format_date(days.front().date)},
                            {"to", domain::format_date(days.back().date)}},
             .period = settings_.common.period,
             .period_min = settings_.common.period_min,
             .next_start = feed::current_or_next_start(watch, league, now),
             .priority = 1},
            {.key = "standings/" + league,
             .endpoint = "standings",
             .parameters = {{"league", league}, {"season", year}},
             .period = kDay,
             .period_min = kDay}};
}

feed::HttpRequest MlbApi::request(const feed::Task& task, const std::string&,
                                  domain::Instant) const {
    feed::HttpRequest request{.url = settings_.common.base_url + "/" + task.endpoint};
    if (task.endpoint == "standings")
        request.query = {{"leagueId", settings_.league_ids},
                         {"season", task.parameter("season")},
                         {"standingsType", "regularSeason"},
                         {"hydrate", "team"}};
    else
        request.query = {{"sportId", settings_.sport_id},
                         {"startDate", task.parameter("from")},
                         {"endDate", task.parameter("to")}};
    return request;
}

Result<feed::Answer> MlbApi::parse(const feed::Task& task, std::string_view body,
                                   domain::Instant received_at) const {
    const std::string told = task.parameter("league");
    const std::string& league = told.empty() ? settings_.league : told;
    if (task.endpoint == "schedule")
        return parse_schedule(body, league, received_at);
    if (task.endpoint == "standings")
        return parse_standings(body, league, received_at);
    if (task.endpoint == "teams")
        return parse_teams(body);
    return fail(ErrorCode::invalid_argument, "mlb has no endpoint " + task.endpoint);
}

Error MlbApi::error_of(const feed::HttpResponse& response) const {
    return feed::error_by_status(response.status, error_words(response.body));
}

Result<std::string> MlbApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    for (const auto& [key, endpoint] :
         {std::pair("dates", "schedule"), {"records", "standings"}, {"teams", "teams"}})
        if (feed::find(document.root(), key))
            return std::string(endpoint);
    return fail(ErrorCode::invalid_argument, "the body is of no endpoint of mlb");
}

}  // namespace seatsync::source_mlb
