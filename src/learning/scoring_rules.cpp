#include "learning/scoring_rules.hpp"

#include "learning/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace seatsync::learning {

namespace {

double mean_absolute_difference(std::span<const double> a, std::span<const double> b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += std::abs(a[i] - b[i]);
    return sum / static_cast<double>(a.size());
}

}  // namespace

double interval_score(double lower, double upper, double alpha, double actual) {
    const double outside = std::max({lower - actual, actual - upper, 0.0});
    return upper - lower + 2 / alpha * (std::isnan(actual) ? actual : outside);
}

double crps_normal(double mean, double deviation, double actual) {
    const double z = (actual - mean) / deviation;
    const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
    // 2 Φ(z) - 1 is erf(z / √2), without the loss of digits.
    return deviation *
           (z * std::erf(z / std::numbers::sqrt2) + 2 * density - std::numbers::inv_sqrtpi);
}

Result<double> crps_ensemble(std::span<const double> members, double actual) {
    if (members.empty())
        return fail(ErrorCode::insufficient_data, "an ensemble without members");
    std::vector<double> sorted(members.begin(), members.end());
    std::sort(sorted.begin(), sorted.end());
    const auto n = static_cast<double>(sorted.size());
    double distance = 0;
    double spread = 0;  // The sum of |x_i - x_j| over i < j.
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        distance += std::abs(sorted[i] - actual);
        spread += (2 * static_cast<double>(i) + 1 - n) * sorted[i];
    }
    return distance / n - spread / (n * n);
}

Result<double> weighted_quantile_loss(std::span<const QuantileForecasts> quantiles,
                                      std::span<const double> actual) {
    double size = 0;
    for (const double value : actual)
        size += std::abs(value);
    if (quantiles.empty() || size == 0)
        return fail(ErrorCode::insufficient_data,
                    quantiles.empty() ? "no quantile to judge" : "all outcomes are 0");
    double loss = 0;
    for (const QuantileForecasts& quantile : quantiles) {
        if (quantile.values.size() != actual.size())
            return fail(ErrorCode::invalid_argument,
                        fmt::format("{} values of the quantile {} for {} outcomes",
                                    quantile.values.size(), quantile.level, actual.size()));
        for (std::size_t i = 0; i < actual.size(); ++i)
            loss += pinball(quantile.level, quantile.values[i], actual[i]);
    }
    return 2 * loss / (static_cast<double>(quantiles.size()) * size);
}

Result<double> mean_absolute_scaled_error(std::span<const double> train, std::size_t season,
                                          std::span<const double> actual,
                                          std::span<const double> forecast) {
    if (season == 0 || actual.size() != forecast.size())
        return fail(ErrorCode::invalid_argument, season == 0
                                                     ? "a season of 0 steps"
                                                     : fmt::format("{} forecasts for {} outcomes",
                                                                   forecast.size(), actual.size()));
    if (actual.empty() || train.size() <= season)
        return fail(ErrorCode::insufficient_data,
                    fmt::format("{} outcomes, {} values before them with a season of {}",
                                actual.size(), train.size(), season));
    const double naive =
        mean_absolute_difference(train.subspan(season), train.first(train.size() - season));
    if (naive == 0)
        return fail(ErrorCode::insufficient_data, "the values before repeat themselves: no scale");
    return mean_absolute_difference(actual, forecast) / naive;
}

}  // namespace seatsync::learning
