#pragma once

#include "features/market_history.hpp"
#include "features/market_state.hpp"

#include <array>

namespace seatsync::features {

/// One row of one series and everything known at that moment: what a feature may read.
class Context {
  public:
    /// `state` holds the market as of `now`, and `row` is the newest row of the series by then.
    Context(const MarketHistory& history, const SeriesHistory& series, std::size_t row,
            const MarketState& state, domain::Instant now);

    [[nodiscard]] const MarketHistory& history() const { return history_; }
    [[nodiscard]] const WorldHistory& world() const { return history_.world(); }
    [[nodiscard]] const MarketState& state() const { return state_; }
    [[nodiscard]] const SeriesHistory& series() const { return series_; }
    /// Of the series, in the history.
    [[nodiscard]] std::size_t series_index() const { return index_; }
    [[nodiscard]] std::size_t row() const { return row_; }
    [[nodiscard]] double now() const { return now_; }
    [[nodiscard]] double log_price() const { return series_.log_price[row_]; }
    [[nodiscard]] const domain::Event& event() const { return *event_; }
    [[nodiscard]] double start() const { return start_days_; }
    [[nodiscard]] double days_to_event() const { return start_days_ - now(); }
    [[nodiscard]] const PathWindow& window(std::size_t index) const { return windows_[index]; }
    /// Since the first row of the series.
    [[nodiscard]] const PathState& whole_path() const { return state_.path_of(index_); }
    [[nodiscard]] const MarketView& market() const { return market_; }
    [[nodiscard]] const domain::CivilTime& local_now() const { return local_now_; }
    [[nodiscard]] const domain::CivilTime& local_start() const { return local_start_; }
    [[nodiscard]] const Standing* home() const { return home_; }
    [[nodiscard]] const Standing* away() const { return away_; }
    [[nodiscard]] TeamIndex home_team() const { return world().home_of(series_.event); }
    [[nodiscard]] TeamIndex away_team() const { return world().away_of(series_.event); }

    /// Value of `column` now minus its value `days` ago: the last row received by then counts, if
    /// it is no older than half of `days` plus half a day before that; NaN otherwise.
    [[nodiscard]] double change(const std::vector<double>& column, double days) const;

    /// All series of the event, this one included, and its reference prices, by key.
    [[nodiscard]] std::span<const SeriesHistory> beside() const { return beside_; }
    [[nodiscard]] std::span<const SeriesHistory> references() const { return references_; }

  private:
    const MarketHistory& history_;
    const MarketState& state_;
    const SeriesHistory& series_;
    std::size_t index_;
    std::size_t row_;
    double now_;
    const domain::Event* event_;
    double start_days_;
    std::array<PathWindow, kWindowDays.size()> windows_;
    MarketView market_;
    domain::CivilTime local_now_;
    domain::CivilTime local_start_;
    const Standing* home_;
    const Standing* away_;
    std::span<const SeriesHistory> beside_;
    std::span<const SeriesHistory> references_;
};

}  // namespace seatsync::features
