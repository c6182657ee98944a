#pragma once

#include "cli/json_document.hpp"

#include <boost/json/object.hpp>

namespace seatsync::cli {

// Conformal intervals of cases in a JSON document (docs/formats/learning.md); the answers have the
// shape of the questions. Errors name the field.

/// "split": {scores, alpha}, or an array of them; answers n, rank, half_width each.
[[nodiscard]] Result<boost::json::object> split_cases(const JsonPlace& top);

/// "cqr": lower, upper, y, and alpha or cases of alpha; new_point when an interval is wanted.
[[nodiscard]] Result<boost::json::object> quantile_cases(const JsonPlace& top);

/// "coverage_law": rows of n, alpha; answers mean, q05 and q95 of the coverage.
[[nodiscard]] Result<boost::json::object> coverage_cases(const JsonPlace& top);

}  // namespace seatsync::cli
