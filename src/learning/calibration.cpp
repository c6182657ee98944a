#include "learning/calibration.hpp"

#include "base/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

namespace seatsync::learning {

namespace {

constexpr std::size_t kFewestRows = 100;
constexpr double kGainToMove = 0.005;
constexpr std::size_t kShrinkSteps = 10;
/// Outside this the empirical level says more about the sample's end than about the tail.
constexpr double kLevelMin = 0.002;

double best_shrink(const CalibrationSample& sample) {
    const auto loss = [&](double share) {
        double sum = 0;
        for (std::size_t i = 0; i < sample.size(); ++i)
            sum += std::abs(sample.log_ratio[i] - share * sample.median[i]);
        return sum;
    };
    double best = 0;
    double best_loss = loss(0) * (1 - kGainToMove);
    for (std::size_t step = 1; step <= kShrinkSteps; ++step) {
        const double share = static_cast<double>(step) / static_cast<double>(kShrinkSteps);
        if (const double here = loss(share); here < best_loss) {
            best = share;
            best_loss = here;
        }
    }
    return best;
}

/// Independent rows with the variance of the share of transforms at or below `level`.
double effective_rows(const CalibrationSample& sample, double level, double probability) {
    std::map<std::size_t, double> excess;
    for (std::size_t i = 0; i < sample.size(); ++i)
        excess[sample.event[i]] += (sample.transform[i] <= level ? 1.0 : 0.0) - probability;
    double squares = 0;
    for (const auto& [event, sum] : excess)
        squares += sum * sum;
    const auto rows = static_cast<double>(sample.size());
    return std::clamp(probability * (1 - probability) * rows * rows / std::max(squares, 1e-9), 1.0,
                      rows);
}

/// The transform that a share of the sample does not exceed.
double at_share(const std::vector<double>& sorted, double share) {
    const double place = std::ceil(share * static_cast<double>(sorted.size()));
    const auto rank = static_cast<std::size_t>(std::max(place, 1.0));
    return sorted[std::min(rank, sorted.size()) - 1];
}

double level_for(const CalibrationSample& sample, const std::vector<double>& sorted,
                 double probability) {
    const double n = effective_rows(sample, at_share(sorted, probability), probability);
    const double rank = (n + 1) * probability;
    if (probability > 0.5)
        return at_share(sorted, std::min(rank / n, 1.0));
    return probability < 0.5 ? at_share(sorted, std::max(rank - 1, 0.0) / n)
                             : at_share(sorted, 0.5);
}

}  // namespace

void CalibrationSample::add(const Distributions& predicted, std::span<const double> log_ratios,
                            std::span<const std::size_t> events, std::uint64_t seed) {
    base::Random random = base::Random(seed).stream("calibration");
    for (std::size_t i = 0; i < log_ratios.size(); ++i) {
        const auto cumulative = predicted.cumulative(i, log_ratios[i]);
        transform.push_back(cumulative.below +
                            random.uniform() * (cumulative.up_to - cumulative.below));
        median.push_back(predicted.quantile(i, 0.5));
    }
    log_ratio.insert(log_ratio.end(), log_ratios.begin(), log_ratios.end());
    event.insert(event.end(), events.begin(), events.end());
}

Result<Calibration> calibrate(const CalibrationSample& sample) {
    if (sample.size() < kFewestRows)
        return fail(
            ErrorCode::insufficient_data,
            fmt::format("{} outcomes to calibrate on, {} needed", sample.size(), kFewestRows));
    std::vector<double> sorted = sample.transform;
    std::sort(sorted.begin(), sorted.end());
    Calibration calibration;
    calibration.sample = sample.size();
    for (std::size_t i = 0; i < domain::kLevels.size(); ++i)
        calibration.levels[i] =
            std::clamp(level_for(sample, sorted, domain::kLevels[i]), kLevelMin, 1 - kLevelMin);
    calibration.shrink = best_shrink(sample);
    for (const double outer : {domain::kLevels.front(), domain::kLevels.back()}) {
        const double n = effective_rows(sample, at_share(sorted, outer), outer);
        calibration.independent =
            calibration.independent > 0 ? std::min(calibration.independent, n) : n;
    }
    return calibration;
}

Calibration with_care(Calibration latest, const Calibration& earlier) {
    if (latest.independent < kFewIndependent) {
        latest.levels.front() = std::min(latest.levels.front(), earlier.levels.front());
        latest.levels.back() = std::max(latest.levels.back(), earlier.levels.back());
    }
    return latest;
}

domain::Forecast forecast_of(const Distributions& predicted, std::size_t row,
                             const Calibration& calibration, double last_price) {
    domain::Forecast forecast;
    for (std::size_t i = 0; i < domain::kLevels.size(); ++i)
        forecast.quantiles[i] =
            last_price * std::exp(predicted.quantile(row, calibration.levels[i]));
    // Equal log ratios at neighbouring levels may differ in the last bit after the product.
    std::sort(forecast.quantiles.begin(), forecast.quantiles.end());
    const double median = predicted.quantile(row, 0.5);
    forecast.point = last_price * std::exp(calibration.shrink * median);
    return forecast;
}

}  // namespace seatsync::learning
