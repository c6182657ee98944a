#pragma once

#include <cmath>
#include <limits>
#include <string_view>

namespace seatsync::features {

/// The value of a feature at a moment: a number, or why there is none.
struct Value {
    double number = std::numeric_limits<double>::quiet_NaN();
    /// Standard error where the value is an estimate and the error can be told; else NaN.
    double error = std::numeric_limits<double>::quiet_NaN();
    /// Why there is no number; empty when there is one, and where the feature has only one reason
    /// (Feature::gaps). A text that lives as long as the program.
    std::string_view reason = {};

    // Implicit, so that a formula may return its number.
    constexpr Value(double value) : number(value) {}  // NOLINT(google-explicit-constructor)
    constexpr Value(double value, double standard_error) : number(value), error(standard_error) {}

    [[nodiscard]] bool missing() const { return std::isnan(number); }
};

/// There is no number, for this reason.
[[nodiscard]] constexpr Value because(std::string_view reason) {
    Value value(std::numeric_limits<double>::quiet_NaN());
    value.reason = reason;
    return value;
}

}  // namespace seatsync::features
