#pragma once

#include "domain/observation.hpp"

#include <string>

namespace seatsync::testing {

/// Games "<name_space>:000", … of one season, one a day at noon from `first_day` + 20.5 (see
/// on_day), each quoted daily at midnight over its last `days` days, falling by about 2 % a day.
[[nodiscard]] domain::ObservationBatch daily_season(const std::string& name_space, int games,
                                                    int days, int first_day = 0);

}  // namespace seatsync::testing
