#pragma once

#include "feed/source_api.hpp"

#include <string>

namespace seatsync::source_stubhub {

// The catalog of the API v2. An event becomes a sighting, its start with the offset of the venue;
// where the hour or the date is not confirmed it starts at 12:00 UTC of the date that is written.
// `min_ticket_price` becomes a quote `advertised` of the market "stubhub" in its own currency: it
// was seen 15 to 20 % above what the site shows, and whether fees are in it is not said. An event
// of the type Parking is passed over.

/// Events, one or a page of them. `league` is the league that was asked for; the catalog itself
/// tells none, and an event read without one has the league "unknown". Errors: as read_page.
[[nodiscard]] Result<feed::Answer> parse_events(feed::JsonValue root, const std::string& league,
                                                feed::Instant received_at);

/// The older search, whose results are events among categories and venues; they tell no price.
/// Errors: as read_page.
[[nodiscard]] Result<feed::Answer> parse_search(feed::JsonValue root, const std::string& league,
                                                feed::Instant received_at);

/// An event as the catalog and the resources of the own account name it; the league "unknown" where
/// `league` is empty. Errors: corrupt_data naming the field.
[[nodiscard]] Result<feed::Sighting> sighting_of(feed::JsonValue event, const std::string& league,
                                                 feed::Instant received_at);

/// Anything else: each element is passed over as `what`. Errors: as read_page.
[[nodiscard]] Result<feed::Answer> pass_over_page(feed::JsonValue root, const std::string& what);

}  // namespace seatsync::source_stubhub
