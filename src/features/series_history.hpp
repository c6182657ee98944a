#pragma once

#include "domain/observation.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace seatsync::features {

/// Days since 1970-01-01 UTC. A double holds a microsecond of our century exactly enough (2^-38 d).
[[nodiscard]] double to_days(domain::Instant instant);

/// The prices of one series in columns, oldest first, one row per moment. Only rows with a get-in
/// price, received before the event's start as it was known at the time. Missing numbers are NaN.
struct SeriesHistory {
    domain::SeriesKey key;
    std::size_t event = 0;  ///< Index into MarketHistory::events().
    std::size_t group = 0;  ///< Its market: see MarketHistory::groups().
    std::vector<domain::Instant> received_at;
    std::vector<double> days;       ///< received_at in days.
    std::vector<double> log_price;  ///< ln(units of the currency).
    std::vector<std::int64_t> cents;
    std::vector<std::int64_t>
        counts;  ///< Listings, or tickets where only those are told; -1: none.
    std::vector<double> log_listings;  ///< ln(1 + count)
    std::vector<double> median_ratio;  ///< ln(median / get-in)
    std::vector<double> average_ratio;
    std::vector<double> highest_ratio;
    std::vector<double> popularity;
    domain::Instant newest_event_at{};  ///< Which moment the newest row is about.

    [[nodiscard]] std::size_t size() const { return days.size(); }
    /// The last row with days <= `day`; -1 when there is none.
    [[nodiscard]] std::ptrdiff_t row_at(double day) const;
    /// A quote with a get-in price, received after the last row.
    void push(const domain::Quote& quote);
};

}  // namespace seatsync::features
