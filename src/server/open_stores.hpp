#pragma once

#include "cli/environment.hpp"

namespace seatsync::server {

/// The stores of a database: PostgreSQL for a postgres://… address, else a SQLite file, which is
/// made with its folder when it is not there. Errors: those of the two databases.
[[nodiscard]] Result<cli::Stores> open_stores(const std::filesystem::path& database);

}  // namespace seatsync::server
