#pragma once

#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::learning {

/// What a model's card promises of one horizon, and how seldom an alarm may be false.
struct DriftOptions {
    double mean_loss = 0;      ///< Pinball loss over the last price on the card, > 0.
    double miscoverage = 0.1;  ///< Share of outcomes outside the interval on the card, in (0, 1).
    double loss_slack = 0.1;   ///< A mean loss up to (1 + slack) × that of the card is no drift.
    double coverage_slack = 0.02;  ///< Nor is a share of misses up to that much above the card's.
    /// While the card holds, an alarm comes at the earliest after so many outcomes on average
    /// (for each of the two figures), >= 10.
    double outcomes_per_false_alarm = 10000;
};

enum class DriftKind { loss, coverage };

[[nodiscard]] std::string_view name_of(DriftKind kind);

/// A figure of the card that does not hold any more: time to train anew.
struct DriftAlarm {
    DriftKind kind = DriftKind::loss;
    std::size_t outcomes = 0;  ///< Seen when it came.
    double evidence = 0;       ///< At least outcomes_per_false_alarm.
};

/// Watches outcomes one after the other. For each figure a sum of bets is kept, each of which began
/// at another outcome and, if the card's figure holds given what came before, gains nothing on
/// average; the sum less the count of outcomes then gains nothing either, so that it takes
/// outcomes_per_false_alarm outcomes or more on average to reach that number by chance. Losses
/// beyond ten times the card's count as ten times: that can only delay an alarm.
///
/// Outcomes of one event at overlapping horizons repeat one another: give one of them.
/// Source: Shin, Ramdas, Rinaldo, E-detectors: a nonparametric framework for sequential change
/// detection, NEJSDS 2 (2024), section 2.3 (Shiryaev–Roberts e-detector, mixture of bets).
class DriftMonitor {
  public:
    /// Errors: invalid_argument for an option out of range.
    [[nodiscard]] static Result<DriftMonitor> make(const DriftOptions& options);

    /// Takes in an outcome: its pinball loss over the last price (>= 0), and whether the interval
    /// held. Answers the first alarm, then the same one until `reset`.
    /// Errors: invalid_argument when the loss is no number or below 0.
    [[nodiscard]] Result<std::optional<DriftAlarm>> observe(double loss, bool covered);

    [[nodiscard]] std::size_t outcomes() const { return outcomes_; }
    [[nodiscard]] const std::optional<DriftAlarm>& alarm() const { return alarm_; }
    /// What speaks against a figure now; an alarm at outcomes_per_false_alarm.
    [[nodiscard]] double evidence(DriftKind kind) const;

    /// Begins anew, with the figures of the next model's card or the same.
    [[nodiscard]] Result<void> reset(const DriftOptions& options);

  private:
    explicit DriftMonitor(const DriftOptions& options);

    void bet(std::vector<double>& sums, double excess, double stake_max) const;

    DriftOptions options_;
    std::size_t outcomes_ = 0;
    std::vector<double> loss_sums_;
    std::vector<double> coverage_sums_;
    std::optional<DriftAlarm> alarm_;
};

}  // namespace seatsync::learning
