#include "adapters/model_torch/inference.hpp"
#include "adapters/model_torch/lanes.hpp"

#include <algorithm>

namespace seatsync::model_torch {

namespace {

class LstmInference final : public Inference {
  public:
    LstmInference(const NetShape& shape, std::span<const float> parameters)
        : shape_(shape), parameters_(parameters.begin(), parameters.end()) {
        const auto blocks = parameters_of(shape);
        const auto at = [&](std::size_t i) { return parameters_.data() + blocks[i].offset; };
        from_step_ = at(0);
        from_state_ = at(1);
        for (std::size_t i = 0; i < 4 * shape.width; ++i)
            gate_bias_.push_back(at(2)[i] + at(3)[i]);
        context_ = {at(4), at(5)};
        hidden_ = {at(6), at(7)};
        answer_ = {at(8), at(9)};
    }

    void answer(std::span<const float> statics, std::span<const float> steps,
                std::span<float> margins) const override {
        const std::size_t width = shape_.width;
        std::vector<float> gates(4 * width * kLanes);
        std::vector<float> cell(width * kLanes, 0.0F);
        std::vector<float> both((width + shape_.context) * kLanes, 0.0F);  // State, then context.
        std::vector<float> inner(shape_.head * kLanes);
        for (std::size_t k = 0; k < shape_.steps; ++k) {
            dense(from_step_, gate_bias_.data(), 4 * width, shape_.step_inputs,
                  steps.data() + k * shape_.step_inputs * kLanes, gates.data());
            dense_onto(from_state_, 4 * width, width, both.data(), gates.data());
            lstm_step(gates.data(), width, cell.data(), both.data());
        }
        float* context = both.data() + width * kLanes;
        dense(context_.weight, context_.bias, shape_.context, shape_.statics, statics.data(),
              context);
        relu(context, shape_.context);
        dense(hidden_.weight, hidden_.bias, shape_.head, width + shape_.context, both.data(),
              inner.data());
        relu(inner.data(), shape_.head);
        dense(answer_.weight, answer_.bias, shape_.cells, shape_.head, inner.data(),
              margins.data());
    }

    [[nodiscard]] std::size_t multiply_adds() const override {
        return shape_.steps * 4 * shape_.width * (shape_.step_inputs + shape_.width) +
               shape_.context * shape_.statics + shape_.head * (shape_.width + shape_.context) +
               shape_.cells * shape_.head;
    }

  private:
    struct Linear {
        const float* weight = nullptr;
        const float* bias = nullptr;
    };

    NetShape shape_;
    std::vector<float> parameters_;
    std::vector<float> gate_bias_;
    const float* from_step_ = nullptr;
    const float* from_state_ = nullptr;
    Linear context_;
    Linear hidden_;
    Linear answer_;
};

}  // namespace

std::unique_ptr<Inference> make_lstm_inference(const NetShape& shape,
                                               std::span<const float> parameters) {
    return std::make_unique<LstmInference>(shape, parameters);
}

}  // namespace seatsync::model_torch
