#pragma once

#include "feed/http_message.hpp"
#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_ticketmaster {

/// /discovery/v2/events.json of the events that start in [from, to), with those whose date or hour
/// is to be announced, which the API leaves out unless asked. `cursor`: the number of the page,
/// from 0; empty: the first.
[[nodiscard]] feed::HttpRequest events_request(const std::string& base_url,
                                               const std::string& api_key, feed::Instant from,
                                               feed::Instant to, const std::string& page_size,
                                               const std::string& cursor);

/// The events of an answer, each read by `read`, and the number of the next page. A search without
/// a hit has no list and no items. The API serves no page from the 1000th event on: when there are
/// more, an item "paging" says so as a problem. Errors: unavailable for an error under status 200,
/// corrupt_data when there is neither list nor page.
[[nodiscard]] Result<feed::Answer> read_events(feed::JsonValue root, const feed::ItemReader& read);

/// What an error body says, of the gateway ("fault") or of the API ("errors"); empty when it is
/// neither.
[[nodiscard]] std::string words_of_error(feed::JsonValue root);
/// By status and these words.
[[nodiscard]] Error error_in(const feed::HttpResponse& response);

}  // namespace seatsync::source_ticketmaster
