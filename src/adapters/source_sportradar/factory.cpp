#include "adapters/source_sportradar/factory.hpp"

#include "adapters/source_sportradar/sportradar_api.hpp"

namespace seatsync::source_sportradar {

namespace {

// With these periods three leagues take about 700 requests of the 1000 of a month of trial.
std::vector<feed::Setting> settings() {
    return feed::settings_of(
        {.base_url = "https://api.sportradar.com",
         .limits = "1/1s, 1000/30d",
         .period_s = "43200",
         .period_min_s = "21600"},
        {{"access", "trial or production, as the key is", "trial"},
         {"language", "of the answers", "en"},
         {"types", "which parts of a season to ask for, of PRE, REG, PIT, PST", "REG, PST"},
         {"paths", "where leagues are found: their product and version, such as sim:mlb/v8", ""},
         {.name = "api_key", .description = "the key", .secret = true, .required = true}});
}

Result<std::unique_ptr<feed::SourceApi>> make(const feed::SourceConfig& config) {
    SportradarSettings settings;
    SEATSYNC_TRY(settings.common, feed::CommonConfig::read(config));
    SEATSYNC_TRY(settings.places, league_places(config.value("paths")));
    settings.access = config.value("access");
    settings.language = config.value("language");
    settings.types = feed::parse_list(config.value("types"));
    settings.api_key = config.value("api_key");
    settings.missing = config.missing();
    return std::unique_ptr<feed::SourceApi>(std::make_unique<SportradarApi>(std::move(settings)));
}

}  // namespace

std::vector<feed::SourceFactory> factories() {
    return {{"sportradar", settings(), make}};
}

}  // namespace seatsync::source_sportradar
