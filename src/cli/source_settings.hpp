#pragma once

#include "cli/environment.hpp"
#include "feed/source_factory.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::cli {

/// What a configuration file says of the sources: name → setting → value.
using SourceSettings = std::map<std::string, std::map<std::string, std::string>>;

/// Reads the tables [sources.NAME] of a TOML file; other tables are left to others. A list of
/// texts is joined by commas. Errors: invalid_argument with `source` and the line.
[[nodiscard]] Result<SourceSettings> parse_source_settings(std::string_view toml,
                                                           std::string_view source);
/// The same of a file; nothing is told without one. Errors: not_found when it cannot be read.
[[nodiscard]] Result<SourceSettings> load_source_settings(const std::filesystem::path& file);

/// The factory of that name. Errors: not_found, naming those there are.
[[nodiscard]] Result<feed::SourceFactory> factory_named(const Environment& environment,
                                                        const std::string& name);

/// One source from its settings and the environment's variables. Errors: invalid_argument.
[[nodiscard]] Result<std::unique_ptr<feed::SourceApi>> make_source(
    const Environment& environment, const feed::SourceFactory& factory,
    const SourceSettings& settings);

/// The sources named, or all when no name is. Errors: not_found for an unknown name, here or in
/// `settings`; invalid_argument.
[[nodiscard]] Result<std::vector<std::unique_ptr<feed::SourceApi>>> make_sources(
    const Environment& environment, const SourceSettings& settings,
    const std::vector<std::string>& names);

}  // namespace seatsync::cli
