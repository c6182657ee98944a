#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_market {

/// The bars of a Yahoo chart as Readings of the symbol that the answer names, else of `subject`.
///
/// Measures: "open_USD", "high_USD", "low_USD", "close_USD", "adjusted_close_USD" (in the currency
/// as Yahoo writes it: "GBp" are pence) and "volume"; of bars other than daily with their length
/// behind: "close_USD_1m". Valid at the begin of the bar, known at its end (of a daily bar, that
/// of the trading session), at the latest when received: a bar that is not over holds what is so
/// far. A null, and a price of 0, is a Reading without value. A range without trading holds no
/// items. Errors: unavailable for HTML and for an error under status 200; corrupt_data without a
/// chart.
[[nodiscard]] Result<feed::Answer> parse_yahoo(std::string_view body, const std::string& subject,
                                               feed::Instant received_at);

/// Yahoo's own words in the body of an error; empty when there are none.
[[nodiscard]] std::string yahoo_words(std::string_view body);

}  // namespace seatsync::source_market
