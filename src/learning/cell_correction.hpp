#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace seatsync::learning {

/// Corrects the probabilities of cells by how often the cells came true against how often they were
/// expected to, online: a predictor that was fitted on another part of the season, or on calmer
/// games, is set right by the outcomes that come in. Counts are kept by days to the event and over
/// all of them, and fade, so that the last two thousand outcomes or so matter. A stretch of days
/// with few outcomes is corrected as all are. Same inputs, same bits.
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

/// The upper ends of the stretches of days to the event whose outcomes are told apart online; the
/// scorer's (score_forecasts.py, DTE_BUCKETS).
inline constexpr std::array<double, 7> kOnlineDays = {1, 3, 7, 14, 30, 60, 120};

/// 0 … kOnlineDays.size(), the last for more days than all of them.
[[nodiscard]] std::size_t online_stretch(double days_to_event);

}  // namespace seatsync::learning
