#pragma once

#include "app/model_store.hpp"

#include <mutex>

namespace seatsync::testing {

/// The model store as vectors in the order of putting and of promoting.
class FakeModelStore final : public app::ModelStore {
  public:
    [[nodiscard]] Result<void> put(const app::StoredModel& model) override;
    [[nodiscard]] Result<app::StoredModel> get(const app::ModelId& id) const override;
    [[nodiscard]] Result<std::optional<app::StoredModel>> latest(
        const std::string& name) const override;
    [[nodiscard]] Result<std::vector<app::StoredModel>> list() const override;
    [[nodiscard]] Result<void> promote(const app::ModelId& id, domain::Instant at) override;
    [[nodiscard]] Result<std::optional<app::StoredModel>> promoted(
        const std::string& name) const override;
    [[nodiscard]] Result<std::vector<app::Promotion>> promotions(
        const std::string& name) const override;

  private:
    mutable std::mutex mutex_;
    std::vector<app::StoredModel> models_;
    std::vector<app::Promotion> promotions_;
};

}  // namespace seatsync::testing
