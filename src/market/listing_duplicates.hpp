#pragma once

#include "domain/inventory.hpp"
#include "domain/observation.hpp"

#include <cstdint>
#include <vector>

namespace seatsync::market {

struct UniqueAsks {
    std::vector<domain::Ask> asks;  ///< In the order given.
    std::size_t duplicates = 0;     ///< Left out.
};

/// Each offer once. Two asks of one (event, market, kind, currency) are the same when
/// - their ids are equal (a page shown twice; the later received one counts, then the cheaper), or
/// - section, row and the set of seats are equal ("1-3" is "1,2,3"); the cheaper one counts, or
/// - seats are unknown in both, and section, row, quantity and price are equal and not empty.
[[nodiscard]] UniqueAsks without_duplicates(std::vector<domain::Ask> asks);

/// One quote of the whole venue for each (event, market, kind, currency), and one for each zone
/// that the asks name (fill in Ask::series.zone by priceable_zone; an empty zone counts for the
/// whole venue only). Duplicates count once. Get-in, average (half to even) and median (the mean of
/// the two in the middle) are over listings, not seats. event_at and received_at are the latest of
/// the asks. Ordered by series.
[[nodiscard]] std::vector<domain::Quote> quotes_of(std::vector<domain::Ask> asks);

/// The same numbers of the same series: the same snapshot twice, whatever the times.
[[nodiscard]] bool same_content(const domain::Quote& a, const domain::Quote& b);

}  // namespace seatsync::market
