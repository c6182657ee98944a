#pragma once

#include "feed/source_api.hpp"
#include "feed/source_factory.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace seatsync::source_weather {

inline constexpr const char* kForecast = "forecast";

/// One task "forecast" for each venue with a known place where a watched game starts within ten
/// days, with the parameters subject, latitude and longitude.
[[nodiscard]] std::vector<feed::Task> weather_tasks(const feed::Watch& watch,
                                                    const feed::CommonConfig& config,
                                                    feed::Instant now);

/// What the three sources of weather have in common.
[[nodiscard]] feed::SourceInfo weather_info(const feed::SourceConfig& config,
                                            const feed::CommonConfig& common);

/// The text of the first of these fields that the JSON body has; empty when there is none.
[[nodiscard]] std::string words_at(std::string_view body,
                                   std::initializer_list<const char*> fields);

}  // namespace seatsync::source_weather
