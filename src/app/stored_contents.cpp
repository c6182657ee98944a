#include "app/stored_contents.hpp"

#include "app/known_things.hpp"

namespace seatsync::app {

Result<void> StoredContents::load(const MarketStore& store, const domain::ObservationBatch& about) {
    contents_.clear();
    if (about.empty())
        return {};
    // What is stored is stored, also when the clock was set back since.
    SEATSYNC_TRY(const auto known, store.known_of(about, Instant::max()));
    const auto hold = [this]<class Row>(const std::vector<Row>& rows) {
        if constexpr (Versioned<Row>)
            for (const Row& row : rows) {
                const ContentHashes hashes = hashes_of("", row);
                contents_.emplace(hashes.key, hashes.content);
            }
    };
    std::apply([&](const auto&... rows) { (hold(rows), ...); }, domain::kinds_of(known));
    return {};
}

}  // namespace seatsync::app
