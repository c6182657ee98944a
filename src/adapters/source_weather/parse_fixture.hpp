#pragma once

#include "feed/source_api.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace seatsync::source_weather {

/// The reading of this measure in the item; a failure, and an empty one, when there is none.
inline domain::Reading reading_in(const feed::Item& item, const std::string& measure) {
    for (const auto& observation : item.observations)
        if (const auto& reading = std::get<domain::Reading>(observation);
            reading.measure == measure)
            return reading;
    ADD_FAILURE() << item.key << " has no " << measure << ": " << item.problem;
    return {};
}

/// "temperature_c=5 wind_speed_kmh=16.09 precipitation_probability_pct=-": what the item says.
inline std::string shown(const feed::Item& item) {
    std::string text;
    for (const auto& observation : item.observations) {
        const auto& reading = std::get<domain::Reading>(observation);
        text += text.empty() ? "" : " ";
        text += reading.measure + "=" +
                (reading.value ? fmt::format("{:.4g}", *reading.value) : std::string("-"));
    }
    return text;
}

}  // namespace seatsync::source_weather
