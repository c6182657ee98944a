#pragma once

#include <chrono>
#include <optional>

namespace seatsync::features {

/// Days from `date` to the nearest federal holiday of the United States: 0 on it, negative when
/// the nearest lies behind (of two equally near ones the one ahead). Their dates as in 5 U.S.C.
/// 6103, not moved from weekends; Juneteenth from 2021 on.
[[nodiscard]] int days_to_holiday(std::chrono::year_month_day date);

}  // namespace seatsync::features
