#include "adapters/source_competing_events/factory.hpp"

#include "adapters/source_competing_events/predicthq_api.hpp"

namespace seatsync::source_competing_events {

namespace {

Result<std::unique_ptr<feed::SourceApi>> make(const feed::SourceConfig& config) {
    SEATSYNC_TRY(PredictHqApi api, PredictHqApi::make(config));
    return std::unique_ptr<feed::SourceApi>(std::make_unique<PredictHqApi>(std::move(api)));
}

std::vector<feed::Setting> own_settings() {
    return {
        {.name = "access_token",
         .description = "of the organisation",
         .secret = true,
         .required = true},
        {.name = "radius", .description = "around a venue: 10km, 5mi", .fallback = "10km"},
        {.name = "categories",
         .description = "which events are asked for",
         .fallback = "concerts,sports,festivals,performing-arts,conferences,expos,community"},
    };
}

}  // namespace

std::vector<feed::SourceFactory> factories() {
    // The plan says how many requests a second are allowed; this is low for any.
    const feed::CommonSettings common{.base_url = "https://api.predicthq.com/v1",
                                      .limits = "2/1s",
                                      .period_s = "21600",
                                      .period_min_s = "7200"};
    return {
        {.name = "predicthq", .settings = feed::settings_of(common, own_settings()), .make = make}};
}

}  // namespace seatsync::source_competing_events
