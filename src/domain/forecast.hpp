#pragma once

#include "base/result.hpp"
#include "domain/observation.hpp"

#include <array>
#include <string_view>

namespace seatsync::domain {

/// How far ahead a forecast looks. `close` is the last price before the event.
enum class Horizon { day_1, day_3, day_7, close };

inline constexpr std::array kHorizons = {Horizon::day_1, Horizon::day_3, Horizon::day_7,
                                         Horizon::close};

/// "1d", "3d", "7d", "close".
[[nodiscard]] std::string_view name_of(Horizon horizon);
[[nodiscard]] Result<Horizon> horizon_named(std::string_view word);
[[nodiscard]] inline std::size_t index_of(Horizon horizon) {
    return static_cast<std::size_t>(horizon);
}
/// 1, 3 or 7; 0 for close, whose distance depends on the event.
[[nodiscard]] double days_of(Horizon horizon);

/// The probability levels at which a forecast states its distribution.
inline constexpr std::array<double, 5> kLevels = {0.05, 0.25, 0.50, 0.75, 0.95};

/// A predictive distribution of a price, in units of the series' currency (dollars, not cents:
/// this is a model's number). Quantiles do not decrease; all values are finite and > 0.
struct Forecast {
    double point = 0;  ///< The single number that is answered when one is asked for.
    std::array<double, kLevels.size()> quantiles{};
    friend bool operator==(const Forecast&, const Forecast&) = default;
};

/// Errors: internal when a number is not finite, not positive, or quantiles decrease.
[[nodiscard]] Result<Forecast> checked(Forecast forecast);

}  // namespace seatsync::domain
