#pragma once

#include "features/market_history.hpp"

#include <cstddef>
#include <vector>

namespace seatsync::features {

/// Steps of the recent path of a row, and what each of them tells.
inline constexpr std::size_t kPathSteps = 16;

enum class PathChannel : std::size_t {
    age_days,      ///< Days from the step to the row; 0 at the row itself.
    price,         ///< Log price at the step minus that at the row.
    listings,      ///< ln(1 + listings) at the step.
    median_ratio,  ///< ln(median / get-in) at the step.
    changes,       ///< Count of rows with another price than the row before, since the older step.
};
inline constexpr std::size_t kPathChannels = 5;

/// The recent path of a row of a series, for predictors that read sequences: kPathSteps steps,
/// oldest first, each of kPathChannels numbers. The last step is the row itself; going back, the
/// next step is the newest row that lies kPathSpacingDays, or a quarter of its distance to the row
/// if that is more, before the last one taken: snapshots of every hour and of every day both fill
/// the steps, and what is older is told more coarsely. Missing is NaN: steps before the first row,
/// numbers that were not told, `changes` where no older step exists.
/// Reads nothing behind `row`. Complexity: the rows within the path.
void append_recent_path(const SeriesHistory& series, std::size_t row, std::vector<float>& out);

inline constexpr double kPathSpacingDays = 0.2;

}  // namespace seatsync::features
