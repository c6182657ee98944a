#pragma once

#include "feed/source_api.hpp"

#include <string>

namespace seatsync::source_ticketmaster {

// Answers of the APIs for partners.

/// Inventory Status: for each event a reading of the measure "availability_code" about
/// "ticketmaster:<id>": 2 tickets available, 1 few left, 0 none, no value where the status is
/// UNKNOWN. The id is written "eventId" or "eventid". Errors: corrupt_data when it is no list.
[[nodiscard]] Result<feed::Answer> parse_availability(feed::JsonValue root,
                                                      feed::Instant received_at);

/// Top Picks: each offer of a pick becomes an ask `all_in` of its `totalPrice`, with the face
/// value, for the seats that are named; without a total an ask `face` of the face value. The id of
/// an ask is "<offer>/<section>/<row>/<seats>". Market: "ticketmaster", or "ticketmaster_resale" of
/// the selection resale. The event is `event_id`; where that is empty, the one in the link to the
/// picture. Errors: corrupt_data when it lists no picks.
[[nodiscard]] Result<feed::Answer> parse_top_picks(feed::JsonValue root,
                                                   const std::string& event_id,
                                                   feed::Instant received_at);

}  // namespace seatsync::source_ticketmaster
