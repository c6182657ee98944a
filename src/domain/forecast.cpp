#include "domain/forecast.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace seatsync::domain {

std::string_view name_of(Horizon horizon) {
    switch (horizon) {
        case Horizon::day_1:
            return "1d";
        case Horizon::day_3:
            return "3d";
        case Horizon::day_7:
            return "7d";
        case Horizon::close:
            return "close";
    }
    return "close";
}

Result<Horizon> horizon_named(std::string_view word) {
    for (const Horizon horizon : kHorizons)
        if (name_of(horizon) == word)
            return horizon;
    return fail(ErrorCode::invalid_argument,
                fmt::format("'{}' is no horizon (1d, 3d, 7d, close)", word.substr(0, 40)));
}

double days_of(Horizon horizon) {
    switch (horizon) {
        case Horizon::day_1:
            return 1;
        case Horizon::day_3:
            return 3;
        case Horizon::day_7:
            return 7;
        case Horizon::close:
            return 0;
    }
    return 0;
}

Result<Forecast> checked(Forecast forecast) {
    const auto valid = [](double v) { return std::isfinite(v) && v > 0; };
    if (!valid(forecast.point) ||
        !std::all_of(forecast.quantiles.begin(), forecast.quantiles.end(), valid))
        return fail(
            ErrorCode::internal,
            fmt::format("a forecast holds a number that is no price (point {})", forecast.point));
    if (!std::is_sorted(forecast.quantiles.begin(), forecast.quantiles.end()))
        return fail(ErrorCode::internal, "the quantiles of a forecast cross");
    return forecast;
}

}  // namespace seatsync::domain
