#pragma once

#include "feed/source_api.hpp"

#include <stdexcept>
#include <variant>
#include <vector>

namespace seatsync::testing {

/// The observations of one kind in an item, in their order.
template <class T>
[[nodiscard]] std::vector<T> all_of(const feed::Item& item) {
    std::vector<T> found;
    for (const feed::Observation& observation : item.observations)
        if (const T* value = std::get_if<T>(&observation))
            found.push_back(*value);
    return found;
}

/// The only one of its kind in an item. Throws, with the item's problem, when there is none or
/// more.
template <class T>
[[nodiscard]] T only(const feed::Item& item) {
    const auto found = all_of<T>(item);
    if (found.size() != 1)
        throw std::runtime_error("item " + item.key + ": " + item.problem + item.passed_over);
    return found[0];
}

}  // namespace seatsync::testing
