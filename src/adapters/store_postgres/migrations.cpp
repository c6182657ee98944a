#include "adapters/store_postgres/migrations.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::store_postgres {

namespace {

const std::string kLock = "SELECT pg_advisory_xact_lock(1397051732, 1)";
const std::string kTableCount =
    "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace "
    "AND relkind IN ('r', 'p') AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid "
    "AND deptype = 'e')";
const std::string kIsOurs =
    "SELECT count(*) FROM pg_class WHERE relname = 'schema_migrations' "
    "AND relnamespace = current_schema()::regnamespace";
// What the server has loaded is shown to few users (to others as nothing); that the extension is
// made in this database, to all.
const std::string kTimescaleIsLoaded =
    "SELECT count(*) FROM pg_available_extensions WHERE name = 'timescaledb' "
    "AND (installed_version IS NOT NULL OR (SELECT setting FROM pg_settings "
    "     WHERE name = 'shared_preload_libraries') LIKE '%timescaledb%')";
const std::string kApplied =
    "SELECT version, name, checksum FROM schema_migrations ORDER BY version";
const std::string kRecord =
    "INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)";
constexpr const char* kStart =
    "CREATE TABLE schema_migrations ("
    "version bigint PRIMARY KEY, name text NOT NULL, checksum text NOT NULL)";

/// Makes the table of steps in a schema that is empty.
Result<void> start(Connection& connection) {
    SEATSYNC_TRY(const std::int64_t ours, connection.number(kIsOurs));
    if (ours != 0)
        return {};
    SEATSYNC_TRY(const std::int64_t tables, connection.number(kTableCount));
    if (tables != 0)
        return fail(ErrorCode::corrupt_data,
                    fmt::format("database {}: the schema holds tables of another program: name an "
                                "empty database",
                                connection.address().display()));
    return connection.execute(kStart);
}

Result<std::vector<app::AppliedMigration>> applied_to(Connection& connection) {
    SEATSYNC_TRY(const Rows rows, connection.query(kApplied));
    std::vector<app::AppliedMigration> applied;
    for (std::size_t i = 0; i < rows.size(); ++i)
        applied.push_back(
            {rows.integer(i, 0), std::string(rows.text(i, 1)), std::string(rows.text(i, 2))});
    return applied;
}

bool was_made_with_timescale(const std::vector<app::AppliedMigration>& applied) {
    return !applied.empty() && applied.front().checksum == kTimescaleMigrations.front().checksum;
}

Result<void> apply(Connection& connection, const Migration& migration) {
    if (const auto done = connection.execute(migration.sql); !done)
        return in_context(done.error(), migration.name);
    SEATSYNC_CHECK(connection.query(
        kRecord, Parameters(migration.version, migration.name, migration.checksum)));
    return {};
}

Result<std::string> migrate_locked(Connection& connection) {
    SEATSYNC_CHECK(connection.query(kLock));
    SEATSYNC_CHECK(start(connection));
    SEATSYNC_TRY(const auto applied, applied_to(connection));
    SEATSYNC_TRY(const std::int64_t loaded, connection.number(kTimescaleIsLoaded));
    const bool timescale = applied.empty() ? loaded != 0 : was_made_with_timescale(applied);
    const auto steps = migrations_for(timescale);
    if (const auto checked = app::check_applied(applied, steps); !checked)
        return in_context(checked.error(), "database " + connection.address().display());
    for (const Migration& step : std::span(steps).subspan(applied.size()))
        SEATSYNC_CHECK(apply(connection, step));
    SEATSYNC_CHECK(connection.execute("COMMIT"));
    return fmt::format("PostgreSQL, schema version {}, {}", steps.back().version,
                       timescale ? "TimescaleDB" : "range partitions");
}

}  // namespace

std::vector<Migration> migrations_for(bool timescale) {
    std::vector<Migration> steps(kNativeMigrations.begin(), kNativeMigrations.end());
    if (timescale)
        std::ranges::copy(kTimescaleMigrations, steps.begin());
    return steps;
}

Result<std::string> migrate(Connection& connection) {
    SEATSYNC_CHECK(connection.execute("BEGIN"));
    auto done = migrate_locked(connection);
    if (!done)
        (void)connection.execute("ROLLBACK");  // The first failure is what is told.
    return done;
}

}  // namespace seatsync::store_postgres
