#pragma once

#include "feed/source_api.hpp"

namespace seatsync::source_stubhub {

// Answers of the API that was announced as replaced in 2022: for reading recorded ones.

/// /search/inventory/v2: each offer becomes two asks, `all_in` of `currentPrice` and `list` of
/// `listingPrice`. The same seats can be listed under two ids. Errors: corrupt_data without event
/// and listings.
[[nodiscard]] Result<feed::Answer> parse_inventory(feed::JsonValue root, feed::Instant received_at);

/// /catalog/events/v2/{id}: a sighting, the league being the first grouping ("NBA Tickets").
[[nodiscard]] Result<feed::Answer> parse_legacy_event(feed::JsonValue root,
                                                      feed::Instant received_at);

/// /catalog/venues/.../venueConfigurations: passed over, a seating plan is no offer.
[[nodiscard]] Result<feed::Answer> parse_venue_configurations(feed::JsonValue root);

}  // namespace seatsync::source_stubhub
