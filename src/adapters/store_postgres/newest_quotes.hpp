#pragma once

#include "adapters/store_postgres/connection.hpp"
#include "domain/observation.hpp"

#include <set>
#include <unordered_map>

namespace seatsync::store_postgres {

/// The newest quote of each series, by event_at, then received_at, as one append transaction sees
/// it. What is newer than all of its series is new: that costs one look at each series, not at each
/// quote.
class NewestQuotes {
  public:
    /// Asks the database about those of the series that were not asked about yet. No other
    /// transaction may append before this one ends.
    [[nodiscard]] Result<void> look_up(Connection& connection,
                                       const std::set<std::int64_t>& series);

    /// Whether the quote is newer than all of its series; then it is the newest of it.
    /// Precondition: the series was looked up.
    [[nodiscard]] bool raise(std::int64_t series, const domain::Quote& quote);

  private:
    struct Time {
        domain::Instant event_at = domain::Instant::min();
        domain::Instant received_at = domain::Instant::min();
        friend auto operator<=>(const Time&, const Time&) = default;
    };

    std::unordered_map<std::int64_t, Time> newest_;
};

}  // namespace seatsync::store_postgres
