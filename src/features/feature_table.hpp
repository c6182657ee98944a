#pragma once

#include "features/catalogue.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace seatsync::features {

/// One row of a history: series index and row in it.
struct RowRef {
    std::size_t series = 0;
    std::size_t row = 0;
    friend auto operator<=>(const RowRef&, const RowRef&) = default;
};

/// Features of chosen rows: values[i * columns + j] is feature j of rows[i]; NaN means missing.
struct FeatureTable {
    std::vector<RowRef> rows;
    std::size_t columns = 0;
    std::vector<float> values;

    [[nodiscard]] std::span<const float> row(std::size_t i) const {
        return std::span(values).subspan(i * columns, columns);
    }
};

/// Called now and then with the share done, in [0, 1].
using Progress = std::function<void(double)>;

/// The models' inputs, of every row that `wanted` accepts, ordered by series, then row. The
/// one way in which features are computed: a row's values depend on what was received by its time
/// alone, and are the same bit for bit whether one row or all are asked for.
[[nodiscard]] FeatureTable compute_features(const MarketHistory& history,
                                            const std::function<bool(const RowRef&)>& wanted,
                                            const Progress& progress = {});

/// Values of chosen features of chosen rows: values[i * columns + j]; NaN means missing.
struct ValueTable {
    std::vector<RowRef> rows;
    std::size_t columns = 0;
    std::vector<double> values;
};

/// The same for any features of the catalogue, and with all digits.
[[nodiscard]] ValueTable compute_values(const MarketHistory& history,
                                        std::span<const Feature* const> features,
                                        const std::function<bool(const RowRef&)>& wanted,
                                        const Progress& progress = {});

/// Names of the models' inputs, in the order of the columns.
[[nodiscard]] std::vector<std::string> feature_names();

}  // namespace seatsync::features
