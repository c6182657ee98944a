#include "adapters/model_torch/net_shape.hpp"

#include <cmath>

namespace seatsync::model_torch {

namespace {

/// Appends blocks one behind the other.
class Layout {
  public:
    void add(std::string_view name, std::size_t rows, std::size_t columns, double deviation,
             double start = 0) {
        blocks_.push_back({name, rows, columns, end_, deviation, start});
        end_ += rows * columns;
    }
    /// Weights and bias of `outputs` from `inputs` numbers.
    void linear(std::string_view weight, std::string_view bias, std::size_t outputs,
                std::size_t inputs, double gain = 1) {
        add(weight, outputs, inputs, gain / std::sqrt(static_cast<double>(inputs)));
        add(bias, outputs, 1, 0);
    }
    void norm(std::string_view gain, std::string_view bias, std::size_t width) {
        add(gain, width, 1, 0, 1);
        add(bias, width, 1, 0);
    }
    [[nodiscard]] std::vector<ParameterBlock> take() { return std::move(blocks_); }

  private:
    std::vector<ParameterBlock> blocks_;
    std::size_t end_ = 0;
};

void add_lstm(Layout& layout, const NetShape& shape) {
    const double deviation = 1 / std::sqrt(static_cast<double>(shape.width));
    layout.add("lstm.weight_ih", 4 * shape.width, shape.step_inputs, deviation);
    layout.add("lstm.weight_hh", 4 * shape.width, shape.width, deviation);
    layout.add("lstm.bias_ih", 4 * shape.width, 1, 0);
    layout.add("lstm.bias_hh", 4 * shape.width, 1, 0);
    layout.linear("context.weight", "context.bias", shape.context, shape.statics);
    layout.linear("hidden.weight", "hidden.bias", shape.head, shape.width + shape.context);
}

void add_transformer(Layout& layout, const NetShape& shape) {
    layout.linear("step.weight", "step.bias", shape.width, shape.step_inputs);
    layout.linear("context.weight", "context.bias", shape.width, shape.statics);
    const double deep = 1 / std::sqrt(2.0 * static_cast<double>(shape.layers));
    for (std::size_t i = 0; i < shape.layers; ++i) {
        layout.norm("attention_norm.weight", "attention_norm.bias", shape.width);
        layout.linear("attention_in.weight", "attention_in.bias", 3 * shape.width, shape.width);
        layout.linear("attention_out.weight", "attention_out.bias", shape.width, shape.width, deep);
        layout.norm("forward_norm.weight", "forward_norm.bias", shape.width);
        layout.linear("forward_in.weight", "forward_in.bias", shape.feed_forward, shape.width);
        layout.linear("forward_out.weight", "forward_out.bias", shape.width, shape.feed_forward,
                      deep);
    }
    layout.norm("norm.weight", "norm.bias", shape.width);
    layout.linear("hidden.weight", "hidden.bias", shape.head, shape.width);
}

}  // namespace

std::string_view name_of(NetKind kind) {
    return kind == NetKind::lstm ? "lstm" : "transformer";
}

std::vector<ParameterBlock> parameters_of(const NetShape& shape) {
    Layout layout;
    if (shape.kind == NetKind::lstm)
        add_lstm(layout, shape);
    else
        add_transformer(layout, shape);
    layout.linear("answer.weight", "answer.bias", shape.cells, shape.head, 0);
    return layout.take();
}

std::size_t parameter_count(const NetShape& shape) {
    const auto blocks = parameters_of(shape);
    return blocks.back().offset + blocks.back().size();
}

}  // namespace seatsync::model_torch
