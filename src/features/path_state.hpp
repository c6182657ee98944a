#pragma once

#include "features/exact_sums.hpp"
#include "features/series_history.hpp"

#include <array>
#include <cstddef>
#include <deque>

namespace seatsync::features {

/// What the path did inside a window that ends at the newest row.
struct PathWindow {
    double mean_log_price = 0;
    double log_price_above_mean = 0;
    double max_log_price = 0;
    double min_log_price = 0;
    double squared_moves = 0;  ///< Sum of squared log moves between neighbouring rows.
    double changes = 0;        ///< Count of neighbouring rows with another price.
    double rows = 0;
    double span_days = 0;  ///< From the window's first row to the newest.
    Line trend;            ///< Log price over days.
    Line depletion;  ///< Share of the listings that leaves in a day over the log price before, of
                     ///< neighbouring rows an hour apart or more; held below 24.
    double mean_depletion = 0;  ///< Mean of that share; NaN without such rows.
    double left = 0;            ///< Listings by which the count fell between neighbouring rows.
    double came = 0;            ///< By which it rose.
    double counted_days = 0;    ///< Covered by neighbouring rows that both tell a count.
};

/// The windows that features share, in days.
inline constexpr std::array<double, 3> kWindowDays = {3, 7, 30};

/// The rows of one series inside a window, carried along as rows are added.
class WindowState {
  public:
    explicit WindowState(double days) : days_(days) {}

    /// The window now ends at `row`, the next one of the series.
    void take(const SeriesHistory& series, std::size_t row);
    [[nodiscard]] PathWindow window(const SeriesHistory& series, std::size_t row) const;

  private:
    void add_step(const SeriesHistory& series, std::size_t row, int sign);

    double days_;
    std::size_t first_ = 0;
    std::int64_t price_ = 0;
    Wide squared_ = 0;
    std::int64_t changes_ = 0;
    std::int64_t left_ = 0;
    std::int64_t came_ = 0;
    std::int64_t counted_us_ = 0;
    PairSums trend_;      ///< Milliseconds, log price.
    PairSums depletion_;  ///< Log price, share that leaves in a day.
    std::deque<std::size_t> highest_;
    std::deque<std::size_t> lowest_;
};

/// All of it for one series.
class PathState {
  public:
    /// The next row of the series.
    void take(const SeriesHistory& series);

    [[nodiscard]] std::size_t row() const { return rows_ - 1; }
    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] PathWindow window(const SeriesHistory& series, std::size_t index) const {
        return windows_[index].window(series, row());
    }
    [[nodiscard]] double max_log_price() const { return max_; }
    [[nodiscard]] double min_log_price() const { return min_; }
    /// The row at which the price last became what it is; 0 when it never changed.
    [[nodiscard]] std::size_t last_change() const { return last_change_; }
    /// How often it changed, ever.
    [[nodiscard]] std::size_t changes() const { return changes_; }

  private:
    std::size_t rows_ = 0;
    std::array<WindowState, kWindowDays.size()> windows_ = {
        WindowState(kWindowDays[0]), WindowState(kWindowDays[1]), WindowState(kWindowDays[2])};
    double max_ = 0;
    double min_ = 0;
    std::size_t last_change_ = 0;
    std::size_t changes_ = 0;
};

}  // namespace seatsync::features
