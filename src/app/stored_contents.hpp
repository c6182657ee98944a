#pragma once

#include "app/content_memory.hpp"
#include "app/market_store.hpp"

#include <cstdint>
#include <set>
#include <utility>

namespace seatsync::app {

/// What the store holds of the things that a page speaks of, as hashes: so that what was said
/// before, and is remembered no longer, is not stored again.
class StoredContents {
  public:
    /// Looks for the things of these rows, in the place of what was looked for before. Errors:
    /// those of the store; nothing is held then.
    [[nodiscard]] Result<void> load(const MarketStore& store,
                                    const domain::ObservationBatch& about);

    /// Whether the store says just this about the thing, whoever told it.
    template <class Row>
    [[nodiscard]] bool holds(const Row& row) const {
        const ContentHashes hashes = hashes_of("", row);
        return contents_.contains({hashes.key, hashes.content});
    }

  private:
    std::set<std::pair<std::uint64_t, std::uint64_t>> contents_;  ///< Thing and content.
};

}  // namespace seatsync::app
