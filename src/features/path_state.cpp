#include "features/path_state.hpp"

#include <algorithm>
#include <cmath>

namespace seatsync::features {

namespace {

constexpr int kSquareBits = 56;
constexpr double kShortestGap = 1.0 / 24;
constexpr double kDepletionMax = 24;
constexpr double kMsPerDay = 86'400'000.0;

std::int64_t ms_of(const SeriesHistory& series, std::size_t row) {
    return std::chrono::floor<std::chrono::milliseconds>(series.received_at[row])
        .time_since_epoch()
        .count();
}

double scaled(Wide sum, int bits) {
    return std::ldexp(static_cast<double>(sum), -bits);
}

}  // namespace

void WindowState::add_step(const SeriesHistory& series, std::size_t row, int sign) {
    const double move = series.log_price[row] - series.log_price[row - 1];
    squared_ += sign * Wide{quantised(move * move, kSquareBits)};
    changes_ += series.cents[row] != series.cents[row - 1] ? sign : 0;
    if (series.counts[row] < 0 || series.counts[row - 1] < 0)
        return;
    const std::int64_t change = series.counts[row] - series.counts[row - 1];
    (change < 0 ? left_ : came_) += sign * std::abs(change);
    counted_us_ += sign * (series.received_at[row] - series.received_at[row - 1]).count();
    const double days = series.days[row] - series.days[row - 1];
    if (days < kShortestGap || series.counts[row - 1] == 0)
        return;
    const double gone = static_cast<double>(std::max<std::int64_t>(-change, 0));
    const double share = gone / static_cast<double>(series.counts[row - 1]) / days;
    const std::int64_t x = quantised(series.log_price[row - 1]);
    const std::int64_t y = quantised(std::min(share, kDepletionMax));
    sign > 0 ? depletion_.add(x, y) : depletion_.remove(x, y);
}

void WindowState::take(const SeriesHistory& series, std::size_t row) {
    const double since = series.days[row] - days_;
    price_ += quantised(series.log_price[row]);
    trend_.add(ms_of(series, row), quantised(series.log_price[row]));
    if (row > 0)
        add_step(series, row, 1);
    for (; series.days[first_] < since; ++first_) {
        price_ -= quantised(series.log_price[first_]);
        trend_.remove(ms_of(series, first_), quantised(series.log_price[first_]));
        add_step(series, first_ + 1, -1);
    }
    const auto keep = [&](std::deque<std::size_t>& rows, auto beaten) {
        while (!rows.empty() && beaten(series.log_price[rows.back()], series.log_price[row]))
            rows.pop_back();
        rows.push_back(row);
        while (rows.front() < first_)
            rows.pop_front();
    };
    keep(highest_, std::less_equal<>());
    keep(lowest_, std::greater_equal<>());
}

PathWindow WindowState::window(const SeriesHistory& series, std::size_t row) const {
    const auto rows = static_cast<std::int64_t>(row - first_ + 1);
    const auto n = static_cast<double>(rows);
    const std::int64_t above = rows * quantised(series.log_price[row]) - price_;
    Line trend = trend_.line();
    trend.slope = unquantised(trend.slope) * kMsPerDay;
    trend.error = unquantised(trend.error) * kMsPerDay;
    return {.mean_log_price = unquantised(static_cast<double>(price_) / n),
            .log_price_above_mean = unquantised(static_cast<double>(above) / n),
            .max_log_price = series.log_price[highest_.front()],
            .min_log_price = series.log_price[lowest_.front()],
            .squared_moves = scaled(squared_, kSquareBits),
            .changes = static_cast<double>(changes_),
            .rows = n,
            .span_days = series.days[row] - series.days[first_],
            .trend = trend,
            .depletion = depletion_.line(),
            .mean_depletion = unquantised(depletion_.mean_y()),
            .left = static_cast<double>(left_),
            .came = static_cast<double>(came_),
            .counted_days = static_cast<double>(counted_us_) / (kMsPerDay * 1000)};
}

void PathState::take(const SeriesHistory& series) {
    const std::size_t row = rows_++;
    const double price = series.log_price[row];
    max_ = row == 0 ? price : std::max(max_, price);
    min_ = row == 0 ? price : std::min(min_, price);
    if (row > 0 && series.cents[row] != series.cents[row - 1]) {
        last_change_ = row;
        ++changes_;
    }
    for (WindowState& window : windows_)
        window.take(series, row);
}

}  // namespace seatsync::features
