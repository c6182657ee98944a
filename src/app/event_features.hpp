#pragma once

#include "app/market_store.hpp"
#include "features/catalogue.hpp"

#include <utility>
#include <vector>

namespace seatsync::app {

/// All that features read, as known by then: prices, standings and results of a league (empty: of
/// all) and the world around the games.
[[nodiscard]] Result<domain::ObservationBatch> read_everything(const MarketStore& store,
                                                               const std::string& league,
                                                               Instant as_of);

/// The features of one series of an event.
struct SeriesFeatures {
    domain::SeriesKey series;
    Instant last_quoted;  ///< When its newest row was received.
    std::vector<std::pair<const features::Feature*, features::Value>> values;  ///< As catalogued.
};

/// The whole catalogue for each series of the event, from what was received by `as_of`, by series.
/// Reads all observations of the event's league. Errors: not_found: no such event is known by then;
/// insufficient_data: it was never quoted with a price before its start.
[[nodiscard]] Result<std::vector<SeriesFeatures>> features_of_event(const MarketStore& store,
                                                                    const domain::EventId& id,
                                                                    Instant as_of);

}  // namespace seatsync::app
