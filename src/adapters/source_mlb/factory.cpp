#include "adapters/source_mlb/factory.hpp"

#include "adapters/source_mlb/mlb_api.hpp"

namespace seatsync::source_mlb {

namespace {

std::vector<feed::Setting> settings() {
    return feed::settings_of({.base_url = "https://statsapi.mlb.com/api/v1",
                              .limits = "1/1s",
                              .period_s = "3600",
                              .period_min_s = "60"},
                             {{"league", "how the league is called here", "mlb"},
                              {"sport_id", "1: the major leagues, 11: Triple-A", "1"},
                              {"league_ids", "whose standings are asked for", "103,104"},
                              {"days_ahead", "days of the schedule to ask for", "14"}});
}

Result<std::unique_ptr<feed::SourceApi>> make(const feed::SourceConfig& config) {
    MlbSettings settings;
    SEATSYNC_TRY(settings.common, feed::CommonConfig::read(config));
    settings.league = config.value("league");
    settings.sport_id = config.value("sport_id");
    settings.league_ids = config.value("league_ids");
    SEATSYNC_TRY(settings.days_ahead, feed::whole_number_of(config, "days_ahead", 0, 366));
    return std::unique_ptr<feed::SourceApi>(std::make_unique<MlbApi>(std::move(settings)));
}

}  // namespace

std::vector<feed::SourceFactory> factories() {
    return {{"mlb", settings(), make}};
}

}  // namespace seatsync::source_mlb
