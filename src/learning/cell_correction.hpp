#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace seatsync::learning {

/// Corrects the probabilities of cells by how often the cells came true against how often they were
/// expected to, online: a predictor that was fitted on another part of the season, or on calmer
/// games, is set right by the outcomes that come in. Counts are kept by days to the event and over
/// all of them (day_stretches.hpp), and fade, so that the last two thousand outcomes or so matter.
/// A stretch of days with few outcomes is corrected as all are. Same inputs, same bits.
class CellCorrection {
  public:
    /// `prior` > 0: so many outcomes in a cell speak for no correction.
    CellCorrection(std::size_t cells, double prior);

    /// `masses`: one per cell, adding to 1. The same times (came + k) / (expected + k), adding to 1
    /// again.
    [[nodiscard]] std::vector<double> corrected(std::span<const double> masses,
                                                double days_to_event) const;

    /// The cell that came true after these masses.
    void learn(std::span<const double> masses, double days_to_event, std::size_t cell);

    [[nodiscard]] std::size_t cells() const { return all_.came.size(); }

    /// All that was learned, every bit.
    void save(base::ByteWriter& out) const;
    /// Errors: corrupt_data.
    [[nodiscard]] static Result<CellCorrection> load(base::ByteReader& in);

  private:
    struct Counts {
        std::vector<double> came;
        std::vector<double> expected;  ///< Sums of the masses.
        void learn(std::span<const double> masses, std::size_t cell);
    };

    double prior_;
    Counts all_;
    std::vector<Counts> by_days_;
};

}  // namespace seatsync::learning
