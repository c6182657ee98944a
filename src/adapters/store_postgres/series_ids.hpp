#pragma once

#include "adapters/store_postgres/bulk_table.hpp"
#include "domain/observation.hpp"

#include <mutex>
#include <span>
#include <unordered_map>

namespace seatsync::store_postgres {

using NumbersOfSeries = std::unordered_map<domain::SeriesKey, std::int64_t, domain::SeriesKeyHash>;

/// The committed numbers that stand for series in the table of quotes, as far as they were seen.
/// Rows of `series` are never changed, so what was committed once holds. Thread-safe.
class SeriesIds {
  public:
    [[nodiscard]] std::optional<std::int64_t> find(const domain::SeriesKey& series) const;
    void add(const NumbersOfSeries& committed);

  private:
    mutable std::mutex mutex_;
    NumbersOfSeries known_;
};

/// The numbers of the series, in this transaction; those that have none are given one. `bulk`: of
/// the table of series.
[[nodiscard]] Result<NumbersOfSeries> number_series(Connection& connection, BulkTable& bulk,
                                                    std::span<const domain::SeriesKey> series);

}  // namespace seatsync::store_postgres
