#include "testing/fakes/fake_source_status_store.hpp"

namespace seatsync::testing {

using app::StoredSourceStatus;

Result<void> FakeSourceStatusStore::save(const std::vector<StoredSourceStatus>& statuses) {
    const std::lock_guard lock(mutex_);
    for (const StoredSourceStatus& status : statuses)
        statuses_.insert_or_assign(status.source, status);
    return {};
}

Result<std::vector<StoredSourceStatus>> FakeSourceStatusStore::load() const {
    const std::lock_guard lock(mutex_);
    std::vector<StoredSourceStatus> all;
    for (const auto& [source, status] : statuses_)
        all.push_back(status);
    return all;
}

}  // namespace seatsync::testing
