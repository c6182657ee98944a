#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <vector>

namespace seatsync::source_ticketmaster {

// An event becomes a sighting and a quote per price range. `priceRanges` is the advertised range of
// the PRIMARY sale, not live and mostly without fees: `advertised`; a range of the type "standard
// including fees" is `all_in`. Its min is the get-in, its max the highest price. Market:
// "ticketmaster"; of an event of the resale source (its id begins with Z7r) "ticketmaster_resale".
// The league of a sports event is its sub-genre ("nba"), of another its segment ("music"), and
// "unknown" where neither is told.

/// A page of events. Errors: as read_events.
[[nodiscard]] Result<feed::Answer> parse_events(feed::JsonValue root, feed::Instant received_at);
/// One event. Errors: unavailable when it is an error under status 200.
[[nodiscard]] Result<feed::Answer> parse_event(feed::JsonValue root, feed::Instant received_at);

/// Where and when the watched games are played that an answer by place is about.
struct OwnGames {
    std::string venue;  ///< Its name as SeatSync knows it.
    feed::Place place;
    std::vector<feed::Instant> starts;
};

/// A page of events near a venue: each becomes a nearby event, at 12:00 UTC of its local date where
/// the hour is not known. An event that starts within three hours of an own game, at a venue of the
/// same name or within 500 m of it, is that game and passed over. Errors: as read_events.
[[nodiscard]] Result<feed::Answer> parse_nearby(feed::JsonValue root, const OwnGames& own,
                                                feed::Instant received_at);

/// Venues, attractions: passed over. Errors: as parse_event.
[[nodiscard]] Result<feed::Answer> pass_over(feed::JsonValue root, std::string_view list);

}  // namespace seatsync::source_ticketmaster
