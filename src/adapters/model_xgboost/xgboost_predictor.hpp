#pragma once

#include "learning/predictor.hpp"

namespace seatsync::model_xgboost {

/// Boosted trees over the cells of the log ratio to the last price (one class per cell, "unchanged"
/// among them), starting from the frequencies by days to the event. Trains on one thread, since
/// XGBoost's sums depend on the number of threads and the same seed must give the same bits;
/// horizons are trained side by side instead. `prediction_threads`: 0 takes all cores.
[[nodiscard]] std::unique_ptr<learning::Predictor> make_predictor(
    std::size_t prediction_threads = 0);

}  // namespace seatsync::model_xgboost
