#include "learning/conformal.hpp"

#include "base/bytes.hpp"

#include <fmt/format.h>
#include <boost/math/distributions/beta.hpp>

#include <algorithm>
#include <cmath>

namespace seatsync::learning {

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

Result<void> check(const AdaptiveOptions& options) {
    if (!(options.alpha > 0 && options.alpha < 1))
        return fail(ErrorCode::invalid_argument,
                    fmt::format("alpha {} is not between 0 and 1", options.alpha));
    if (!(options.gamma >= 0 && std::isfinite(options.gamma)))
        return fail(ErrorCode::invalid_argument, fmt::format("gamma {} is no step", options.gamma));
    return {};
}

}  // namespace

std::ptrdiff_t conformal_rank(std::size_t n, double alpha) {
    constexpr double kLastBit = 1e-12;
    return static_cast<std::ptrdiff_t>(
        std::ceil(static_cast<double>(n + 1) * (1 - alpha) - kLastBit));
}

Result<void> ConformalScores::add(double score) {
    if (!std::isfinite(score))
        return fail(ErrorCode::invalid_argument, fmt::format("the score {} is none", score));
    if (window_ > 0 && by_time_.size() == window_) {
        sorted_.erase(std::lower_bound(sorted_.begin(), sorted_.end(), by_time_.front()));
        by_time_.pop_front();
    }
    by_time_.push_back(score);
    sorted_.insert(std::upper_bound(sorted_.begin(), sorted_.end(), score), score);
    return {};
}

double ConformalScores::quantile(double alpha) const {
    if (alpha <= 0)
        return kInfinite;
    if (alpha >= 1)
        return -kInfinite;
    const std::ptrdiff_t rank = conformal_rank(size(), alpha);
    if (rank > static_cast<std::ptrdiff_t>(size()))
        return kInfinite;
    return rank <= 0 ? -kInfinite : sorted_[static_cast<std::size_t>(rank - 1)];
}

Result<void> SplitConformal::learn(double forecast, double actual) {
    return scores_.add(std::abs(actual - forecast));
}

ConformalInterval SplitConformal::interval(double forecast, double alpha) const {
    const double half = half_width(alpha);
    return {forecast - half, forecast + half};
}

double ConformalQuantiles::score(double lower, double upper, double actual) {
    return std::max(lower - actual, actual - upper);
}

Result<void> ConformalQuantiles::learn(double lower, double upper, double actual) {
    return scores_.add(score(lower, upper, actual));
}

ConformalInterval ConformalQuantiles::interval(double lower, double upper, double alpha) const {
    const double more = correction(alpha);
    return {lower - more, upper + more};
}

Result<AdaptiveConformal> AdaptiveConformal::make(const AdaptiveOptions& options) {
    SEATSYNC_CHECK(check(options));
    return AdaptiveConformal(options);
}

Result<void> AdaptiveConformal::learn(double score) {
    const bool judged = warm();
    const bool missed = judged && !(score <= threshold());
    SEATSYNC_CHECK(scores_.add(score));
    ++seen_;
    if (!judged)
        return {};
    ++outcomes_;
    misses_ += missed ? 1U : 0U;
    alpha_ += options_.gamma * (options_.alpha - (missed ? 1.0 : 0.0));
    return {};
}

std::string AdaptiveConformal::save() const {
    base::ByteWriter out;
    for (const double value : {options_.alpha, options_.gamma, alpha_})
        out.f64(value);
    for (const std::size_t value : {options_.window, options_.warm_up, seen_, outcomes_, misses_})
        out.u64(value);
    out.u64(scores_.size());
    for (const double score : scores_.by_time())
        out.f64(score);
    return out.take();
}

Result<AdaptiveConformal> AdaptiveConformal::load(std::string_view bytes) {
    base::ByteReader in(bytes);
    AdaptiveOptions options;
    double alpha = 0;
    for (double* value : {&options.alpha, &options.gamma, &alpha}) {
        SEATSYNC_TRY(*value, in.f64());
    }
    std::size_t seen = 0;
    std::size_t outcomes = 0;
    std::size_t misses = 0;
    for (std::size_t* value : {&options.window, &options.warm_up, &seen, &outcomes, &misses}) {
        SEATSYNC_TRY(*value, in.u64());
    }
    if (const auto sound = check(options); !sound || !std::isfinite(alpha))
        return fail(ErrorCode::corrupt_data, "stored adaptive intervals have no level");
    AdaptiveConformal stored(options);
    stored.alpha_ = alpha;
    stored.seen_ = seen;
    stored.outcomes_ = outcomes;
    stored.misses_ = misses;
    SEATSYNC_TRY(const std::size_t scores, in.count());
    for (std::size_t i = 0; i < scores; ++i) {
        SEATSYNC_TRY(const double score, in.f64());
        if (!stored.scores_.add(score))
            return fail(ErrorCode::corrupt_data, fmt::format("stored score {} is none", i));
    }
    if (!in.at_end())
        return fail(ErrorCode::corrupt_data, "bytes behind the stored adaptive intervals");
    return stored;
}

double adaptive_bound(double alpha, double gamma, std::size_t outcomes) {
    if (gamma == 0 || outcomes == 0)
        return kInfinite;
    return (std::max(alpha, 1 - alpha) + gamma) / (static_cast<double>(outcomes) * gamma);
}

Result<CoverageLaw> coverage_law(std::size_t n, double alpha) {
    if (!(alpha > 0 && alpha < 1))
        return fail(ErrorCode::invalid_argument,
                    fmt::format("alpha {} is not between 0 and 1", alpha));
    const std::ptrdiff_t rank = conformal_rank(n, alpha);
    if (rank > static_cast<std::ptrdiff_t>(n))
        return fail(ErrorCode::insufficient_data,
                    fmt::format("{} scores are too few for alpha {}", n, alpha));
    const boost::math::beta_distribution<double> law(
        static_cast<double>(rank), static_cast<double>(n + 1) - static_cast<double>(rank));
    return CoverageLaw{boost::math::mean(law), boost::math::quantile(law, 0.05),
                       boost::math::quantile(law, 0.95)};
}

}  // namespace seatsync::learning
