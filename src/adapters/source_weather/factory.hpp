#pragma once

#include "feed/source_factory.hpp"

#include <vector>

namespace seatsync::source_weather {

/// The sources "open_meteo", "nws" and "openweather", in this order.
[[nodiscard]] std::vector<feed::SourceFactory> factories();

}  // namespace seatsync::source_weather
