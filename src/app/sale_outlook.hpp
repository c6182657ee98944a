#pragma once

#include "app/market_store.hpp"
#include "domain/forecast.hpp"
#include "learning/horizon_flow.hpp"

#include <span>
#include <vector>

namespace seatsync::app {

/// What the bottom of one market does until a horizon, as the structural model has it.
struct HorizonOutlook {
    domain::Horizon horizon = domain::Horizon::close;
    learning::FlowOutlook flow;
    double lower = 0;           ///< Chance that the lowest price is below that of now at the end.
    double unchanged = 0;       ///< That it is the same.
    double higher = 0;          ///< That it is above.
    std::vector<double> taken;  ///< By price ratio asked for: learning::PriceProcess::taken.
};

struct SeriesOutlook {
    domain::SeriesKey series;
    domain::Instant last_at;
    std::int64_t last_cents = 0;
    learning::FlowHazards now;
    std::vector<HorizonOutlook> horizons;  ///< Those that lie before the event.
};

struct SaleOutlook {
    domain::Event event;
    /// What the hazards were estimated from: neighbouring prices of all events of the same
    /// namespace, and those among them at which the lowest price moved.
    std::size_t pairs = 0;
    std::size_t moves = 0;
    bool tells_counts = false;  ///< learning::OrderFlow::tells_counts
    std::vector<SeriesOutlook> series;
};

/// Hazards and sale chances of an event's markets from what was received by `as_of`; a series
/// without two prices, or whose newest is older than kQuoteAgeMax, is left out.
/// Errors: not_found; insufficient_data when the event has started, no series is left, or the
/// history is too short to estimate hazards.
[[nodiscard]] Result<SaleOutlook> sale_outlook(const MarketStore& store, const domain::EventId& id,
                                               domain::Instant as_of,
                                               std::span<const double> price_ratios);

}  // namespace seatsync::app
