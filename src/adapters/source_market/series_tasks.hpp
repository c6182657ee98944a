#pragma once

#include "feed/source_api.hpp"
#include "feed/source_factory.hpp"

#include <string>
#include <vector>

namespace seatsync::source_market {

/// The series of one source, and how far back they are asked for.
struct SeriesConfig {
    feed::CommonConfig common = {};
    std::vector<std::string> names = {};  ///< In the order of the setting.
    std::chrono::days back{};

    /// `names_setting`: the setting that lists them. Errors: those of CommonConfig::read;
    /// invalid_argument for days_back outside 1…36500.
    [[nodiscard]] static Result<SeriesConfig> read(const feed::SourceConfig& config,
                                                   const std::string& names_setting);
};

/// One task of this endpoint for each series, whatever games are watched, with the parameter
/// "subject".
[[nodiscard]] std::vector<feed::Task> series_tasks(const SeriesConfig& config,
                                                   const char* endpoint);

/// What both sources tell of themselves alike.
[[nodiscard]] feed::SourceInfo info_of(const feed::SourceConfig& config,
                                       const feed::CommonConfig& common);

/// The first text that stands at one of these paths; empty when there is none.
[[nodiscard]] std::string words_at(feed::JsonValue root, std::initializer_list<const char*> paths);

}  // namespace seatsync::source_market
