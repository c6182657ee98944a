#pragma once

#include "adapters/model_torch/net_shape.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <span>

namespace seatsync::model_torch {

/// Encoded questions: statics is rows × shape.statics, steps is rows × shape.steps ×
/// shape.step_inputs, oldest step first. No number is NaN.
struct NetInputs {
    std::size_t rows = 0;
    std::span<const float> statics;
    std::span<const float> steps;
};

/// Questions with their answers.
struct NetBatch {
    NetInputs inputs;
    std::span<const float> log_prior;      ///< rows × cells
    std::span<const std::int64_t> labels;  ///< The cell that came true, one per row.
};

/// Shares of numbers that are set to zero while training, so that no single one is relied upon.
struct Dropout {
    double statics = 0;
    double hidden = 0;
    std::uint64_t seed = 0;
};

/// A net in the library that differentiates it: plain modules of LibTorch, evaluated eagerly on one
/// thread, so that the same numbers give the same bits. Not for use from several threads at once.
class Differentiator {
  public:
    Differentiator() = default;
    Differentiator(const Differentiator&) = delete;
    Differentiator& operator=(const Differentiator&) = delete;
    virtual ~Differentiator() = default;

    /// Mean negative log-likelihood of the labels; its derivatives by the parameters go to
    /// `gradient`. `parameters` as in parameters_of.
    [[nodiscard]] virtual Result<double> loss_gradient(std::span<const float> parameters,
                                                       const NetBatch& batch,
                                                       const Dropout& dropout,
                                                       std::span<float> gradient) = 0;

    /// The margins: rows × cells.
    [[nodiscard]] virtual Result<void> margins(std::span<const float> parameters,
                                               const NetInputs& inputs, std::span<float> out) = 0;

    /// Derivatives by the inputs of the sum over rows of the expected value of `cell_values` under
    /// the softmax of log prior plus margins. `log_prior`: rows × cells.
    [[nodiscard]] virtual Result<void> input_gradient(std::span<const float> parameters,
                                                      const NetInputs& inputs,
                                                      std::span<const float> log_prior,
                                                      std::span<const float> cell_values,
                                                      std::span<float> by_statics,
                                                      std::span<float> by_steps) = 0;
};

/// LibTorch takes a second to load, so it is loaded when the first net is trained or explained, and
/// by no other command. Errors: internal when its part of the program is not beside the program.
[[nodiscard]] Result<std::unique_ptr<Differentiator>> open_differentiator(const NetShape& shape);

/// What open_differentiator looks up in the library: a new Differentiator.
using MakeDifferentiator = Differentiator* (*)(const NetShape&);
inline constexpr const char* kDifferentiatorLibrary = "libseatsync_torch_nets.so";
inline constexpr const char* kDifferentiatorSymbol = "seatsync_make_differentiator";

}  // namespace seatsync::model_torch
