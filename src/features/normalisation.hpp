#pragma once

#include "features/feature_table.hpp"

#include <map>
#include <optional>
#include <string>

namespace seatsync::features {

/// What is typical of a feature among the rows that a model was fitted on.
struct Typical {
    double mean = 0;
    double deviation = 0;    ///< Standard deviation with the n - 1 divisor; 0 when it never varied.
    std::uint64_t rows = 0;  ///< That had a value.
    friend bool operator==(const Typical&, const Typical&) = default;
};

/// The normalised twins of features: (value - mean) / deviation. The statistics come from training
/// rows alone and are stored with the model.
class Normalisation {
  public:
    /// From the rows of a table of these features. Values that are missing or not finite do not
    /// count.
    [[nodiscard]] static Normalisation fit(std::span<const Feature* const> features,
                                           const ValueTable& training);

    /// The twin of a value, or why there is none: it is missing itself; nothing was fitted; the
    /// feature did not vary in training.
    [[nodiscard]] Value twin(const Feature& feature, const Value& value) const;

    /// By name of the feature; only those with a value in some row.
    [[nodiscard]] const std::map<std::string, Typical, std::less<>>& typical() const {
        return typical_;
    }
    void set(const std::string& feature, const Typical& typical) { typical_[feature] = typical; }
    friend bool operator==(const Normalisation&, const Normalisation&) = default;

  private:
    std::map<std::string, Typical, std::less<>> typical_;
};

}  // namespace seatsync::features
