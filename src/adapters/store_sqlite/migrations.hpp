#pragma once

#include "adapters/store_sqlite/connection.hpp"

#include <span>

namespace seatsync::store_sqlite {

/// One step of the schema, from sql/migrations/sqlite/NNNN_name.sql.
struct Migration {
    std::int64_t version = 0;   ///< 1, 2, 3… without gaps.
    std::string_view name;      ///< "0001_market_and_models"
    std::string_view checksum;  ///< SHA-256 of the file, in hex.
    const char* sql = nullptr;
};

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
