#pragma once

#include "base/random.hpp"
#include "learning/shapley.hpp"

#include <cmath>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace seatsync::learning::testing {

using RowNumber = std::function<double(std::span<const float>)>;

/// A function of rows from one of a row.
inline RowFunction by_row(RowNumber number) {
    return [number = std::move(number)](const Matrix& rows) -> Result<std::vector<double>> {
        std::vector<double> values;
        for (std::size_t i = 0; i < rows.rows(); ++i)
            values.push_back(number(rows.row(i)));
        return values;
    };
}

inline Matrix random_rows(base::Random& random, std::size_t rows, std::size_t columns) {
    Matrix matrix{.columns = columns};
    for (std::size_t i = 0; i < rows * columns; ++i)
        matrix.values.push_back(random.chance(0.1) ? std::nanf("")
                                                   : static_cast<float>(random.normal(0, 1)));
    return matrix;
}

/// A missing value counts as -2.
inline double number(float value) {
    return std::isnan(value) ? -2.0 : static_cast<double>(value);
}

/// Nonlinear, and all but the last column act together.
inline double tangled(std::span<const float> row) {
    double product = 1;
    for (const float value : row.first(row.size() - 1))
        product *= 1.5 + std::sin(number(value));
    return 50 * std::log1p(product) + 7 * number(row.back());
}

inline double sum_of(const ShapleyEstimate& estimate) {
    return std::accumulate(
        estimate.players.begin(), estimate.players.end(), 0.0,
        [](double sum, const Contribution& player) { return sum + player.value; });
}

}  // namespace seatsync::learning::testing
