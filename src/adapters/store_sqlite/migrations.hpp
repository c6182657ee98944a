#pragma once

#include "adapters/store_sqlite/connection.hpp"
#include "app/migration.hpp"

#include <span>

namespace seatsync::store_sqlite {

using app::Migration;

/// Those that this program was built with, in order.
extern const std::span<const Migration> kEmbeddedMigrations;

/// Refuses a file that this program must not touch, without writing to it. Errors: corrupt_data
/// when it is the database of another program, when its schema is newer than `migrations`, or when
/// a migration was applied to it that read differently then.
[[nodiscard]] Result<void> check_schema(Connection& connection,
                                        std::span<const Migration> migrations);

/// Applies what is missing, each step in a transaction of its own; forward only. Programs that open
/// the same file at once wait for each other.
[[nodiscard]] Result<void> migrate(Connection& connection, std::span<const Migration> migrations);

}  // namespace seatsync::store_sqlite
