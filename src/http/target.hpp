#pragma once

#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace seatsync::http {

/// A request target taken apart, percent-decoded.
struct Target {
    std::string path;                   ///< "/api/v1/events/mlb:1", as sent: for messages only.
    std::vector<std::string> segments;  ///< {"api", "v1", "events", "mlb:1"}, never empty: "/" has
                                        ///< one empty segment. A slash inside one was a %2F.
    std::vector<std::pair<std::string, std::string>> query;

    [[nodiscard]] std::optional<std::string> query_value(std::string_view name) const;
};

/// Reads "/path?query" (the origin form). Errors: invalid_argument when it is no such target or
/// holds a broken escape or a NUL.
[[nodiscard]] Result<Target> parse_target(std::string_view text);

}  // namespace seatsync::http
