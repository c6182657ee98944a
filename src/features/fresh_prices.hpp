#pragma once

#include "features/exact_sums.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace seatsync::features {

/// The moves of the open events of one market over the last 1, 3 and 7 days.
struct GroupMoves {
    std::array<double, 3> median{};  ///< Of log moves; NaN below three events with a move known.
    std::array<double, 3> clipped_mean{};  ///< Each move held within ±0.3, ±0.5, ±0.7.
    double share_up = 0;                   ///< Of one-day moves; NaN like the median.
    double share_down = 0;
};

/// What one open event adds to its market.
struct FreshPrice {
    double log_price = 0;
    std::array<double, 3> moves{};  ///< Over 1, 3, 7 days; NaN when unknown.
    double log_count = 0;           ///< ln(1 + listings); NaN when unknown.
    std::size_t weekday = 0;        ///< Of its start, local: Monday 0 … Sunday 6.
};

/// The newest prices of the open events of one market, kept sorted while events come and go.
class FreshPrices {
  public:
    void add(const FreshPrice& price) { change(price, 1); }
    /// Of a price that was added.
    void remove(const FreshPrice& price) { change(price, -1); }

    [[nodiscard]] std::size_t count() const { return prices_.size(); }
    [[nodiscard]] GroupMoves moves() const;
    /// Share of the events that are cheaper; NaN without any.
    [[nodiscard]] double share_below(double log_price) const;
    /// Log prices of the events, of those that start on `weekday`, and log counts.
    [[nodiscard]] const Moments& log_prices() const { return all_; }
    [[nodiscard]] const Moments& log_prices_on(std::size_t weekday) const {
        return by_weekday_[weekday];
    }
    [[nodiscard]] const Moments& log_counts() const { return counts_; }

  private:
    void change(const FreshPrice& price, int sign);

    std::vector<double> prices_;
    std::array<std::vector<double>, 3> moves_;
    std::array<std::int64_t, 3> clipped_{};
    std::int64_t up_ = 0;
    std::int64_t down_ = 0;
    Moments all_;
    std::array<Moments, 7> by_weekday_;
    Moments counts_;
};

}  // namespace seatsync::features
