#pragma once

#include <string>

namespace seatsync::cli {

/// Whether a database is the address of a server (postgres://…) and not a file.
[[nodiscard]] bool is_database_address(const std::string& database);

/// Whether it is an address, but of nothing that this program knows: "mysql://…", "postgres:/host".
[[nodiscard]] bool is_other_address(const std::string& database);

/// The database as it may be shown: an address without its password.
[[nodiscard]] std::string shown_database(const std::string& database);

}  // namespace seatsync::cli
