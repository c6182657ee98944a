#pragma once

#include "feed/source_api.hpp"

#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace seatsync::feed {

/// The elements around one that is read, the outermost first.
using Surroundings = std::span<const JsonValue>;
using InnerItemReader =
    std::function<Result<void>(Surroundings around, JsonValue element, Item& item)>;

/// read_items for lists inside lists: with {"dates", "games"}, each element of "games" of each
/// element of "dates" of the root. Where there is no list there are no elements; what should be a
/// list, or hold one, and does not becomes an item with a problem. Places count over the whole
/// answer.
[[nodiscard]] std::vector<Item> read_inner_items(JsonValue root,
                                                 std::span<const std::string_view> lists,
                                                 std::string_view key_path,
                                                 const InnerItemReader& read);

}  // namespace seatsync::feed
