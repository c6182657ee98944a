#pragma once

#include "domain/event.hpp"
#include "domain/price.hpp"

#include <string>

namespace seatsync::domain {

/// What a path of quotes is about. Quotes of two keys are never compared without saying so.
struct SeriesKey {
    EventId event = {};
    std::string market = {};  ///< "stubhub"; never empty.
    std::string zone = {};    ///< Empty: the whole venue.
    PriceKind kind = PriceKind::advertised;
    Currency currency = Currency::usd();
    friend auto operator<=>(const SeriesKey&, const SeriesKey&) = default;
    friend bool operator==(const SeriesKey&, const SeriesKey&) = default;
};

}  // namespace seatsync::domain
