#pragma once

#include <string>

namespace seatsync::feed {

/// "8-11", "8", or empty, of the first and the last seat.
[[nodiscard]] inline std::string seats_between(const std::string& first, const std::string& last) {
    if (last.empty() || first == last)
        return first;
    return first.empty() ? last : first + "-" + last;
}

}  // namespace seatsync::feed
