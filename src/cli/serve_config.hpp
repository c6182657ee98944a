#pragma once

#include "base/result.hpp"
#include "domain/time.hpp"
#include "http/server_options.hpp"

#include <filesystem>
#include <optional>
#include <string_view>

namespace seatsync::cli {

/// Everything `serve` can be told in a file; the initial values are the defaults of the program.
/// docs/api.md shows a whole file.
struct ServeConfig {
    std::optional<std::filesystem::path> database;  ///< [store] path; else as for every command.
    std::optional<std::filesystem::path> web_dir;   ///< [server] web_dir; else web/dist.
    std::optional<domain::Instant> as_of;           ///< [server] as_of; else the clock's now.
    http::ServerOptions server;
};

/// Reads TOML. Errors: invalid_argument with `source` and the line: bad TOML, an unknown key, a
/// value of another type or out of its range.
[[nodiscard]] Result<ServeConfig> parse_serve_config(std::string_view toml,
                                                     std::string_view source);

/// The same of a file. Errors: not_found when it cannot be read.
[[nodiscard]] Result<ServeConfig> load_serve_config(const std::filesystem::path& file);

}  // namespace seatsync::cli
