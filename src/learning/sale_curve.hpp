#pragma once

#include "base/result.hpp"
#include "learning/horizon_flow.hpp"

#include <span>
#include <vector>

namespace seatsync::learning {

/// The lowest price of a market as a compound process on a grid of log prices: the competing
/// hazards of each slice move it, by sizes drawn from the laws of its sides times the median size.
/// Computed by uniformisation (Jensen 1953), which is exact on the grid but for 1e-9 of
/// probability.
class PriceProcess {
  public:
    /// `up_sizes`, `down_sizes`: equally likely sizes of a move over its median size, none below 0.
    /// Errors: invalid_argument without slices or sizes, or when a number is negative or not
    /// finite.
    [[nodiscard]] static Result<PriceProcess> make(std::vector<FlowSlice> slices,
                                                   std::vector<double> up_sizes,
                                                   std::vector<double> down_sizes);

    /// Probability of each grid point at the end of the slices; they add to 1.
    [[nodiscard]] std::vector<double> at_end() const;
    /// Log ratio of a grid point to the lowest price now; the middle one is 0.
    [[nodiscard]] double log_ratio(std::size_t point) const;

    /// The chance that a listing at `price_ratio` times the lowest price of the others is taken
    /// before the end: it is the cheapest while theirs is not below it, and goes at the hazard of
    /// removal. Sales and withdrawals look alike in the data that the hazard was estimated from, so
    /// this is the most that the chance of a sale can be. `price_ratio` > 0; else 0.
    [[nodiscard]] double taken(double price_ratio) const;

  private:
    PriceProcess() = default;

    /// Weights of the points a move reaches, from `reach` below to `reach` above.
    struct Kernel {
        std::vector<double> up;    ///< [k]: k points up.
        std::vector<double> down;  ///< [k]: k points down.
    };

    [[nodiscard]] Kernel kernel_of(const FlowSlice& slice) const;
    void advance(const FlowSlice& slice, std::size_t own_point, std::vector<double>& mass,
                 double& taken) const;
    /// Answers what was taken; `mass` is what is left at the end.
    double run(std::size_t own_point, std::vector<double>& mass) const;

    std::vector<FlowSlice> slices_;
    std::vector<double> up_sizes_;
    std::vector<double> down_sizes_;
    double step_ = 0;
};

}  // namespace seatsync::learning
