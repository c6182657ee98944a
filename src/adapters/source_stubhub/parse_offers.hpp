#pragma once

#include "feed/source_api.hpp"

namespace seatsync::source_stubhub {

// Offers and sales of the API v2.

/// Own listings: `ticket_price` is the price before the buyer's fees, `ticket_proceeds` what
/// reaches the seller, both per ticket; all prices of a listing are of one currency. Errors: as
/// read_page.
[[nodiscard]] Result<feed::Answer> parse_seller_listings(feed::JsonValue root,
                                                         feed::Instant received_at);

/// Own sales: `proceeds` is the sum for all tickets. Errors: as read_page.
[[nodiscard]] Result<feed::Answer> parse_sales(feed::JsonValue root, feed::Instant received_at);

/// Offers of everybody for one event, as older versions told them. Each becomes up to two asks:
/// `list`, the seller's price per ticket in the seller's currency, and `all_in`, a ticket's share
/// of `estimated_total_charge`, with fees, tax and shipping, in the buyer's currency. The event is
/// that of the listing's link. Errors: as read_page.
[[nodiscard]] Result<feed::Answer> parse_listings(feed::JsonValue root, feed::Instant received_at);

}  // namespace seatsync::source_stubhub
