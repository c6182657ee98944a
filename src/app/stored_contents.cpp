#include "app/stored_contents.hpp"

namespace seatsync::app {

namespace {

constexpr auto kBack = std::chrono::hours(31 * 24);  // What sources list again, at most.

/// What is stored is stored, also when the clock was set back since.
constexpr Instant kEver = Instant::max();

}  // namespace

Result<void> StoredContents::load(const MarketStore& store, Instant now) {
    SEATSYNC_CHECK(take(store.records("", kEver)));
    SEATSYNC_CHECK(take(store.results("", kEver)));
    SEATSYNC_CHECK(take(store.readings({.valid_at = {.from = now - kBack}}, kEver)));
    SEATSYNC_CHECK(take(store.mentions("", {.from = now - kBack}, kEver)));
    SEATSYNC_CHECK(take(store.availabilities("", kEver)));
    SEATSYNC_CHECK(take(store.nearby_events({.from = now - kBack}, kEver)));
    SEATSYNC_CHECK(take(store.own_listings("", kEver)));
    return take(store.own_sales("", kEver));
}

template <class Row>
Result<void> StoredContents::take(const Result<std::vector<Row>>& rows) {
    if (!rows)
        return rows.error();
    for (const Row& row : *rows) {
        const ContentHashes hashes = hashes_of("", row);
        contents_[hashes.key].insert(hashes.content);
    }
    return {};
}

}  // namespace seatsync::app
