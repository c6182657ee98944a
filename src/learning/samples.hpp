#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace seatsync::learning {

/// The recent paths behind rows of features (features::append_recent_path), for predictors that
/// read sequences: values[(i * steps + k) * channels + c], oldest step first; NaN means missing.
struct Paths {
    std::size_t steps = 0;
    std::size_t channels = 0;
    std::vector<float> values = {};

    [[nodiscard]] std::span<const float> row(std::size_t i) const {
        return std::span(values).subspan(i * steps * channels, steps * channels);
    }
};

/// Rows of features: values[i * columns + j]; NaN means missing.
struct Matrix {
    std::size_t columns = 0;
    std::vector<float> values = {};
    Paths paths = {};  ///< One path per row, or none: most predictors read none.

    [[nodiscard]] std::size_t rows() const { return columns == 0 ? 0 : values.size() / columns; }
    [[nodiscard]] std::span<const float> row(std::size_t i) const {
        return std::span(values).subspan(i * columns, columns);
    }
    void add(std::span<const float> row) { values.insert(values.end(), row.begin(), row.end()); }
    /// Adds a row of a matrix with the same columns, with its path.
    void add_from(const Matrix& other, std::size_t i) {
        add(other.row(i));
        paths.steps = other.paths.steps;
        paths.channels = other.paths.channels;
        const auto path = other.paths.row(i);
        paths.values.insert(paths.values.end(), path.begin(), path.end());
    }
};

/// Questions of one horizon with their answers.
struct Samples {
    Matrix x;
    std::vector<double> log_ratio;   ///< One per row of x.
    std::vector<std::size_t> event;  ///< Whose event it is: rows of one event stay together.

    [[nodiscard]] std::size_t size() const { return log_ratio.size(); }
};

}  // namespace seatsync::learning
