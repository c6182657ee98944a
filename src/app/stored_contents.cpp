#include "app/stored_contents.hpp"

namespace seatsync::app {

namespace {

constexpr auto kBack = std::chrono::hours(31 * 24);  // What sources list again, at most.

}  // namespace

Result<void> StoredContents::load(const MarketStore& store, Instant now) {
    SEATSYNC_CHECK(take(store.records("", now)));
    SEATSYNC_CHECK(take(store.results("", now)));
    SEATSYNC_CHECK(take(store.readings({.valid_at = {.from = now - kBack}}, now)));
    SEATSYNC_CHECK(take(store.mentions("", {.from = now - kBack}, now)));
    SEATSYNC_CHECK(take(store.availabilities("", now)));
    SEATSYNC_CHECK(take(store.nearby_events({.from = now - kBack}, now)));
    SEATSYNC_CHECK(take(store.own_listings("", now)));
    return take(store.own_sales("", now));
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
