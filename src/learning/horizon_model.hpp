#pragma once

#include "learning/calibration.hpp"
#include "learning/predictor.hpp"
#include "learning/split.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace seatsync::learning {

/// What a fit on earlier games said of the latest ones.
struct OutOfFold {
    Distributions predicted;
    std::vector<std::size_t> rows;  ///< Of the samples; one per row of `predicted`.
};

/// A predictor of one horizon with its calibration.
struct HorizonModel {
    std::unique_ptr<Predictor> predictor;
    Calibration calibration;
    std::size_t training_rows = 0;
    std::optional<OutOfFold> out_of_fold = {};  ///< After training; it is not stored.
};

/// Fits in three steps: on the earliest events, stopping by the next ones; on both, calibrating on
/// the latest; on all, with the strength and the levels found before. `parts`: one per row of
/// `samples`. Errors: insufficient_data.
[[nodiscard]] Result<HorizonModel> train_horizon(const PredictorFactory& make,
                                                 const Samples& samples,
                                                 std::span<const Part> parts,
                                                 const FitOptions& options);

}  // namespace seatsync::learning
