#include "learning/drift.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace seatsync::learning {

namespace {

/// Shares of the largest stake that a bet can pay; small ones see small drifts, large ones see
/// large drifts soon.
constexpr std::array kStakes = {0.02, 0.05, 0.1, 0.2, 0.4};
constexpr double kLossesMax = 10;

Result<void> check(const DriftOptions& options) {
    const bool fine =
        options.mean_loss > 0 && std::isfinite(options.mean_loss) && options.loss_slack >= 0 &&
        std::isfinite(options.loss_slack) && options.miscoverage > 0 &&
        options.coverage_slack >= 0 && options.miscoverage + options.coverage_slack < 1 &&
        options.outcomes_per_false_alarm >= 10 && std::isfinite(options.outcomes_per_false_alarm);
    if (!fine)
        return fail(ErrorCode::invalid_argument,
                    "a drift monitor needs a mean loss above 0, a miscoverage in (0, 1), slacks "
                    "not below 0 and 10 outcomes or more to a false alarm");
    return {};
}

}  // namespace

std::string_view name_of(DriftKind kind) {
    return kind == DriftKind::loss ? "loss" : "coverage";
}

DriftMonitor::DriftMonitor(const DriftOptions& options)
    : options_(options), loss_sums_(kStakes.size(), 0.0), coverage_sums_(kStakes.size(), 0.0) {}

Result<DriftMonitor> DriftMonitor::make(const DriftOptions& options) {
    SEATSYNC_CHECK(check(options));
    return DriftMonitor(options);
}

void DriftMonitor::bet(std::vector<double>& sums, double excess, double stake_max) const {
    for (std::size_t i = 0; i < sums.size(); ++i)
        sums[i] = (sums[i] + 1) * (1 + kStakes[i] * stake_max * excess);
}

double DriftMonitor::evidence(DriftKind kind) const {
    const auto& sums = kind == DriftKind::loss ? loss_sums_ : coverage_sums_;
    return std::accumulate(sums.begin(), sums.end(), 0.0) / static_cast<double>(sums.size());
}

Result<std::optional<DriftAlarm>> DriftMonitor::observe(double loss, bool covered) {
    if (!(loss >= 0))
        return fail(ErrorCode::invalid_argument, fmt::format("the loss {} is none", loss));
    if (alarm_)
        return alarm_;
    ++outcomes_;
    const double allowed_loss = options_.mean_loss * (1 + options_.loss_slack);
    bet(loss_sums_, std::min(loss / allowed_loss, kLossesMax) - 1, 1);
    const double allowed_misses = options_.miscoverage + options_.coverage_slack;
    // The largest stake that a hit cannot ruin is 1 / allowed_misses.
    bet(coverage_sums_, (covered ? 0.0 : 1.0) - allowed_misses, 1 / allowed_misses);
    for (const DriftKind kind : {DriftKind::loss, DriftKind::coverage})
        if (!alarm_ && evidence(kind) >= options_.outcomes_per_false_alarm)
            alarm_ = DriftAlarm{kind, outcomes_, evidence(kind)};
    return alarm_;
}

Result<void> DriftMonitor::reset(const DriftOptions& options) {
    SEATSYNC_CHECK(check(options));
    *this = DriftMonitor(options);
    return {};
}

}  // namespace seatsync::learning
