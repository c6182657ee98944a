#include "features/exact_sums.hpp"

#include <algorithm>
#include <limits>

namespace seatsync::features {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

double real(Wide value) {
    return static_cast<double>(value);
}

}  // namespace

Line PairSums::line() const {
    const Wide spread_x = points_ * xx_ - x_ * x_;  // n² times the variance.
    const Wide spread_y = points_ * yy_ - y_ * y_;
    const Wide together = points_ * xy_ - x_ * y_;
    if (points_ < 2 || spread_x == 0)
        return {.slope = kMissing, .error = kMissing, .points = points_};
    const double slope = real(together) / real(spread_x);
    if (points_ < 3)
        return {.slope = slope, .error = kMissing, .points = points_};
    const double left = std::max(real(spread_y) - slope * real(together), 0.0);
    const auto n = static_cast<double>(points_);
    return {
        .slope = slope, .error = std::sqrt(left / ((n - 2) * real(spread_x))), .points = points_};
}

double PairSums::mean_y() const {
    return points_ == 0 ? kMissing : real(y_) / static_cast<double>(points_);
}

double Moments::mean() const {
    return count_ == 0 ? kMissing : unquantised(real(sum_) / static_cast<double>(count_));
}

double Moments::deviation() const {
    if (count_ < 2)
        return kMissing;
    const auto n = static_cast<double>(count_);
    const Wide spread = count_ * squares_ - sum_ * sum_;
    return unquantised(std::sqrt(real(spread) / (n * (n - 1))));
}

double Moments::error_of_mean() const {
    return deviation() / std::sqrt(static_cast<double>(count_));
}

}  // namespace seatsync::features
