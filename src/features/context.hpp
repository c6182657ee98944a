#pragma once

#include "features/market_history.hpp"
#include "features/market_state.hpp"

#include <array>

namespace seatsync::features {

/// What the path did inside a window that ends at the row.
struct PathWindow {
    double mean_log_price = 0;
    double max_log_price = 0;
    double min_log_price = 0;
    double squared_moves = 0;  ///< Sum of squared log moves between neighbouring rows.
    double changes = 0;        ///< Count of neighbouring rows with another price.
    double span_days = 0;      ///< From the window's first row to the row itself.
};

/// The windows that features share, in days.
inline constexpr std::array<double, 3> kWindowDays = {3, 7, 30};

/// One row of one series and everything known at that moment: what a feature may read.
class Context {
  public:
    /// `state` holds the market as of the row's received_at.
    Context(const MarketHistory& history, const SeriesHistory& series, std::size_t row,
            const MarketState& state);

    [[nodiscard]] const SeriesHistory& series() const { return series_; }
    [[nodiscard]] std::size_t row() const { return row_; }
    [[nodiscard]] double now() const { return series_.days[row_]; }
    [[nodiscard]] double log_price() const { return series_.log_price[row_]; }
    [[nodiscard]] const domain::Event& event() const { return *event_; }
    [[nodiscard]] double days_to_event() const { return start_days_ - now(); }
    [[nodiscard]] const PathWindow& window(std::size_t index) const { return windows_[index]; }
    /// Since the first row of the series.
    [[nodiscard]] const PathWindow& whole_path() const { return whole_; }
    [[nodiscard]] const MarketView& market() const { return market_; }
    [[nodiscard]] const domain::CivilTime& local_now() const { return local_now_; }
    [[nodiscard]] const domain::CivilTime& local_start() const { return local_start_; }
    [[nodiscard]] const Standing* home() const { return home_; }
    [[nodiscard]] const Standing* away() const { return away_; }

    /// Value of `column` now minus its value `days` ago: the last row received by then counts, if
    /// it is no older than half of `days` plus half a day before that; NaN otherwise.
    [[nodiscard]] double change(const std::vector<double>& column, double days) const;

    /// All series of the event, this one included, and its reference prices, by key.
    [[nodiscard]] std::span<const SeriesHistory> beside() const { return beside_; }
    [[nodiscard]] std::span<const SeriesHistory> references() const { return references_; }

  private:
    const SeriesHistory& series_;
    std::size_t row_;
    const domain::Event* event_;
    double start_days_;
    std::array<PathWindow, kWindowDays.size()> windows_;
    PathWindow whole_;
    MarketView market_;
    domain::CivilTime local_now_;
    domain::CivilTime local_start_;
    const Standing* home_;
    const Standing* away_;
    std::span<const SeriesHistory> beside_;
    std::span<const SeriesHistory> references_;
};

}  // namespace seatsync::features
