#include "adapters/source_weather/factory.hpp"

#include "adapters/source_weather/nws_api.hpp"
#include "adapters/source_weather/open_meteo_api.hpp"
#include "adapters/source_weather/openweather_api.hpp"

namespace seatsync::source_weather {

namespace {

template <class Api>
Result<std::unique_ptr<feed::SourceApi>> make(const feed::SourceConfig& config) {
    SEATSYNC_TRY(Api api, Api::make(config));
    return std::unique_ptr<feed::SourceApi>(std::make_unique<Api>(std::move(api)));
}

feed::SourceFactory open_meteo() {
    return {.name = "open_meteo",
            .settings = feed::settings_of({.base_url = "https://api.open-meteo.com/v1",
                                           .limits = "600/1m, 5000/1h, 10000/1d, 300000/30d",
                                           .period_s = "3600",
                                           .period_min_s = "1800"},
                                          {{.name = "api_key",
                                            .description = "of a paid plan, with its own host",
                                            .secret = true}}),
            .make = make<OpenMeteoApi>};
}

feed::SourceFactory nws() {
    // No limit is published; this is a courtesy.
    return {.name = "nws",
            .settings =
                feed::settings_of({.base_url = "https://api.weather.gov",
                                   .limits = "60/1m",
                                   .period_s = "3600",
                                   .period_min_s = "1800"},
                                  {{.name = "contact",
                                    .description = "an e-mail address or page for the User-Agent",
                                    .required = true}}),
            .make = make<NwsApi>};
}

feed::SourceFactory openweather() {
    return {.name = "openweather",
            .settings = feed::settings_of({.base_url = "https://api.openweathermap.org/data/2.5",
                                           .limits = "60/1m, 1000000/30d",
                                           .period_s = "10800",
                                           .period_min_s = "3600"},
                                          {{.name = "api_key",
                                            .description = "key of the account",
                                            .secret = true,
                                            .required = true}}),
            .make = make<OpenWeatherApi>};
}

}  // namespace

std::vector<feed::SourceFactory> factories() {
    return {open_meteo(), nws(), openweather()};
}

}  // namespace seatsync::source_weather
