#pragma once

#include "adapters/store_postgres/postgres_database.hpp"
#include "app/source_status_store.hpp"

namespace seatsync::store_postgres {

/// The statuses of sources in the same database as the market. `database` must outlive the store.
class PostgresSourceStatusStore final : public app::SourceStatusStore {
  public:
    explicit PostgresSourceStatusStore(PostgresDatabase& database) : database_(database) {}

    [[nodiscard]] Result<void> save(const std::vector<app::StoredSourceStatus>& statuses) override;
    [[nodiscard]] Result<std::vector<app::StoredSourceStatus>> load() const override;

  private:
    PostgresDatabase& database_;
};

}  // namespace seatsync::store_postgres
