#include "features/recent_path.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace seatsync::features {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
/// Steps grow apart by so much of their age.
constexpr double kSpacingGrowth = 0.25;

/// The step before `step`, and the changes of price on the way.
struct Older {
    std::size_t row = 0;
    double changes = 0;
};

std::optional<Older> older_than(const SeriesHistory& series, std::size_t step, double now) {
    const double age = now - series.days[step];
    const double latest = series.days[step] - std::max(kPathSpacingDays, kSpacingGrowth * age);
    Older older{.row = step};
    while (older.row > 0) {
        older.changes += series.cents[older.row] != series.cents[older.row - 1] ? 1 : 0;
        --older.row;
        if (series.days[older.row] <= latest)
            return older;
    }
    return std::nullopt;
}

}  // namespace

void append_recent_path(const SeriesHistory& series, std::size_t row, std::vector<float>& out) {
    const std::size_t begin = out.size();
    out.resize(begin + kPathSteps * kPathChannels, std::numeric_limits<float>::quiet_NaN());
    std::optional<std::size_t> step = row;
    for (std::size_t k = kPathSteps; k > 0 && step; --k) {
        const auto older = older_than(series, *step, series.days[row]);
        const std::array<double, kPathChannels> numbers = {
            series.days[row] - series.days[*step], series.log_price[*step] - series.log_price[row],
            series.log_listings[*step], series.median_ratio[*step],
            older ? older->changes : kMissing};
        for (std::size_t c = 0; c < kPathChannels; ++c)
            out[begin + (k - 1) * kPathChannels + c] = static_cast<float>(numbers[c]);
        step = older ? std::optional(older->row) : std::nullopt;
    }
}

}  // namespace seatsync::features
