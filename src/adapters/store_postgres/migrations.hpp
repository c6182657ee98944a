#pragma once

#include "adapters/store_postgres/connection.hpp"
#include "app/migration.hpp"

namespace seatsync::store_postgres {

using app::Migration;

/// Those that this program was built with, in order: for a plain server, and those that take the
/// place of the ones with the same number where TimescaleDB is there.
extern const std::span<const Migration> kNativeMigrations;
extern const std::span<const Migration> kTimescaleMigrations;

/// All steps for a server with or without TimescaleDB.
[[nodiscard]] std::vector<Migration> migrations_for(bool timescale);

/// Brings the schema that the connection works in up to date, all steps in one transaction; forward
/// only. A new schema uses TimescaleDB when the server has loaded it; one that was made without it
/// stays so. Programs that do so at once wait for each other. Errors: corrupt_data when the schema
/// holds tables of another program, is newer than this program, or was made by other steps.
/// Returns what the schema is: "PostgreSQL, schema version 4, range partitions".
[[nodiscard]] Result<std::string> migrate(Connection& connection);

}  // namespace seatsync::store_postgres
