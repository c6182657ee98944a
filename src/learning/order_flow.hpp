#pragma once

#include "learning/hazard_regression.hpp"
#include "learning/market_covariates.hpp"
#include "learning/samples.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::learning {

/// Rates per day of what moves the lowest price of a market. They compete: the first to happen
/// moves it.
struct FlowHazards {
    double removal = 0;    ///< The cheapest listing sells or is withdrawn: the price rises.
    double raise = 0;      ///< Its seller asks more: the price rises, the count does not fall.
    double arrival = 0;    ///< A cheaper listing comes: the price falls, the count rises.
    double undercut = 0;   ///< A seller asks less: the price falls, the count does not rise.
    double jump_size = 0;  ///< Median size of a move, log price.

    [[nodiscard]] double up() const { return removal + raise; }
    [[nodiscard]] double down() const { return arrival + undercut; }
    [[nodiscard]] double total() const { return up() + down(); }
};

/// The structural model of a market's bottom: competing hazards by time to the event, depth and
/// recent activity, and the sizes of moves, all estimated from neighbouring rows of price history.
///
/// Between two rows only the net move is seen. An unchanged price means that nothing happened (or
/// what did was undone); the chance of that is exp(-hazard × gap). Which side a move has, whether
/// the count of listings fell with a rise, and whether it rose with a fall are odds beside it.
/// Sales and withdrawals cannot be told apart from outside: `removal` is both.
class OrderFlow {
  public:
    /// Fewer neighbouring rows, or moves among them, do not carry it.
    static constexpr std::size_t kFewestPairs = 200;
    static constexpr std::size_t kFewestMoves = 50;

    /// Rows of one series follow one another by time in `x`; `event`: one per row.
    /// Errors: insufficient_data, invalid_argument (columns).
    [[nodiscard]] static Result<OrderFlow> fit(const Matrix& x, std::span<const std::size_t> event);

    /// Where a row stands: its covariates, for the calls below.
    [[nodiscard]] std::vector<double> state_of(std::span<const float> row) const;

    /// The hazards of a state when the event is `days_to_event` away.
    [[nodiscard]] FlowHazards hazards(std::vector<double>& state, double days_to_event) const;

    /// Sizes of moves over the median size of their state: the quantiles at (i + 0.5) / n, by side.
    [[nodiscard]] std::span<const double> up_sizes() const { return sizes_[1]; }
    [[nodiscard]] std::span<const double> down_sizes() const { return sizes_[0]; }

    [[nodiscard]] std::size_t pairs() const { return pairs_; }
    [[nodiscard]] std::size_t moves() const { return moves_; }
    /// Whether counts of listings were known well enough to tell removal from raise, arrival from
    /// undercut. Where not, all rises count as removals and all falls as undercuts.
    [[nodiscard]] bool tells_counts() const { return count_fell_ && count_rose_; }
    [[nodiscard]] const MarketCovariates& covariates() const { return covariates_; }

    void save(base::ByteWriter& out) const;
    /// Errors: corrupt_data.
    [[nodiscard]] static Result<OrderFlow> load(base::ByteReader& in);

  private:
    OrderFlow() = default;

    MarketCovariates covariates_;
    Regression moves_hazard_;
    Regression up_odds_;
    Regression log_size_;
    std::optional<Regression> count_fell_;  ///< Odds that a rise came with fewer listings.
    std::optional<Regression> count_rose_;  ///< Odds that a fall came with more.
    std::array<std::vector<double>, 2> sizes_;
    std::size_t pairs_ = 0;
    std::size_t moves_ = 0;
};

}  // namespace seatsync::learning
