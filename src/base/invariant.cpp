#include "base/invariant.hpp"

#include <fmt/core.h>

#include <cstdio>
#include <cstdlib>

namespace seatsync::base {

void broken_invariant(std::string_view condition, std::string_view file, int line) {
    fmt::print(stderr, "Invariant: {} ({}:{})\n", condition, file, line);
    std::abort();
}

}  // namespace seatsync::base
