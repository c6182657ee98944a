#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace seatsync::model_torch {

/// What reads the recent path. Both see the static context of the event beside it.
enum class NetKind { lstm, transformer };

[[nodiscard]] std::string_view name_of(NetKind kind);

/// Sizes of a net. Its answer is one margin per cell, to be added to the prior's log probabilities.
struct NetShape {
    NetKind kind = NetKind::lstm;
    std::size_t steps = 0;        ///< Of a path.
    std::size_t step_inputs = 0;  ///< Numbers per step; the first says whether the step is there.
    std::size_t statics = 0;      ///< Numbers of the static context.
    std::size_t cells = 0;
    std::size_t width = 32;         ///< Of the recurrent state, or of a token.
    std::size_t context = 32;       ///< Width of what is read from the static numbers (LSTM).
    std::size_t head = 32;          ///< Hidden width of the layer that answers.
    std::size_t heads = 4;          ///< Of the attention; divides `width`.
    std::size_t layers = 2;         ///< Of the transformer.
    std::size_t feed_forward = 64;  ///< Hidden width inside a transformer's layer.
    friend bool operator==(const NetShape&, const NetShape&) = default;
};

/// One parameter among the others: `rows` × `columns` numbers in row-major order; a bias or a gain
/// has one column.
struct ParameterBlock {
    std::string_view name;
    std::size_t rows = 0;
    std::size_t columns = 1;
    std::size_t offset = 0;  ///< Of its first number among all parameters.
    /// How it starts: numbers drawn from a normal distribution of this deviation around `start`.
    double deviation = 0;
    double start = 0;
    [[nodiscard]] std::size_t size() const { return rows * columns; }
};

/// The parameters of a net in the order in which they are stored: that of the modules of LibTorch
/// (for the LSTM: gates in the order input, forget, cell, output). The last layer starts at zero:
/// an untrained net answers the prior.
[[nodiscard]] std::vector<ParameterBlock> parameters_of(const NetShape& shape);

[[nodiscard]] std::size_t parameter_count(const NetShape& shape);

}  // namespace seatsync::model_torch
