#pragma once

#include "domain/event.hpp"
#include "domain/price.hpp"

#include <functional>
#include <string>
#include <string_view>

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

/// A price to compare with, not one that the crowd makes and that is forecast: a face value, or
/// what the organiser's own shop or exchange asks ("fifa_collect", "ticketmaster_primary").
[[nodiscard]] bool is_reference(const SeriesKey& series);

/// For maps by series.
struct SeriesKeyHash {
    [[nodiscard]] std::size_t operator()(const SeriesKey& series) const {
        std::size_t hash = std::hash<EventId>{}(series.event);
        const auto mix = [&hash](std::size_t next) { hash = hash * 1'000'003 + next; };
        mix(std::hash<std::string>{}(series.market));
        mix(std::hash<std::string>{}(series.zone));
        mix(static_cast<std::size_t>(series.kind));
        mix(std::hash<std::string_view>{}(series.currency.code()));
        return hash;
    }
};

}  // namespace seatsync::domain
