#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_weather {

/// What the National Weather Service answers, by the look of it, as Readings of `subject`:
/// - a point: nothing is read of it; `next` is the path of its hourly forecast;
/// - a forecast: per period temperature, probability of precipitation and wind (the upper bound of
///   "10 to 15 mph") at its start;
/// - the raw grid: per interval of a layer one Reading for each of its hours; a precipitation of n
///   hours is one Reading "precipitation_<n>h_mm" at its start;
/// - observations of a station.
/// They were issued at the time of the update, the observations at their own.
/// Errors: unavailable for HTML and for a problem under status 200; corrupt_data for anything else.
[[nodiscard]] Result<feed::Answer> parse_nws(std::string_view body, const std::string& subject,
                                             feed::Instant received_at);

/// The greatest speed in "10 to 15 mph", "5 km/h", in km/h. Errors: corrupt_data.
[[nodiscard]] Result<double> upper_wind_speed(std::string_view text);

}  // namespace seatsync::source_weather
