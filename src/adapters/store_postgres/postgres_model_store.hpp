#pragma once

#include "adapters/store_postgres/postgres_database.hpp"
#include "app/model_store.hpp"

namespace seatsync::store_postgres {

/// Trained models in the same database as the market. `database` must outlive the store.
class PostgresModelStore final : public app::ModelStore {
  public:
    explicit PostgresModelStore(PostgresDatabase& database) : database_(database) {}

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
    PostgresDatabase& database_;
};

}  // namespace seatsync::store_postgres
