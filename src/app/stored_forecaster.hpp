#pragma once

#include "app/market_store.hpp"
#include "app/model_store.hpp"
#include "app/price_forecaster.hpp"
#include "learning/price_model.hpp"

#include <map>
#include <memory>
#include <mutex>

namespace seatsync::app {

/// Older newest prices are not forecast from: nobody knows what the market did since.
inline constexpr std::chrono::days kQuoteAgeMax{14};

/// Forecasts from the price model in use (app::model_in_use) and the observations of a store. Keeps
/// the forecasts of the last moment asked for, since they change only when something new is
/// received.
class StoredForecaster final : public PriceForecaster {
  public:
    /// Loads the price model in use, if there is one. `store` must outlive this.
    /// Errors: conflict: the model was trained with other features; corrupt_data.
    [[nodiscard]] static Result<std::unique_ptr<StoredForecaster>> open(
        const MarketStore& store, const ModelStore& models, const learning::PredictorFactory& make);

    [[nodiscard]] Result<std::vector<SeriesForecast>> forecast(
        const domain::EventId& id, domain::Instant as_of) const override;
    [[nodiscard]] Result<std::vector<SeriesForecast>> forecast_open_events(
        domain::Instant as_of) const override;
    [[nodiscard]] std::optional<ModelSummary> model() const override { return summary_; }

  private:
    /// Every series as of one moment: its forecast, or why there is none.
    struct Moment {
        domain::Instant known_until;
        std::map<domain::EventId, std::vector<SeriesForecast>> forecasts;
        std::map<domain::EventId, std::string> unpriced;
    };

    explicit StoredForecaster(const MarketStore& store) : store_(store) {}
    [[nodiscard]] Result<std::shared_ptr<const Moment>> moment(domain::Instant as_of) const;
    [[nodiscard]] Result<std::shared_ptr<const Moment>> computed(domain::Instant known_until) const;

    const MarketStore& store_;
    std::optional<learning::PriceModel> model_;
    std::optional<ModelSummary> summary_;
    mutable std::mutex mutex_;
    mutable std::shared_ptr<const Moment> newest_;
};

/// Everything a store knows as of then, in memory.
[[nodiscard]] Result<domain::ObservationBatch> read_observations(const MarketStore& store,
                                                                 const EventFilter& filter,
                                                                 domain::Instant as_of);

}  // namespace seatsync::app
