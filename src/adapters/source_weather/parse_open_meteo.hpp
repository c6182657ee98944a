#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_weather {

/// What Open-Meteo tells of one place, or of several as a list: the blocks "current", "hourly" and
/// "daily", one item per time with a Reading per known variable, in our units. A null is a Reading
/// without value. Times become UTC by `utc_offset_seconds`. Measures of a day begin with "day_".
///
/// `subjects`: of the places in their order, with ';' between them; where there is none, the
/// coordinates of the grid cell. When a forecast was issued is not told: what lies ahead is taken
/// as issued when received, what is over as issued at its time. Errors: unavailable for HTML and
/// for an error under status 200; corrupt_data without any block.
[[nodiscard]] Result<feed::Answer> parse_open_meteo(std::string_view body,
                                                    std::string_view subjects,
                                                    feed::Instant received_at);

}  // namespace seatsync::source_weather
