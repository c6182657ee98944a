#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_market {

/// The observations of a FRED series as Readings of `subject`, which the answer does not name.
///
/// Measure: "level", or "level_pch" where the answer is in other units than "lin". A reading is
/// valid at 00:00 UTC of the first day of its period. It counts as published at the end, in
/// Chicago, of the day from which on FRED tells it ("realtime_start"), at the latest when
/// received: FRED tells no hour. The value "." is a Reading without value. `next` is the offset of
/// the next page. Errors: unavailable for HTML and for an error under status 200; corrupt_data
/// without observations.
[[nodiscard]] Result<feed::Answer> parse_fred(std::string_view body, const std::string& subject,
                                              feed::Instant received_at);

/// FRED's own words in the body of an error, of either version; empty when there are none.
[[nodiscard]] std::string fred_words(std::string_view body);

}  // namespace seatsync::source_market
