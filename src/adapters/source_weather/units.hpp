#pragma once

#include "base/result.hpp"

#include <string_view>

namespace seatsync::source_weather {

// What the weather sources tell, under the same names and in the same units.
inline constexpr const char* kTemperature = "temperature_c";
inline constexpr const char* kPrecipitation = "precipitation_mm";  ///< In one hour.
inline constexpr const char* kProbability = "precipitation_probability_pct";
inline constexpr const char* kWindSpeed = "wind_speed_kmh";

enum class Quantity { temperature, depth, percentage, speed, code };

/// The value in degrees Celsius, millimetres, per cent or km/h; a code stays as it is. `unit` as
/// the sources write it: "°F", "wmoUnit:degC", "inch", "mph", "m_s-1". Errors: corrupt_data when
/// the unit is none of the quantity.
[[nodiscard]] Result<double> in_our_unit(double value, Quantity quantity, std::string_view unit);

}  // namespace seatsync::source_weather
