#pragma once

#include "base/result.hpp"
#include "feed/source_config.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace seatsync::source_ticketmaster {

/// "12"; nothing for anything else.
[[nodiscard]] std::optional<int> whole_number(std::string_view text);

/// Errors: invalid_argument when the setting is no whole number within [least, most].
[[nodiscard]] Result<int> whole_setting(const feed::SourceConfig& config, const std::string& name,
                                        int least, int most);

}  // namespace seatsync::source_ticketmaster
