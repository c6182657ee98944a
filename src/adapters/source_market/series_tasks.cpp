#include "adapters/source_market/series_tasks.hpp"

#include <fmt/format.h>

namespace seatsync::source_market {

Result<SeriesConfig> SeriesConfig::read(const feed::SourceConfig& config,
                                        const std::string& names_setting) {
    SeriesConfig series;
    SEATSYNC_TRY(series.common, feed::CommonConfig::read(config));
    series.names = feed::parse_list(config.value(names_setting));
    constexpr int kDaysBackMax = 36'500;
    SEATSYNC_TRY(const int days, feed::whole_number_of(config, "days_back", 1, kDaysBackMax));
    series.back = std::chrono::days(days);
    return series;
}

std::vector<feed::Task> series_tasks(const SeriesConfig& config, const char* endpoint) {
    std::vector<feed::Task> tasks;
    for (const std::string& name : config.names)
        tasks.push_back({.key = fmt::format("{}/{}", endpoint, name),
                         .endpoint = endpoint,
                         .parameters = {{"subject", name}},
                         .period = config.common.period,
                         .period_min = config.common.period_min});
    return tasks;
}

feed::SourceInfo info_of(const feed::SourceConfig& config, const feed::CommonConfig& common) {
    feed::SourceInfo info;
    info.name = config.source();
    info.kind = feed::SourceKind::context;
    info.limits = common.limits;
    info.missing = config.missing();
    info.timeout = common.timeout;
    return info;
}

std::string words_at(feed::JsonValue root, std::initializer_list<const char*> paths) {
    for (const char* path : paths)
        if (const auto text = feed::text_at(root, path); text && *text)
            return **text;
    return {};
}

}  // namespace seatsync::source_market
