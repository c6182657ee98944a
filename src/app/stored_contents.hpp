#pragma once

#include "app/content_memory.hpp"
#include "app/market_store.hpp"

#include <cstdint>
#include <set>
#include <unordered_map>

namespace seatsync::app {

/// What a store held when a pipeline began, as hashes: so that what a source says first after a
/// restart, and what is stored already, is not stored again. Results and records of all times,
/// readings, mentions and events nearby of the last 31 days and later, the rest as it was known
/// last.
class StoredContents {
  public:
    /// Errors: those of the store.
    [[nodiscard]] Result<void> load(const MarketStore& store, Instant now);

    /// Whether the store said just this about the same thing, whoever told it.
    template <class Row>
    [[nodiscard]] bool holds(const Row& row) const {
        const ContentHashes hashes = hashes_of("", row);
        const auto thing = contents_.find(hashes.key);
        return thing != contents_.end() && thing->second.contains(hashes.content);
    }
    /// The row is stored now: what was held of its thing counts no more. Of kinds that do not name
    /// their source it is held instead, so that another source that says the same adds nothing.
    template <class Row>
    void replace(const Row& row) {
        const ContentHashes hashes = hashes_of("", row);
        if constexpr (requires { row.source; })
            contents_.erase(hashes.key);
        else
            contents_[hashes.key] = {hashes.content};
    }

  private:
    template <class Row>
    [[nodiscard]] Result<void> take(const Result<std::vector<Row>>& rows);

    std::unordered_map<std::uint64_t, std::set<std::uint64_t>> contents_;  ///< By thing.
};

}  // namespace seatsync::app
