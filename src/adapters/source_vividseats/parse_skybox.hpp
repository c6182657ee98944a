#pragma once

#include "adapters/source_vividseats/skybox_rows.hpp"

namespace seatsync::source_vividseats {

// Answers of SkyBox: the broker's own stock and sales, of the market "vividseats". A row with its
// event tells a sighting too, so that the event can be known; its league is the performer's
// category ("MLB").

/// /inventory: `listPrice` is the price before the buyer's fees. Errors: as rows_of.
[[nodiscard]] Result<feed::Answer> parse_inventory(feed::JsonValue root, const PageAsked& page,
                                                   feed::Instant received_at);

/// /inventory/sold: `total` is the sum of the whole line. Errors: as rows_of.
[[nodiscard]] Result<feed::Answer> parse_sold(feed::JsonValue root, const PageAsked& page,
                                              feed::Instant received_at);

}  // namespace seatsync::source_vividseats
