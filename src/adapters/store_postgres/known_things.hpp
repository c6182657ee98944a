#pragma once

#include "adapters/store_postgres/connection.hpp"
#include "domain/observation.hpp"

namespace seatsync::store_postgres {

/// See app::MarketStore::known_of. In a transaction of the caller.
[[nodiscard]] Result<domain::ObservationBatch> read_known(Connection& connection,
                                                          const domain::ObservationBatch& about,
                                                          domain::Instant as_of);

}  // namespace seatsync::store_postgres
