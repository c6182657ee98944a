#include "adapters/store_sqlite/migrations.hpp"

#include <fmt/format.h>

#include <vector>

namespace seatsync::store_sqlite {

namespace {

// "SEAT": marks the file as ours.
constexpr std::int64_t kApplicationId = 0x53454154;

constexpr std::string_view kApplicationIdOfFile = "PRAGMA application_id";
constexpr std::string_view kTableCount = "SELECT count(*) FROM sqlite_schema WHERE type = 'table'";
constexpr std::string_view kVersionOfFile = "SELECT max(version) FROM schema_migrations";
constexpr std::string_view kApplied =
    "SELECT version, name, checksum FROM schema_migrations ORDER BY version";
constexpr std::string_view kRecord =
    "INSERT INTO schema_migrations (version, name, checksum) VALUES (?, ?, ?)";
constexpr const char* kStart =
    "CREATE TABLE schema_migrations ("
    "version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL) STRICT";

Error refuse(std::string detail) {
    return fail(ErrorCode::corrupt_data, std::move(detail));
}

/// 0 for a file that is new.
Result<std::int64_t> version_of(Connection& connection) {
    SEATSYNC_TRY(const std::int64_t application, connection.number(kApplicationIdOfFile));
    if (application == kApplicationId)
        return connection.number(kVersionOfFile);
    SEATSYNC_TRY(const std::int64_t tables, connection.number(kTableCount));
    if (application != 0 || tables != 0)
        return refuse("the file is an SQLite database of another program");
    return 0;
}

Result<void> apply(Connection& connection, const Migration& migration) {
    SEATSYNC_TRY(auto transaction, Transaction::begin(connection, Transaction::Kind::write));
    SEATSYNC_TRY(const std::int64_t version, version_of(connection));
    if (version >= migration.version)
        return {};  // Another program was faster.
    if (version == 0)
        SEATSYNC_CHECK(connection.execute(
            fmt::format("{}; PRAGMA application_id = {}", kStart, kApplicationId)));
    SEATSYNC_CHECK(connection.execute(migration.sql));
    {
        SEATSYNC_TRY(Query record, connection.query(kRecord));
        record.bind(1, migration.version);
        record.bind(2, migration.name);
        record.bind(3, migration.checksum);
        SEATSYNC_CHECK(record.run());
    }
    return transaction.commit();
}

}  // namespace

Result<void> check_schema(Connection& connection, std::span<const Migration> migrations) {
    SEATSYNC_TRY(const std::int64_t version, version_of(connection));
    if (version == 0)
        return {};
    SEATSYNC_TRY(Query row, connection.query(kApplied));
    std::vector<app::AppliedMigration> applied;
    while (true) {
        SEATSYNC_TRY(const bool more, row.step());
        if (!more)
            return app::check_applied(applied, migrations);
        applied.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2))});
    }
}

Result<void> migrate(Connection& connection, std::span<const Migration> migrations) {
    SEATSYNC_TRY(const std::int64_t version, version_of(connection));
    for (const Migration& migration : migrations) {
        if (migration.version <= version)
            continue;
        if (const Result<void> done = apply(connection, migration); !done)
            return in_context(done.error(), migration.name);
    }
    return {};
}

}  // namespace seatsync::store_sqlite
