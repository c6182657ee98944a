#pragma once

#include "adapters/store_sqlite/connection.hpp"
#include "domain/observation.hpp"

#include <unordered_map>

namespace seatsync::store_sqlite {

/// The numbers that stand for series in the table of quotes. Remembers those it has seen; used by
/// the holder of the Writer alone.
class SeriesIds {
  public:
    /// Gives the series a number when it has none.
    [[nodiscard]] Result<std::int64_t> id_of(Connection& connection,
                                             const domain::SeriesKey& series);

    /// After a rollback: numbers given since the last commit may be given to others.
    void forget();

  private:
    using Known = std::unordered_map<domain::SeriesKey, std::int64_t, domain::SeriesKeyHash>;

    Known known_;
    const Known::value_type* last_ = nullptr;  ///< Observations come in runs of one series.
};

}  // namespace seatsync::store_sqlite
