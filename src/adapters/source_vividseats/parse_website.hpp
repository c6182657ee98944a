#pragma once

#include "feed/source_api.hpp"

namespace seatsync::source_vividseats {

/// A production as the website tells itself: `minPrice` and its kin are before the buyer's fees,
/// `minAipPrice` and `maxAipPrice` with them; US dollars. Only read, never asked for: the website
/// is no API. Errors: corrupt_data when it has no id.
[[nodiscard]] Result<feed::Answer> parse_website_production(feed::JsonValue root,
                                                            feed::Instant received_at);

}  // namespace seatsync::source_vividseats
