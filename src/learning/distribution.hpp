#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace seatsync::learning {

/// A stretch of log price ratios that a distribution gives one probability to. `points` are equally
/// likely steps inside it, ascending; a single point is an atom, such as 0: the price stays.
struct Cell {
    std::vector<double> points;
    [[nodiscard]] bool atom() const { return points.size() == 1; }
    friend bool operator==(const Cell&, const Cell&) = default;
};

/// Cells that cover the log ratios seen in training, ascending and not overlapping.
struct Support {
    std::vector<Cell> cells;
    friend bool operator==(const Support&, const Support&) = default;

    /// Cells with about equal counts below and above the atom at 0, at most `cells_per_side` on
    /// each side and so few that each has about `fewest` values; equal values share a cell. Errors:
    /// insufficient_data when there are no values.
    [[nodiscard]] static Result<Support> from(std::span<const double> log_ratios,
                                              std::size_t cells_per_side, std::size_t fewest);

    /// The cell a log ratio belongs to; values outside all cells belong to the nearest one.
    [[nodiscard]] std::size_t cell_of(double log_ratio) const;

    void save(base::ByteWriter& out) const;
    /// Errors: corrupt_data when there is no cell, or one without ascending points.
    [[nodiscard]] static Result<Support> load(base::ByteReader& in);
};

/// Log ratios nearer to 0 than this are the same price: less than a tenth of a cent on $1,000.
inline constexpr double kUnchanged = 1e-9;

/// Predictive distributions of the log ratio of many rows over one support: probabilities of the
/// cells, and a shift of the whole distribution by row.
class Distributions {
  public:
    /// `probabilities`: rows × cells, each row adds to 1. `shifts`: one per row.
    Distributions(std::shared_ptr<const Support> support, std::vector<float> probabilities,
                  std::vector<double> shifts);

    [[nodiscard]] std::size_t rows() const { return shifts_.size(); }

    /// The smallest log ratio whose cumulative probability reaches `level`, in (0, 1).
    [[nodiscard]] double quantile(std::size_t row, double level) const;

    struct Cumulative {
        double below = 0;  ///< P(ratio < value)
        double up_to = 0;  ///< P(ratio <= value)
    };
    [[nodiscard]] Cumulative cumulative(std::size_t row, double log_ratio) const;

    /// The row's probabilities of the cells of another support, adding to 1: neighbouring cells
    /// part half-way between their points, the atom at 0 has what lies on it, and the outermost
    /// cells take what lies beyond.
    [[nodiscard]] std::vector<double> masses(std::size_t row, const Support& on) const;

  private:
    [[nodiscard]] std::span<const float> probabilities(std::size_t row) const;

    std::shared_ptr<const Support> support_;
    std::vector<float> probabilities_;
    std::vector<double> shifts_;
};

}  // namespace seatsync::learning
