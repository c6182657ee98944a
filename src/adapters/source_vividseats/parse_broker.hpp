#pragma once

#include "feed/source_api.hpp"

namespace seatsync::source_vividseats {

// Answers of the broker listing API: the broker's own listings, of the market "vividseats_broker".
// `price` is per ticket, before the buyer's fees. A listing that names its event tells a sighting
// too; its time has no zone, so only the date counts, and no league is told.

/// {"success": true, "listings": […]}. Errors: unavailable when `success` is false, corrupt_data
/// without a list.
[[nodiscard]] Result<feed::Answer> parse_listings(feed::JsonValue root, feed::Instant received_at);

/// {"success": true, "listing": {…}}, the answer to a change. Errors: as above.
[[nodiscard]] Result<feed::Answer> parse_listing(feed::JsonValue root, feed::Instant received_at);

}  // namespace seatsync::source_vividseats
