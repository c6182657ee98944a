#include "adapters/store_postgres/postgres_source_status_store.hpp"

#include <algorithm>

namespace seatsync::store_postgres {

using app::StoredSourceStatus;

namespace {

const std::string kSave =
    "INSERT INTO source_statuses (source, updated_at, status_json) VALUES ($1, $2, $3) "
    "ON CONFLICT (source) DO UPDATE "
    "SET updated_at = excluded.updated_at, status_json = excluded.status_json";
const std::string kLoad =
    "SELECT source, updated_at, status_json FROM source_statuses ORDER BY source";

}  // namespace

Result<void> PostgresSourceStatusStore::save(const std::vector<StoredSourceStatus>& statuses) {
    // All programs lock the rows in one order, so that none waits for the other in a circle.
    std::vector<StoredSourceStatus> sorted = statuses;
    std::ranges::stable_sort(sorted, {}, &StoredSourceStatus::source);
    SEATSYNC_TRY(Transaction transaction, database_.begin(PostgresDatabase::Kind::write));
    for (const StoredSourceStatus& status : sorted)
        SEATSYNC_CHECK(transaction.connection().query(
            kSave, Parameters(status.source, status.updated_at, status.status_json)));
    return transaction.commit();
}

Result<std::vector<StoredSourceStatus>> PostgresSourceStatusStore::load() const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    SEATSYNC_TRY(const Rows rows, reader.connection().query(kLoad));
    std::vector<StoredSourceStatus> statuses;
    for (std::size_t i = 0; i < rows.size(); ++i)
        statuses.push_back({.source = std::string(rows.text(i, 0)),
                            .updated_at = rows.time(i, 1),
                            .status_json = std::string(rows.text(i, 2))});
    return statuses;
}

}  // namespace seatsync::store_postgres
