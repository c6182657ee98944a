#pragma once

#include "base/bytes.hpp"
#include "learning/change_law.hpp"
#include "learning/distribution.hpp"
#include "learning/hazard_regression.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace seatsync::learning {

/// Fewer changes of price than this explain nothing.
inline constexpr std::size_t kFewestChanges = 60;

/// What a price is at the end of a horizon, given covariates: the odds that it is another one,
/// those that it is higher, and by side the size of the change, whose law around its centre is
/// taken from the outcomes.
class MoveOutcomes {
  public:
    /// Over the support of the changes among `log_ratios`, of which there are kFewestChanges or
    /// more. Nothing is fitted yet.
    explicit MoveOutcomes(std::span<const double> log_ratios);

    /// One row of `x` for each log ratio. `ridge`: the strength of the penalty. Errors: those of
    /// fit_regression.
    [[nodiscard]] Result<void> fit(const Covariates& x, std::span<const double> log_ratios,
                                   double ridge);

    [[nodiscard]] const std::shared_ptr<const Support>& support() const { return support_; }
    /// Appends the probabilities of the support's cells, adding to 1.
    void add_probabilities(std::span<const double> x, std::vector<float>& out) const;

    void save(base::ByteWriter& out) const;
    /// Errors: corrupt_data.
    [[nodiscard]] static Result<MoveOutcomes> load(base::ByteReader& in, std::size_t columns);

  private:
    MoveOutcomes() = default;
    [[nodiscard]] Result<void> fit_side(std::size_t side, const Covariates& moved,
                                        std::span<const double> up,
                                        std::span<const double> log_size, double ridge);
    [[nodiscard]] double share_between(std::size_t side, double low, double high,
                                       double centre) const;

    Regression changed_;
    Regression up_;
    std::array<ChangeLaw, 2> sides_;  ///< Down, up.
    std::shared_ptr<const Support> support_;
};

}  // namespace seatsync::learning
