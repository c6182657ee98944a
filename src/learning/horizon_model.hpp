#pragma once

#include "learning/calibration.hpp"
#include "learning/predictor.hpp"
#include "learning/split.hpp"

#include <memory>

namespace seatsync::learning {

/// A predictor of one horizon with its calibration.
struct HorizonModel {
    std::unique_ptr<Predictor> predictor;
    Calibration calibration;
    std::size_t training_rows = 0;
};

/// Fits in three steps: on the earliest events, stopping by the next ones; on both, calibrating on
/// the latest; on all, with the strength and the levels found before. `parts`: one per row of
/// `samples`. Errors: insufficient_data.
[[nodiscard]] Result<HorizonModel> train_horizon(const PredictorFactory& make,
                                                 const Samples& samples,
                                                 std::span<const Part> parts,
                                                 const FitOptions& options);

}  // namespace seatsync::learning
