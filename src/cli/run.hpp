#pragma once

#include "cli/environment.hpp"

#include <span>
#include <string>

namespace seatsync::cli {

/// The exit codes of every command.
inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;  ///< The operation failed, or refused its data.
inline constexpr int kExitUsage = 2;   ///< The command line makes no sense.

/// Runs one command line, without the program's name in front, and returns its exit code. What
/// went wrong stands on `environment.err`.
[[nodiscard]] int run(std::span<const std::string> arguments, Environment& environment);

}  // namespace seatsync::cli
