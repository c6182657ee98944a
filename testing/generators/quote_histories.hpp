#pragma once

#include "base/random.hpp"
#include "domain/observation.hpp"

#include <vector>

namespace seatsync::testing {

// What the benchmarks of the stores append: histories of made-up events, 500 quotes each, about one
// every half an hour for ten days, all fields told.

inline constexpr std::size_t kQuotesOfAnEvent = 500;

enum QuoteOrder { by_event, by_time };

/// The same for the same count.
[[nodiscard]] std::vector<domain::Quote> quote_histories(std::size_t count, QuoteOrder order);

/// As an import appends them: 4096 at a time.
[[nodiscard]] std::vector<domain::ObservationBatch> in_batches(
    const std::vector<domain::Quote>& quotes);

/// A market over years: two events open each half hour, and each is quoted every half hour until it
/// has had its 500 quotes, so that a thousand are open at a time. Told in the order of time,
/// without end.
class MarketOverYears {
  public:
    /// The quotes of the next two hours.
    [[nodiscard]] domain::ObservationBatch next();

    [[nodiscard]] static domain::EventId event(std::size_t nth);
    /// When the nth event is quoted the first time.
    [[nodiscard]] static domain::Instant opens_at(std::size_t nth);
    /// How many events have had all their quotes.
    [[nodiscard]] std::size_t closed() const;

  private:
    std::size_t half_hours_ = 0;  ///< That are told.
    base::Random random_{5};
};

}  // namespace seatsync::testing
