#pragma once

#include <boost/json/value.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace seatsync::forecast_test {

/// ../shared of the source tree: real price history and the scripts that define how forecasts are
/// judged. It may be absent.
[[nodiscard]] std::filesystem::path shared_folder();

/// Whether the folder, its scripts and python3 are there.
[[nodiscard]] bool can_run_scripts();

/// Runs tools/`script` of the shared folder; its standard output. Throws when it fails.
std::string run_script(const std::string& script, const std::vector<std::string>& arguments);

/// "all" tasks weighted by "row", per horizon name, as score_forecasts.py computes them.
[[nodiscard]] boost::json::object score(const std::filesystem::path& dataset,
                                        const std::filesystem::path& predictions);

}  // namespace seatsync::forecast_test
