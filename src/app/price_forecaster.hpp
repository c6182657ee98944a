#pragma once

#include "base/result.hpp"
#include "domain/forecast.hpp"
#include "domain/observation.hpp"
#include "features/normalisation.hpp"
#include "learning/breakdown.hpp"
#include "learning/member_part.hpp"

#include <optional>
#include <string>
#include <vector>

namespace seatsync::app {

/// How the model did on games that it was not fitted on.
using learning::HorizonMetrics;

struct FeatureImportance {
    std::string feature;
    double share = 0;  ///< Of the model's total gain; all shares add to 1.
};

/// Where a forecast comes from.
struct ModelSummary {
    std::string id;
    std::string predictor;             ///< "ensemble"
    std::vector<std::string> members;  ///< Predictors that it is made of; one in earlier versions.
    domain::Instant as_of;
    domain::Instant window_from;
    domain::Instant window_to;
    std::uint64_t seed = 0;
    std::string revision;
    std::size_t training_rows = 0;
    std::vector<HorizonMetrics> metrics;
    std::vector<learning::Breakdown> breakdowns;  ///< None in models of earlier versions.
    std::vector<FeatureImportance> importance;    ///< Largest first.
    features::Normalisation normalisation;        ///< Of the whole catalogue, over training rows.
};

struct HorizonForecast {
    domain::Horizon horizon = domain::Horizon::close;
    domain::Instant target_at;  ///< The time the price is predicted for; the start for close.
    domain::Forecast forecast;
    std::vector<learning::MemberPart> members = {};  ///< Who said it, and who said nothing and why.
};

/// A horizon before the event for which there is no forecast.
struct UnansweredHorizon {
    domain::Horizon horizon = domain::Horizon::close;
    std::string reason;  ///< No model, or why each of its members says nothing.
    friend bool operator==(const UnansweredHorizon&, const UnansweredHorizon&) = default;
};

/// The forecast of the lowest price of one series (event, market, zone).
struct SeriesForecast {
    domain::Event event;
    domain::Quote last;  ///< The quote the forecast starts from; it has a get-in price.
    domain::Instant as_of;
    std::vector<HorizonForecast> horizons;  ///< Only those that lie before the event.
    std::vector<std::string> missing;       ///< Features without a value, by name.
    std::vector<UnansweredHorizon> unanswered = {};
};

/// Answers "what will it cost", from what was received by `as_of` alone. Thread-safe.
class PriceForecaster {
  public:
    virtual ~PriceForecaster() = default;

    /// One forecast per series of the event that can be priced. Errors: not_found: no such event;
    /// insufficient_data: no series can be priced (the detail says why: fewer than two prices, the
    /// event has started, no model is trained, no member of it says anything, or the model has seen
    /// later prices than as_of).
    [[nodiscard]] virtual Result<std::vector<SeriesForecast>> forecast(
        const domain::EventId& id, domain::Instant as_of) const = 0;

    /// The forecasts of all events that have not started by `as_of` and can be priced, by start.
    [[nodiscard]] virtual Result<std::vector<SeriesForecast>> forecast_open_events(
        domain::Instant as_of) const = 0;

    /// Nothing when no model is trained.
    [[nodiscard]] virtual std::optional<ModelSummary> model() const = 0;
};

}  // namespace seatsync::app
