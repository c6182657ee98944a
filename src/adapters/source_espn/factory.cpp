#include "adapters/source_espn/factory.hpp"

#include "adapters/source_espn/espn_api.hpp"

namespace seatsync::source_espn {

namespace {

std::vector<feed::Setting> settings() {
    return feed::settings_of(
        {.base_url = "https://site.api.espn.com/apis",
         .limits = "2/1s",
         .period_s = "3600",
         .period_min_s = "60"},
        {{"paths", "where more leagues are found, such as sim:baseball/sim", ""},
         {"days_ahead", "days of scoreboards to ask for", "7"}});
}

Result<std::unique_ptr<feed::SourceApi>> make(const feed::SourceConfig& config) {
    EspnSettings settings;
    SEATSYNC_TRY(settings.common, feed::CommonConfig::read(config));
    SEATSYNC_TRY(settings.paths, sport_paths(config.value("paths")));
    SEATSYNC_TRY(settings.days_ahead, feed::whole_number_of(config, "days_ahead", 0, 366));
    return std::unique_ptr<feed::SourceApi>(std::make_unique<EspnApi>(std::move(settings)));
}

}  // namespace

std::vector<feed::SourceFactory> factories() {
    return {{"espn", settings(), make}};
}

}  // namespace seatsync::source_espn
