#pragma once

#include "base/result.hpp"
#include "domain/time.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace seatsync::feed {

/// When a game starts, as far as a source tells it.
struct StartTime {
    domain::Instant start;
    bool tbd = false;  ///< The date stands, the hour does not; then `start` is 12:00 UTC of it.
    std::optional<std::chrono::year_month_day> local_date;  ///< At the venue.
    friend bool operator==(const StartTime&, const StartTime&) = default;
};

/// A date at the venue without an hour.
[[nodiscard]] StartTime start_on(std::chrono::year_month_day local_date);

/// Reads ISO 8601, the seconds being optional.
///
/// "2019-05-28T19:10:00-07:00" is an instant, and the date in it is taken for the venue's.
/// "2019-05-29T02:10:00Z" is an instant; its local date is known with the venue's zone alone.
/// "2019-05-28T19:10:00" is what the clock on the venue's wall shows: an instant with its zone, and
/// a date without an hour where that is not told. So is "2019-05-28".
/// Errors: invalid_argument, also for an hour that a clock change skipped.
[[nodiscard]] Result<StartTime> read_start(std::string_view text,
                                           const std::optional<domain::Zone>& zone);

}  // namespace seatsync::feed
