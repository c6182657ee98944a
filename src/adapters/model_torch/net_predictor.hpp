#pragma once

#include "adapters/model_torch/net_options.hpp"
#include "learning/predictor.hpp"

#include <memory>

namespace seatsync::model_torch {

/// A net over the cells of the log ratio to the last price that reads the recent path of the series
/// and the features of the row. Starts from the frequencies by days to the event, as all predictors
/// of cells do. Trained by LibTorch on one thread (horizons are trained side by side); answers by
/// own arithmetic.
[[nodiscard]] std::unique_ptr<learning::Predictor> make_net_predictor(const NetOptions& options);

}  // namespace seatsync::model_torch
