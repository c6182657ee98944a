#pragma once

#include "app/model_store.hpp"

#include <mutex>

namespace seatsync::testing {

/// The model store as a vector in the order of putting.
class FakeModelStore final : public app::ModelStore {
  public:
    [[nodiscard]] Result<void> put(const app::StoredModel& model) override;
    [[nodiscard]] Result<app::StoredModel> get(const app::ModelId& id) const override;
    [[nodiscard]] Result<std::optional<app::StoredModel>> latest(
        const std::string& name) const override;
    [[nodiscard]] Result<std::vector<app::StoredModel>> list() const override;

  private:
    mutable std::mutex mutex_;
    std::vector<app::StoredModel> models_;
};

}  // namespace seatsync::testing
