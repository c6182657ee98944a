#pragma once

#include "learning/metrics.hpp"
#include "learning/price_model.hpp"

#include <vector>

namespace seatsync::learning {

/// What a predictor reaches on games it was not fitted on: for each horizon the quarter of the
/// events with an answer by options.as_of that starts last is forecast by a model of the others,
/// beside the last value fitted likewise. Horizons with too few answers are left out; no horizon at
/// all is no error but an empty result: then nothing is known about the predictor.
[[nodiscard]] Result<std::vector<HorizonMetrics>> measure_on_latest(
    const PredictorFactory& make, const features::MarketHistory& history,
    const features::FeatureTable& table, const TrainOptions& options);

}  // namespace seatsync::learning
