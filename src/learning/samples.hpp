#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace seatsync::learning {

/// Rows of features: values[i * columns + j]; NaN means missing.
struct Matrix {
    std::size_t columns = 0;
    std::vector<float> values;

    [[nodiscard]] std::size_t rows() const { return columns == 0 ? 0 : values.size() / columns; }
    [[nodiscard]] std::span<const float> row(std::size_t i) const {
        return std::span(values).subspan(i * columns, columns);
    }
    void add(std::span<const float> row) { values.insert(values.end(), row.begin(), row.end()); }
};

/// Questions of one horizon with their answers.
struct Samples {
    Matrix x;
    std::vector<double> log_ratio;   ///< One per row of x.
    std::vector<std::size_t> event;  ///< Whose event it is: rows of one event stay together.

    [[nodiscard]] std::size_t size() const { return log_ratio.size(); }
};

}  // namespace seatsync::learning
