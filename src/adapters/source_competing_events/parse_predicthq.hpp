#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_competing_events {

/// Events as NearbyEvents. Deleted and cancelled ones are told as cancelled. When the plan hides
/// the rest, an item "overflow" says so. `next` is the query of the next page.
/// Errors: unavailable for HTML and for an error under status 200; corrupt_data without results.
[[nodiscard]] Result<feed::Answer> parse_events(std::string_view body, feed::Instant received_at);

/// Counts of events as Readings of `subject` as of now: "nearby_events", and one per category:
/// "nearby_events_concerts". Errors: as above.
[[nodiscard]] Result<feed::Answer> parse_counts(std::string_view body, const std::string& subject,
                                                feed::Instant received_at);

/// How many watch a game on television, as Readings "tv_viewers" of "<event id>/<broadcast id>" at
/// the start of the broadcast. Errors: as above.
[[nodiscard]] Result<feed::Answer> parse_broadcasts(std::string_view body,
                                                    feed::Instant received_at);

/// PredictHQ's own words in the body of an error, also of one in plain text; empty when there are
/// none.
[[nodiscard]] std::string words_of_error(std::string_view body);

}  // namespace seatsync::source_competing_events
