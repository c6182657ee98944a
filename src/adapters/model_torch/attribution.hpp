#pragma once

#include "adapters/model_torch/differentiator.hpp"

#include <vector>

namespace seatsync::model_torch {

/// What each number a net reads adds to its expected value of one question, against the question
/// whose numbers are all 0, which are the means of training. What says whether a step is there
/// stays as it is: there is no half of a step.
struct Attribution {
    double base = 0;              ///< Expected value at the reference.
    double answer = 0;            ///< Expected value at the question.
    std::vector<double> statics;  ///< base + all of these = answer, up to the steps of the sum.
    std::vector<double> steps;
};

/// Integrated gradients, a midpoint sum of `points` points. `question` holds one row, `log_prior`
/// and `cell_values` one number per cell. Source: Sundararajan, Taly, Yan, Axiomatic attribution
/// for deep networks, ICML 2017.
[[nodiscard]] Result<Attribution> integrated_gradients(Differentiator& net, const NetShape& shape,
                                                       std::span<const float> parameters,
                                                       const NetInputs& question,
                                                       std::span<const float> log_prior,
                                                       std::span<const float> cell_values,
                                                       std::size_t points);

}  // namespace seatsync::model_torch
