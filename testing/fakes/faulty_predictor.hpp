#pragma once

#include "learning/predictor.hpp"

namespace seatsync::testing {

/// What goes wrong with a predictor that was sound when its model was stored.
enum class Fault {
    too_few,   ///< `fit` finds too few samples.
    fails,     ///< `predict` is an error: "the library is gone".
    no_number  ///< `predict` gives NaN for probabilities.
};

/// Loads any bytes, and then has the fault.
[[nodiscard]] learning::PredictorFactory make_faulty(Fault fault);

}  // namespace seatsync::testing
