#pragma once

#include "adapters/model_torch/net_shape.hpp"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace seatsync::model_torch {

/// A trained net, ready to answer without the library that trained it. Equal to LibTorch's modules
/// within 1e-4. May be asked from several threads.
class Inference {
  public:
    Inference() = default;
    Inference(const Inference&) = delete;
    Inference& operator=(const Inference&) = delete;
    virtual ~Inference() = default;

    /// Margins of kLanes rows side by side (see lanes.hpp): `statics` is statics × kLanes, `steps`
    /// steps × step inputs × kLanes, `margins` cells × kLanes.
    virtual void answer(std::span<const float> statics, std::span<const float> steps,
                        std::span<float> margins) const = 0;

    /// Multiplications with additions that one row takes in the layers that are matrix products.
    [[nodiscard]] virtual std::size_t multiply_adds() const = 0;
};

/// `parameters` as in parameters_of(shape).
[[nodiscard]] std::unique_ptr<Inference> make_inference(const NetShape& shape,
                                                        std::span<const float> parameters);

/// Writes the numbers of row i: shape.statics of them, and those of its steps.
using RowSource =
    std::function<void(std::size_t i, std::span<float> statics, std::span<float> steps)>;

/// Margins of the rows [begin, end), rows × cells from the start of `out`.
void answer_rows(const Inference& inference, const NetShape& shape, std::size_t begin,
                 std::size_t end, const RowSource& row, std::span<float> out);

[[nodiscard]] std::unique_ptr<Inference> make_lstm_inference(const NetShape& shape,
                                                             std::span<const float> parameters);
[[nodiscard]] std::unique_ptr<Inference> make_transformer_inference(
    const NetShape& shape, std::span<const float> parameters);

}  // namespace seatsync::model_torch
