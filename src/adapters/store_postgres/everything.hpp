#pragma once

#include "adapters/store_postgres/connection.hpp"
#include "app/market_store.hpp"

namespace seatsync::store_postgres {

// All that is stored, as app::MarketStore tells it.

[[nodiscard]] Result<app::RowCounts> count_rows(Connection& connection);

[[nodiscard]] Result<void> walk_everything(Connection& connection,
                                           const app::MarketStore::BatchVisitor& visit);

}  // namespace seatsync::store_postgres
