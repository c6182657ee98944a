#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::app {

/// One step of a database's schema, from sql/migrations/<database>/NNNN_name.sql, compiled in.
struct Migration {
    std::int64_t version = 0;   ///< 1, 2, 3… without gaps.
    std::string_view name;      ///< "0001_market_and_models"
    std::string_view checksum;  ///< SHA-256 of the file, in hex.
    const char* sql = nullptr;
};

/// What a database says of a step that was applied to it.
struct AppliedMigration {
    std::int64_t version = 0;
    std::string name;
    std::string checksum;
};

/// Errors: corrupt_data when the database is newer than this program, or when a step that was
/// applied to it read differently then.
[[nodiscard]] Result<void> check_applied(const std::vector<AppliedMigration>& applied,
                                         std::span<const Migration> known);

}  // namespace seatsync::app
