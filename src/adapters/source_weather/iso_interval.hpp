#pragma once

#include "domain/time.hpp"

#include <chrono>
#include <string_view>

namespace seatsync::source_weather {

/// Hours from a time on.
struct HourInterval {
    domain::Instant start;
    std::chrono::hours length{};
    friend bool operator==(const HourInterval&, const HourInterval&) = default;
};

/// Reads "2022-02-04T01:00:00+00:00/PT10H" (ISO 8601, start and duration). Errors: corrupt_data for
/// anything else, and for a duration that is not of whole hours or not between one hour and
/// fourteen days.
[[nodiscard]] Result<HourInterval> parse_hour_interval(std::string_view text);

}  // namespace seatsync::source_weather
