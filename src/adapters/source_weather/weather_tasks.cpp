#include "adapters/source_weather/weather_tasks.hpp"

#include "feed/watched.hpp"

#include <fmt/format.h>

namespace seatsync::source_weather {

std::vector<feed::Task> weather_tasks(const feed::Watch& watch, const feed::CommonConfig& config,
                                      feed::Instant now) {
    constexpr std::chrono::hours kAhead(10 * 24);
    std::vector<feed::Task> tasks;
    for (const feed::WatchedVenue& venue : feed::watched_venues(watch, config, now, kAhead))
        tasks.push_back(
            {.key = fmt::format("{}/{}", kForecast, venue.name),
             .endpoint = kForecast,
             .parameters = {{"subject", subject_of(venue.place)},
                            {"latitude", fmt::format("{:.4f}", venue.place.latitude)},
                            {"longitude", fmt::format("{:.4f}", venue.place.longitude)}},
             .period = config.period,
             .period_min = config.period_min,
             .next_start = venue.next_start});
    return tasks;
}

feed::SourceInfo weather_info(const feed::SourceConfig& config, const feed::CommonConfig& common) {
    feed::SourceInfo info;
    info.name = config.source();
    info.kind = feed::SourceKind::context;
    info.limits = common.limits;
    info.missing = config.missing();
    info.timeout = common.timeout;
    return info;
}

std::string words_at(std::string_view body, std::initializer_list<const char*> fields) {
    const auto document = feed::JsonDocument::parse(body);
    if (!document)
        return {};
    for (const char* field : fields)
        if (const auto text = feed::text_at(document->root(), field); text && *text)
            return **text;
    return {};
}

}  // namespace seatsync::source_weather
