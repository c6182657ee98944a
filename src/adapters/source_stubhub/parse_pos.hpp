#pragma once

#include "feed/source_api.hpp"

namespace seatsync::source_stubhub {

// Answers of the Point of Sale API: the broker's own stock and sales, of the market "stubhub_pos".
// An element with an event's name and date tells a sighting too, so that the event can be known;
// its league is the performer's genre ("NBA"). `next` is the paginationToken, as long as the page
// holds anything.

/// /inventory/export, and what was deleted since: that has the quantity 0 and the status Deleted.
/// The export tells face values and no prices. The status is the one on StubHub. Errors:
/// unavailable for an error under status 200, corrupt_data without a list.
[[nodiscard]] Result<feed::Answer> parse_pos_inventory(feed::JsonValue root,
                                                       feed::Instant received_at);

/// /inventory/export/lean: `price` is taken for the price before the buyer's fees. Errors: as
/// above.
[[nodiscard]] Result<feed::Answer> parse_pos_lean(feed::JsonValue root, feed::Instant received_at);

/// /invoices/export: sales. Their times have no zone and are read as UTC. One with a
/// cancellationDate has the status Cancelled. Errors: as above.
[[nodiscard]] Result<feed::Answer> parse_pos_invoices(feed::JsonValue root,
                                                      feed::Instant received_at);

/// /inventory/bulk/{id}: how far an own bulk change is; passed over. Errors: corrupt_data.
[[nodiscard]] Result<feed::Answer> parse_pos_bulk(feed::JsonValue root);

}  // namespace seatsync::source_stubhub
