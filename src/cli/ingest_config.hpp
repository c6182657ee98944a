#pragma once

#include "feed/source_api.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::cli {

/// What a configuration file says of the pipeline:
///
///     [ingest]
///     leagues = ["mlb", "nba"]   # besides those of the games in the store
///     workers = 8                # requests in flight at most
///     queue_mib = 32             # read and not yet stored
///
///     [venues]                   # where venues are that no table knows: latitude, longitude
///     "Port Alder Park" = [41.2, -73.9]
struct IngestConfig {
    std::vector<std::string> leagues = {};
    std::optional<std::size_t> workers = {};
    std::optional<std::size_t> queue_mib = {};
    std::map<std::string, feed::Place> venues = {};
};

/// Errors: invalid_argument with `source` and the line; other tables are left to others.
[[nodiscard]] Result<IngestConfig> parse_ingest_config(std::string_view toml,
                                                       std::string_view source);
/// The same of a file; the defaults without one. Errors: not_found when it cannot be read.
[[nodiscard]] Result<IngestConfig> load_ingest_config(const std::filesystem::path& file);

}  // namespace seatsync::cli
