#pragma once

#include "app/source_status_store.hpp"

#include <map>
#include <mutex>

namespace seatsync::testing {

/// The status store as a map.
class FakeSourceStatusStore final : public app::SourceStatusStore {
  public:
    [[nodiscard]] Result<void> save(const std::vector<app::StoredSourceStatus>& statuses) override;
    [[nodiscard]] Result<std::vector<app::StoredSourceStatus>> load() const override;

  private:
    mutable std::mutex mutex_;
    std::map<std::string, app::StoredSourceStatus> statuses_;
};

}  // namespace seatsync::testing
