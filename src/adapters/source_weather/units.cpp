#include "adapters/source_weather/units.hpp"

#include <fmt/format.h>

namespace seatsync::source_weather {

namespace {

/// value * factor + offset is in our unit.
struct Unit {
    Quantity quantity;
    std::string_view name;
    double factor;
    double offset = 0;
};

constexpr double kKmPerMile = 1.609344;
constexpr Unit kUnits[] = {
    {Quantity::temperature, "°C", 1},
    {Quantity::temperature, "C", 1},
    {Quantity::temperature, "degC", 1},
    {Quantity::temperature, "°F", 1 / 1.8, -32 / 1.8},
    {Quantity::temperature, "F", 1 / 1.8, -32 / 1.8},
    {Quantity::temperature, "degF", 1 / 1.8, -32 / 1.8},
    {Quantity::temperature, "K", 1, -273.15},
    {Quantity::depth, "mm", 1},
    {Quantity::depth, "cm", 10},
    {Quantity::depth, "m", 1000},
    {Quantity::depth, "inch", 25.4},
    {Quantity::depth, "in", 25.4},
    {Quantity::percentage, "%", 1},
    {Quantity::percentage, "percent", 1},
    {Quantity::percentage, "fraction", 100},
    {Quantity::speed, "km/h", 1},
    {Quantity::speed, "km_h-1", 1},
    {Quantity::speed, "m/s", 3.6},
    {Quantity::speed, "m_s-1", 3.6},
    {Quantity::speed, "mph", kKmPerMile},
    {Quantity::speed, "mp/h", kKmPerMile},
    {Quantity::speed, "kn", 1.852},
    {Quantity::speed, "kt", 1.852},
};

}  // namespace

Result<double> in_our_unit(double value, Quantity quantity, std::string_view unit) {
    if (quantity == Quantity::code)
        return value;
    // "wmoUnit:degC", "unit:degC"
    const std::string_view name = unit.substr(unit.find(':') + 1);
    for (const Unit& known : kUnits)
        if (known.quantity == quantity && known.name == name)
            return value * known.factor + known.offset;
    return fail(ErrorCode::corrupt_data, fmt::format("'{}' is no unit that is known here", unit));
}

}  // namespace seatsync::source_weather
