#include "adapters/source_weather/nws_api.hpp"

#include "adapters/source_weather/parse_nws.hpp"
#include "adapters/source_weather/weather_tasks.hpp"
#include "feed/watched.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace seatsync::source_weather {

using feed::Instant;
using feed::Task;

namespace {

/// "40.75" for "40.7500": a point with zeros at the end is answered with a redirect.
std::string trimmed(std::string number) {
    if (number.find('.') != number.npos) {
        number.erase(number.find_last_not_of('0') + 1);
        if (number.ends_with('.'))
            number.pop_back();
    }
    return number;
}

/// Zones of the United States and its territories, or what their names begin with. Source: IANA
/// time zone database, zone.tab.
constexpr std::array<std::string_view, 27> kZones = {
    "America/New_York",      "America/Detroit",     "America/Kentucky/",
    "America/Indiana",       "America/Chicago",     "America/Menominee",
    "America/North_Dakota/", "America/Denver",      "America/Boise",
    "America/Phoenix",       "America/Los_Angeles", "America/Anchorage",
    "America/Juneau",        "America/Sitka",       "America/Metlakatla",
    "America/Yakutat",       "America/Nome",        "America/Adak",
    "America/Puerto_Rico",   "America/St_Thomas",   "America/Louisville",
    "America/Fort_Wayne",    "Pacific/Honolulu",    "Pacific/Guam",
    "Pacific/Saipan",        "Pacific/Pago_Pago",   "US/"};

/// A zone that is not told may be any.
bool may_be_covered(const domain::Zone& zone) {
    return zone == domain::Zone::utc() || std::ranges::any_of(kZones, [&](std::string_view name) {
               return zone.name().starts_with(name);
           });
}

}  // namespace

Result<NwsApi> NwsApi::make(const feed::SourceConfig& config) {
    NwsApi api;
    SEATSYNC_TRY(api.common_, feed::CommonConfig::read(config));
    api.user_agent_ = fmt::format("seatsync ({})", config.value("contact"));
    api.info_ = weather_info(config, api.common_);
    api.info_.title = "National Weather Service API";
    api.info_.terms =
        "Each request must name the application and a contact in its User-Agent. The data are "
        "open.";
    return api;
}

std::vector<Task> NwsApi::tasks(const feed::Watch& watch, Instant now) const {
    feed::Watch covered = watch;
    for (const domain::Event& game : watch.games)
        if (!may_be_covered(game.venue.zone))
            covered.venues.erase(game.venue.name);
    return weather_tasks(covered, common_, now);
}

feed::HttpRequest NwsApi::request(const Task& task, const std::string& cursor,
                                  Instant /*now*/) const {
    feed::HttpRequest request;
    request.url = common_.base_url;
    request.url += cursor.empty()
                       ? fmt::format("/points/{},{}", trimmed(task.parameter("latitude")),
                                     trimmed(task.parameter("longitude")))
                       : cursor;
    request.headers = {{"User-Agent", user_agent_}, {"Accept", "application/geo+json"}};
    return request;
}

Result<feed::Answer> NwsApi::parse(const Task& task, std::string_view body,
                                   Instant received_at) const {
    return parse_nws(body, feed::subject_of(task), received_at);
}

Error NwsApi::error_of(const feed::HttpResponse& response) const {
    return feed::error_by_status(response.status, words_at(response.body, {"detail", "title"}));
}

Result<std::string> NwsApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    for (const char* field :
         {"properties.periods", "properties.forecastHourly", "properties.gridId", "features"})
        if (feed::find(document.root(), field))
            return std::string(kForecast);
    return fail(ErrorCode::invalid_argument,
                "it is no answer of the National Weather Service that is read here");
}

}  // namespace seatsync::source_weather
