#pragma once

#include "app/price_forecaster.hpp"

#include <map>

namespace seatsync::testing {

/// Answers what it was told to answer, with the `as_of` asked for, from the time on at which the
/// last quote of a series was received; insufficient_data before, and for an event it was told
/// nothing about. Set up first, then use.
class FakePriceForecaster final : public app::PriceForecaster {
  public:
    void answer(const domain::EventId& id, std::vector<app::SeriesForecast> forecasts);
    void refuse(const domain::EventId& id, Error error);
    void set_model(std::optional<app::ModelSummary> model) { model_ = std::move(model); }

    [[nodiscard]] Result<std::vector<app::SeriesForecast>> forecast(
        const domain::EventId& id, domain::Instant as_of) const override;
    [[nodiscard]] Result<std::vector<app::SeriesForecast>> forecast_open_events(
        domain::Instant as_of) const override;
    [[nodiscard]] std::optional<app::ModelSummary> model() const override { return model_; }

  private:
    std::map<domain::EventId, Result<std::vector<app::SeriesForecast>>> answers_;
    std::optional<app::ModelSummary> model_;
};

}  // namespace seatsync::testing
