#pragma once

#include "base/bytes.hpp"
#include "learning/distribution.hpp"
#include "learning/samples.hpp"

#include <array>
#include <memory>
#include <span>
#include <vector>

namespace seatsync::learning {

/// The upper ends of the stretches of days to the event that share a prior.
inline constexpr std::array<double, 9> kPriorDays = {1, 2, 4, 7, 14, 30, 60, 120, 1e9};

/// Cells of the log ratio with their probabilities by days to the event: where predictors of cells
/// start from. One that learns nothing answers this, which is the last value with the quantiles of
/// past games.
class CellPrior {
  public:
    /// Errors: insufficient_data when there are fewer than 300 samples.
    [[nodiscard]] static Result<CellPrior> fit(const Samples& train,
                                               std::size_t days_to_event_column);

    [[nodiscard]] const std::shared_ptr<const Support>& support() const { return support_; }
    [[nodiscard]] std::size_t cells() const { return support_->cells.size(); }

    /// The log probabilities of a row's cells.
    [[nodiscard]] std::span<const float> log_probabilities(std::span<const float> row) const;

    /// One distribution per row of `x`: softmax of its log probabilities plus its margins.
    /// `margins`: rows × cells, what a predictor learned on top; empty when it learned nothing.
    /// Computed on up to `threads` threads (0 takes all cores), which does not change a bit.
    [[nodiscard]] Distributions distributions(const Matrix& x, std::span<const float> margins,
                                              std::size_t threads) const;

    void save(base::ByteWriter& out) const;
    /// `columns`: of the rows it will be asked about. Errors: corrupt_data.
    [[nodiscard]] static Result<CellPrior> load(base::ByteReader& in, std::size_t columns);

  private:
    std::shared_ptr<const Support> support_;
    std::size_t column_ = 0;
    std::array<std::vector<float>, kPriorDays.size()> log_probabilities_;
};

}  // namespace seatsync::learning
