#include "adapters/source_nfl/nflverse_api.hpp"

#include "adapters/source_nfl/nfl_api.hpp"
#include "feed/game_days.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::source_nfl {

namespace {

feed::SourceInfo info_of(const NflverseSettings& settings) {
    return {.name = "nflverse",
            .title = "nflverse games.csv",
            .kind = feed::SourceKind::sports,
            .terms = "attribution to nflverse (CC BY 4.0, unconfirmed)",
            .limits = settings.common.limits,
            .missing = {},
            .timeout = settings.common.timeout};
}

}  // namespace

NflverseApi::NflverseApi(NflverseSettings settings)
    : settings_(std::move(settings)), info_(info_of(settings_)) {}

std::vector<feed::Task> NflverseApi::tasks(const feed::Watch& watch, domain::Instant now) const {
    const std::string& league = settings_.league;
    if (std::ranges::find(watch.leagues, league) == watch.leagues.end() ||
        !settings_.common.wants(league))
        return {};
    return {
        {.key = "games/" + league,
         .endpoint = "games_csv",
         .parameters = {{"seasons_from", fmt::format("{}", season_on(feed::eastern_date(now)))}},
         .period = settings_.common.period,
         .period_min = settings_.common.period_min,
         .next_start = feed::current_or_next_start(watch, league, now)}};
}

feed::HttpRequest NflverseApi::request(const feed::Task&, const std::string&,
                                       domain::Instant) const {
    return {.url = settings_.common.base_url + "/games.csv"};
}

Result<feed::Answer> NflverseApi::parse(const feed::Task& task, std::string_view body,
                                        domain::Instant received_at) const {
    const std::string told = task.parameter("league");
    return parse_any(task, body, told.empty() ? settings_.league : told, received_at);
}

Result<std::string> NflverseApi::endpoint_of(std::string_view body) const {
    return endpoint_of_any(body);
}

}  // namespace seatsync::source_nfl
