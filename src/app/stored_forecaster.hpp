#pragma once

#include "app/forecast_function.hpp"
#include "app/market_store.hpp"
#include "app/model_store.hpp"
#include "app/moment_forecasts.hpp"
#include "app/price_forecaster.hpp"
#include "learning/ensemble_model.hpp"

#include <memory>
#include <mutex>

namespace seatsync::app {

/// Forecasts from the price model in use (app::model_in_use) and the observations of a store, as
/// forecast_moment: the model's ensemble goes on learning from what came true since its training.
/// Keeps the forecasts of the last moment asked for, since they change only when something new is
/// received.
class StoredForecaster final : public PriceForecaster {
  public:
    /// Loads the price model in use, if there is one, whose members are some of `kinds`. `store`
    /// must outlive this. Errors: conflict: the model was trained with other features, or has
    /// another format; corrupt_data.
    [[nodiscard]] static Result<std::unique_ptr<StoredForecaster>> open(
        const MarketStore& store, const ModelStore& models,
        std::span<const learning::PredictorKind> kinds);

    [[nodiscard]] Result<std::vector<SeriesForecast>> forecast(
        const domain::EventId& id, domain::Instant as_of) const override;
    [[nodiscard]] Result<std::vector<SeriesForecast>> forecast_open_events(
        domain::Instant as_of) const override;
    [[nodiscard]] std::optional<ModelSummary> model() const override { return summary_; }

    /// What `forecast` answers from as of then; for as long as this lives. Errors: as `forecast`,
    /// where they are not about an event.
    [[nodiscard]] Result<ForecastFunction> function_at(domain::Instant as_of) const;

  private:
    explicit StoredForecaster(const MarketStore& store) : store_(store) {}
    [[nodiscard]] Result<std::shared_ptr<const MomentForecasts>> moment(
        domain::Instant as_of) const;
    [[nodiscard]] Result<std::shared_ptr<const MomentForecasts>> computed(
        domain::Instant known_until) const;

    const MarketStore& store_;
    std::optional<learning::EnsembleModel> model_;
    std::optional<ModelSummary> summary_;
    mutable std::mutex mutex_;
    mutable std::shared_ptr<const MomentForecasts> newest_;
};

/// Everything a store knows as of then, in memory.
[[nodiscard]] Result<domain::ObservationBatch> read_observations(const MarketStore& store,
                                                                 const EventFilter& filter,
                                                                 domain::Instant as_of);

}  // namespace seatsync::app
