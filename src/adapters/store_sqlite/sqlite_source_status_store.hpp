#pragma once

#include "adapters/store_sqlite/sqlite_database.hpp"
#include "app/source_status_store.hpp"

namespace seatsync::store_sqlite {

/// The statuses of sources in the same file as the market. `database` must outlive the store.
/// Saving waits for an open append session, as every write does.
class SqliteSourceStatusStore final : public app::SourceStatusStore {
  public:
    explicit SqliteSourceStatusStore(SqliteDatabase& database) : database_(database) {}

    [[nodiscard]] Result<void> save(const std::vector<app::StoredSourceStatus>& statuses) override;
    [[nodiscard]] Result<std::vector<app::StoredSourceStatus>> load() const override;

  private:
    SqliteDatabase& database_;
};

}  // namespace seatsync::store_sqlite
