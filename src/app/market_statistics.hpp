#pragma once

#include "app/market_store.hpp"
#include "base/result.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace seatsync::app {

/// Distances to the event by which prices are grouped, in days: [from, to), the last one open.
struct DaysToEvent {
    double from = 0;
    double to = 0;
};
inline constexpr std::array<DaysToEvent, 8> kDaysToEvent = {{
    {0, 1},
    {1, 3},
    {3, 7},
    {7, 14},
    {14, 30},
    {30, 60},
    {60, 120},
    {120, 100'000},
}};

/// The lowest prices of one distance, all snapshots weighted equally.
struct DistanceStatistics {
    std::size_t snapshots = 0;
    std::optional<double> median_cents;
    /// The median of price / median price of the same series: free of the fact that other games are
    /// watched early than late.
    std::optional<double> median_relative;
};

/// What one set holds: the events of one namespace, in one currency.
struct SetStatistics {
    std::string name_space;
    std::string currency;    ///< "USD"; empty for events that were never quoted.
    std::size_t events = 0;  ///< Of the namespace, with or without quotes.
    std::size_t series = 0;
    std::size_t snapshots = 0;
    std::size_t priced = 0;              ///< Snapshots with a lowest price, before the event.
    std::optional<double> gap_median_h;  ///< Hours between snapshots of one series.
    std::optional<double> gap_max_h;
    std::optional<double> median_cents;  ///< Of the lowest prices.
    std::array<DistanceStatistics, kDaysToEvent.size()> by_distance;
    std::size_t one_day_moves = 0;
    /// The share of one-day moves that changed nothing. A move leads to the price nearest to a day
    /// later, 18 to 30 hours.
    std::optional<double> unchanged_share;
};

/// By namespace, then currency. Holds some thirty bytes per quote in memory.
[[nodiscard]] Result<std::vector<SetStatistics>> market_statistics(const MarketStore& store,
                                                                   Instant as_of);

}  // namespace seatsync::app
