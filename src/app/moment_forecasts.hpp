#pragma once

#include "app/price_forecaster.hpp"
#include "domain/observation.hpp"
#include "learning/ensemble_model.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace seatsync::app {

/// Older newest prices are not forecast from: nobody knows what the market did since.
inline constexpr std::chrono::days kQuoteAgeMax{14};

/// Every series as of one moment: its forecast, or why there is none.
struct MomentForecasts {
    domain::Instant known_until;
    std::map<domain::EventId, std::vector<SeriesForecast>> forecasts = {};
    std::map<domain::EventId, std::string> unpriced = {};
    /// What answered, by horizon; nothing where the model has none.
    std::array<std::optional<learning::OnlineEnsemble>, domain::kHorizons.size()> ensembles = {};
};

/// Why a series of an event cannot be forecast at `as_of`, given how many prices it has and when
/// the last of them was received; empty when it can.
[[nodiscard]] std::string reason_against(const domain::Event& event, std::size_t prices,
                                         domain::Instant last_at, domain::Instant as_of);

/// What an ensemble that was trained on what was received by `trained_until` says of the newest
/// price of each series. It has learned from all questions asked since then whose answer was
/// settled when the newest quote was received, in the order of time. `observations` were received
/// by `known_until`; rows received later change nothing.
[[nodiscard]] Result<MomentForecasts> forecast_moment(const learning::EnsembleModel& model,
                                                      domain::Instant trained_until,
                                                      const domain::ObservationBatch& observations,
                                                      domain::Instant known_until);

}  // namespace seatsync::app
