#pragma once

#include "learning/breakdown.hpp"
#include "learning/price_model.hpp"

#include <span>
#include <string>
#include <vector>

namespace seatsync::learning {

/// A predictor that another is measured beside, by the name of what `make` makes.
struct Peer {
    std::string name;
    PredictorFactory make;
};

/// One entry of each per horizon that could be judged, in the order of domain::kHorizons.
struct Holdout {
    std::vector<HorizonMetrics> metrics;
    std::vector<Breakdown> breakdowns;
};

/// What a predictor reaches on games it was not fitted on: for each horizon the quarter of the
/// events with an answer by options.as_of that starts last is forecast by a model of the others,
/// beside the last value and the peers fitted likewise. Horizons with too few answers are left out;
/// no horizon at all is no error but an empty result: then nothing is known about the predictor.
[[nodiscard]] Result<Holdout> measure_on_latest(const PredictorFactory& make,
                                                std::span<const Peer> peers,
                                                const features::MarketHistory& history,
                                                const features::FeatureTable& table,
                                                const TrainOptions& options);

}  // namespace seatsync::learning
