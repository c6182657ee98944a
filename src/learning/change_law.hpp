#pragma once

#include "base/bytes.hpp"
#include "learning/distribution.hpp"
#include "learning/hazard_regression.hpp"

#include <span>
#include <vector>

namespace seatsync::learning {

/// The sizes of changes of one side: the centre of ln |log ratio| by covariates, and the law around
/// it as it was seen.
class ChangeLaw {
  public:
    /// `log_sizes`: one per row of `x`. Errors: those of fit_regression.
    [[nodiscard]] static Result<ChangeLaw> fit(const Covariates& x,
                                               std::span<const double> log_sizes, double ridge);

    [[nodiscard]] double centre_at(std::span<const double> covariates) const {
        return centre_.at(covariates);
    }
    /// Share of changes with this centre that are smaller than `size`, a |log ratio| > 0.
    [[nodiscard]] double share_below(double size, double centre) const;

    void save(base::ByteWriter& out) const;
    /// Errors: corrupt_data.
    [[nodiscard]] static Result<ChangeLaw> load(base::ByteReader& in, std::size_t columns);

  private:
    Regression centre_;
    std::vector<double> law_;  ///< Sorted residuals at (i + 0.5) / their count.
};

/// Cells of equal ratio on both sides of the atom at 0, over the changes among `log_ratios` (at
/// least one) and half as far again. All but the atom have two points.
[[nodiscard]] Support change_support(std::span<const double> log_ratios);

}  // namespace seatsync::learning
