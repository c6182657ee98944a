#pragma once

#include "learning/breakdown.hpp"
#include "learning/price_model.hpp"

#include <span>
#include <vector>

namespace seatsync::learning {

/// One entry of each per horizon that could be judged, in the order of domain::kHorizons.
struct Holdout {
    std::vector<HorizonMetrics> metrics;
    std::vector<Breakdown> breakdowns;
};

/// What an ensemble of the members reaches on games that they were not fitted on: for each horizon
/// the quarter of the events with an answer by options.as_of that starts last is forecast by a
/// model of the others, beside the last value and the peers fitted likewise. At each question the
/// ensemble has learned from what was settled by then, of either part, as in use. Horizons with too
/// few answers are left out; no horizon at all is no error but an empty result: then nothing is
/// known about the members.
[[nodiscard]] Result<Holdout> measure_on_latest(std::span<const PredictorKind> members,
                                                std::span<const PredictorKind> peers,
                                                const features::MarketHistory& history,
                                                const features::FeatureTable& table,
                                                const TrainOptions& options);

}  // namespace seatsync::learning
