#include "features/normalisation.hpp"

#include <cmath>

namespace seatsync::features {

Normalisation Normalisation::fit(std::span<const Feature* const> features,
                                 const ValueTable& training) {
    Normalisation normalisation;
    for (std::size_t j = 0; j < features.size(); ++j) {
        // Welford: values of any size, unlike those of Moments.
        Typical typical;
        double squares = 0;
        for (std::size_t i = 0; i < training.rows.size(); ++i) {
            const double value = training.values[i * training.columns + j];
            if (!std::isfinite(value))
                continue;
            ++typical.rows;
            const double away = value - typical.mean;
            typical.mean += away / static_cast<double>(typical.rows);
            squares += away * (value - typical.mean);
        }
        if (typical.rows == 0)
            continue;
        if (typical.rows > 1)
            typical.deviation = std::sqrt(squares / static_cast<double>(typical.rows - 1));
        normalisation.set(std::string(features[j]->name), typical);
    }
    return normalisation;
}

Value Normalisation::twin(const Feature& feature, const Value& value) const {
    if (value.missing())
        return value;
    const auto found = typical_.find(feature.name);
    if (found == typical_.end())
        return because("the feature had no value in any training row");
    const Typical& typical = found->second;
    if (!(typical.deviation > 0))
        return because("the feature did not vary in the training rows");
    return {(value.number - typical.mean) / typical.deviation, value.error / typical.deviation};
}

}  // namespace seatsync::features
