#include "adapters/source_weather/open_meteo_api.hpp"

#include "adapters/source_weather/parse_open_meteo.hpp"
#include "adapters/source_weather/weather_tasks.hpp"

namespace seatsync::source_weather {

using feed::Instant;
using feed::Task;

Result<OpenMeteoApi> OpenMeteoApi::make(const feed::SourceConfig& config) {
    OpenMeteoApi api;
    SEATSYNC_TRY(api.common_, feed::CommonConfig::read(config));
    api.api_key_ = config.value("api_key");
    api.info_ = weather_info(config, api.common_);
    api.info_.title = "Open-Meteo forecast";
    api.info_.terms =
        "The free host is for non-commercial use. The data are under CC BY 4.0: name Open-Meteo "
        "where they are shown.";
    return api;
}

std::vector<Task> OpenMeteoApi::tasks(const feed::Watch& watch, Instant now) const {
    return weather_tasks(watch, common_, now);
}

feed::HttpRequest OpenMeteoApi::request(const Task& task, const std::string& /*cursor*/,
                                        Instant /*now*/) const {
    feed::HttpRequest request;
    request.url = common_.base_url + "/forecast";
    // One offset for the whole answer is wrong across a change of the clocks: GMT has none.
    request.query = {
        {"latitude", task.parameter("latitude")},
        {"longitude", task.parameter("longitude")},
        {"hourly",
         "temperature_2m,precipitation,precipitation_probability,wind_speed_10m,weather_code"},
        {"timezone", "GMT"},
        {"forecast_days", "11"},
    };
    if (!api_key_.empty())
        request.query.push_back({"apikey", api_key_, true});
    return request;
}

Result<feed::Answer> OpenMeteoApi::parse(const Task& task, std::string_view body,
                                         Instant received_at) const {
    return parse_open_meteo(body, task.parameter("subject"), received_at);
}

Error OpenMeteoApi::error_of(const feed::HttpResponse& response) const {
    return feed::error_by_status(response.status, words_at(response.body, {"reason"}));
}

Result<std::string> OpenMeteoApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    feed::JsonValue root = document.root();
    feed::JsonArray places;
    if (root.get(places) == simdjson::SUCCESS && places.size() > 0)
        root = places.at(0).value_unsafe();
    if (feed::find(root, "utc_offset_seconds") || feed::find(root, "error"))
        return std::string(kForecast);
    return fail(ErrorCode::invalid_argument, "it is no answer of Open-Meteo");
}

}  // namespace seatsync::source_weather
