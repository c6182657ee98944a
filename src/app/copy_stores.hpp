#pragma once

#include "app/store_sums.hpp"

#include <functional>

namespace seatsync::app {

/// The stores of one database.
struct StoreParts {
    MarketStore& market;
    ModelStore& models;
    SourceStatusStore& statuses;
};

struct CopyReport {
    AppendCounts applied;  ///< To the market's history.
    StoreSums from;
    StoreSums to;  ///< Read back after the copy.

    /// Whether both databases hold the same. They do not when the target held more before.
    [[nodiscard]] bool equal() const { return from == to; }
};

/// How many rows of how many have been gone through.
using CopyProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Copies everything, every version, in bounded memory, then reads the target back. What is there
/// already stays; what differs under the same key is replaced; to repeat it changes nothing.
/// Commits after every `rows_of_a_commit` rows, so that what was copied before a failure is not
/// lost. What comes into `from` meanwhile is not copied, and what comes into `to` makes them
/// differ.
[[nodiscard]] Result<CopyReport> copy_stores(StoreParts from, StoreParts to,
                                             const CopyProgress& progress,
                                             std::size_t rows_of_a_commit = 1'000'000);

}  // namespace seatsync::app
