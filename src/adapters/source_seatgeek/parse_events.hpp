#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_seatgeek {

// What the answers hold. An event becomes a sighting and up to two quotes of the market "seatgeek"
// in US dollars:
//  - all_in: lowest, median, average and highest price with fees, the count of listings, and the
//    event's score as popularity;
//  - list: the lowest price before fees.
// Where `stats` is absent, empty or all null there is no quote. An event whose hour or date is to
// be determined starts at 12:00 UTC of the date shown: its own clock part, 03:30, means nothing.

/// The answer of /events; `next` is the number of the page after it. Errors: unavailable when it is
/// an error under status 200, corrupt_data when there is no list of events.
[[nodiscard]] Result<feed::Answer> parse_events(feed::JsonValue root, feed::Instant received_at);

/// The answer of /events/{id}. Errors: as parse_events.
[[nodiscard]] Result<feed::Answer> parse_event(feed::JsonValue root, feed::Instant received_at);

/// An answer that lists no events, such as genres: each element is passed over.
[[nodiscard]] Result<feed::Answer> pass_over_list(feed::JsonValue root, std::string_view list);

/// What an error body says; empty when it says nothing.
[[nodiscard]] std::string words_of_error(feed::JsonValue root);

/// The league's name in the query, "ncaa_football" for "cfb", and back.
[[nodiscard]] std::string taxonomy_of(std::string_view league);
[[nodiscard]] std::string league_of(std::string_view taxonomy);

}  // namespace seatsync::source_seatgeek
