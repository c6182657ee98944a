#include "adapters/source_nfl/factory.hpp"

#include "adapters/source_nfl/nfl_api.hpp"
#include "adapters/source_nfl/nflverse_api.hpp"

namespace seatsync::source_nfl {

namespace {

feed::Setting league_setting() {
    return {"league", "how the league is called here", "nfl"};
}

std::vector<feed::Setting> nfl_settings() {
    return feed::settings_of(
        {.base_url = "https://api.nfl.com",
         .limits = "1/1s",
         .period_s = "3600",
         .period_min_s = "60"},
        {{"ngs_url", "where Next Gen Stats are", "https://nextgenstats.nfl.com"},
         league_setting(),
         {.name = "access_token",
          .description = "a bearer token of api.nfl.com; short-lived",
          .secret = true,
          .required = true}});
}

Result<std::unique_ptr<feed::SourceApi>> make_nfl(const feed::SourceConfig& config) {
    NflSettings settings;
    SEATSYNC_TRY(settings.common, feed::CommonConfig::read(config));
    settings.ngs_url = config.value("ngs_url");
    settings.league = config.value("league");
    settings.access_token = config.value("access_token");
    settings.missing = config.missing();
    return std::unique_ptr<feed::SourceApi>(std::make_unique<NflApi>(std::move(settings)));
}

std::vector<feed::Setting> nflverse_settings() {
    return feed::settings_of(
        {.base_url = "https://raw.githubusercontent.com/nflverse/nfldata/master/data",
         .limits = "1/10s",
         .period_s = "21600",
         .period_min_s = "3600",
         .timeout_s = "30"},
        {league_setting()});
}

Result<std::unique_ptr<feed::SourceApi>> make_nflverse(const feed::SourceConfig& config) {
    NflverseSettings settings;
    SEATSYNC_TRY(settings.common, feed::CommonConfig::read(config));
    settings.league = config.value("league");
    return std::unique_ptr<feed::SourceApi>(std::make_unique<NflverseApi>(std::move(settings)));
}

}  // namespace

std::vector<feed::SourceFactory> factories() {
    return {{"nfl", nfl_settings(), make_nfl}, {"nflverse", nflverse_settings(), make_nflverse}};
}

}  // namespace seatsync::source_nfl
