#pragma once

#include <string_view>

namespace seatsync::base {

/// Ends the program: our own promise is broken, and going on could move money wrongly. Stays in
/// release builds. Never reachable from input; bad input is an Error.
[[noreturn]] void broken_invariant(std::string_view condition, std::string_view file, int line);

}  // namespace seatsync::base

#define SEATSYNC_INVARIANT(condition) \
    ((condition) ? void() : ::seatsync::base::broken_invariant(#condition, __FILE__, __LINE__))
