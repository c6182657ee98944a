#include "adapters/store_sqlite/sqlite_source_status_store.hpp"

namespace seatsync::store_sqlite {

using app::StoredSourceStatus;

namespace {

constexpr std::string_view kSave =
    "INSERT INTO source_statuses (source, updated_at, status_json) VALUES (?, ?, ?) "
    "ON CONFLICT (source) DO UPDATE "
    "SET updated_at = excluded.updated_at, status_json = excluded.status_json";
constexpr std::string_view kLoad =
    "SELECT source, updated_at, status_json FROM source_statuses ORDER BY source";

}  // namespace

Result<void> SqliteSourceStatusStore::save(const std::vector<StoredSourceStatus>& statuses) {
    SEATSYNC_TRY(const Writer writer, database_.writer());
    Connection& connection = writer.connection();
    SEATSYNC_TRY(auto transaction, Transaction::begin(connection, Transaction::Kind::write));
    SEATSYNC_TRY(Query query, connection.query(kSave));
    for (const StoredSourceStatus& status : statuses) {
        query.bind(1, status.source);
        query.bind(2, status.updated_at);
        query.bind(3, status.status_json);
        SEATSYNC_CHECK(query.run());
        query.restart();
    }
    return transaction.commit();
}

Result<std::vector<StoredSourceStatus>> SqliteSourceStatusStore::load() const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    SEATSYNC_TRY(Query query, reader.connection().query(kLoad));
    std::vector<StoredSourceStatus> statuses;
    while (true) {
        SEATSYNC_TRY(const bool more, query.step());
        if (!more)
            return statuses;
        statuses.push_back({.source = std::string(query.text(0)),
                            .updated_at = query.time(1),
                            .status_json = std::string(query.text(2))});
    }
}

}  // namespace seatsync::store_sqlite
