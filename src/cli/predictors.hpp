#pragma once

#include "cli/environment.hpp"
#include "learning/predictor.hpp"

#include <string>
#include <vector>

namespace seatsync::cli {

/// The predictors that a stored model may be made of.
[[nodiscard]] std::vector<learning::PredictorKind> member_kinds(const Environment& environment);

/// Names of those that it is made of unless told otherwise.
[[nodiscard]] std::vector<std::string> default_members();

/// Those of `kinds` that are named, in their own order.
[[nodiscard]] std::vector<learning::PredictorKind> named_kinds(
    std::vector<learning::PredictorKind> kinds, const std::vector<std::string>& names);

[[nodiscard]] std::vector<std::string> names_of(const std::vector<learning::PredictorKind>& kinds);

}  // namespace seatsync::cli
