#include "adapters/source_weather/openweather_api.hpp"

#include "adapters/source_weather/parse_openweather.hpp"
#include "adapters/source_weather/weather_tasks.hpp"

namespace seatsync::source_weather {

using feed::Instant;
using feed::Task;

Result<OpenWeatherApi> OpenWeatherApi::make(const feed::SourceConfig& config) {
    OpenWeatherApi api;
    SEATSYNC_TRY(api.common_, feed::CommonConfig::read(config));
    api.api_key_ = config.value("api_key");
    api.info_ = weather_info(config, api.common_);
    api.info_.title = "OpenWeather 2.5 forecast";
    api.info_.terms = "Name OpenWeather where its data are shown.";
    return api;
}

std::vector<Task> OpenWeatherApi::tasks(const feed::Watch& watch, Instant now) const {
    return weather_tasks(watch, common_, now);
}

feed::HttpRequest OpenWeatherApi::request(const Task& task, const std::string& /*cursor*/,
                                          Instant /*now*/) const {
    feed::HttpRequest request;
    request.url = common_.base_url + "/forecast";
    request.query = {{"lat", task.parameter("latitude")},
                     {"lon", task.parameter("longitude")},
                     {"appid", api_key_, true}};
    if (const std::string units = task.parameter("units"); !units.empty())
        request.query.push_back({"units", units});
    return request;
}

Result<feed::Answer> OpenWeatherApi::parse(const Task& task, std::string_view body,
                                           Instant received_at) const {
    return parse_openweather(body, task.parameter("subject"), task.parameter("units"), received_at);
}

Error OpenWeatherApi::error_of(const feed::HttpResponse& response) const {
    return feed::error_by_status(response.status, words_at(response.body, {"message"}));
}

Result<std::string> OpenWeatherApi::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    if (feed::find(document.root(), "cod") || feed::find(document.root(), "main.temp"))
        return std::string(kForecast);
    return fail(ErrorCode::invalid_argument, "it is no answer of OpenWeather");
}

}  // namespace seatsync::source_weather
