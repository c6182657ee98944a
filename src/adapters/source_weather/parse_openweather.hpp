#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_weather {

/// The current weather, or a forecast in steps of three hours, as Readings of `subject`:
/// temperature, wind, rain and snow together, probability of precipitation, and OpenWeather's own
/// code. No rain told is no Reading of rain. Where no subject is told, the coordinates of the
/// answer.
///
/// `units`: what was asked for, since the answer does not tell it: "metric", "imperial", or empty
/// for kelvin and m/s. Errors: unavailable for HTML and for an error under status 200; corrupt_data
/// for anything else.
[[nodiscard]] Result<feed::Answer> parse_openweather(std::string_view body, std::string subject,
                                                     std::string_view units,
                                                     feed::Instant received_at);

}  // namespace seatsync::source_weather
