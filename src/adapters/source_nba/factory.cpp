#include "adapters/source_nba/factory.hpp"

#include "adapters/source_nba/nba_api.hpp"

namespace seatsync::source_nba {

namespace {

std::vector<feed::Setting> settings() {
    // Silence is how a blocked request is answered, so the timeout is short.
    return feed::settings_of({.base_url = "https://cdn.nba.com",
                              .limits = "1/1s",
                              .period_s = "3600",
                              .period_min_s = "30",
                              .timeout_s = "5"},
                             {{"stats_url", "where the statistics are", "https://stats.nba.com"},
                              {"league", "how the league is called here", "nba"},
                              {"user_agent", "how the program names itself", "SeatSync/0.1"}});
}

Result<std::unique_ptr<feed::SourceApi>> make(const feed::SourceConfig& config) {
    NbaSettings settings;
    SEATSYNC_TRY(settings.common, feed::CommonConfig::read(config));
    settings.stats_url = config.value("stats_url");
    settings.league = config.value("league");
    settings.user_agent = config.value("user_agent");
    return std::unique_ptr<feed::SourceApi>(std::make_unique<NbaApi>(std::move(settings)));
}

}  // namespace

std::vector<feed::SourceFactory> factories() {
    return {{"nba", settings(), make}};
}

}  // namespace seatsync::source_nba
