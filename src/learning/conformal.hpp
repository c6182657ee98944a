#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <deque>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::learning {

/// Rank of the score that covers a new one with probability 1 - alpha or more, counted from 1:
/// ceil((n + 1)(1 - alpha)). Above n there are too few scores; 0 or less covers nothing. A
/// whole number is not rounded up for a last bit (1e-12).
/// Source: Lei et al., Distribution-Free Predictive Inference for Regression, JASA 113 (2018).
[[nodiscard]] std::ptrdiff_t conformal_rank(std::size_t n, double alpha);

/// Scores of past predictions, the newest `window` of them (0: all), with their ranks at hand.
/// Adding costs O(log n) comparisons and a move of at most n numbers.
class ConformalScores {
  public:
    explicit ConformalScores(std::size_t window = 0) : window_(window) {}

    /// Errors: invalid_argument when the score is not finite.
    [[nodiscard]] Result<void> add(double score);

    [[nodiscard]] std::size_t size() const { return sorted_.size(); }
    [[nodiscard]] std::size_t window() const { return window_; }
    [[nodiscard]] const std::deque<double>& by_time() const { return by_time_; }  ///< Oldest first.

    /// The score that covers the next one with probability 1 - alpha, if it is exchangeable with
    /// these: infinite when they are too few (alpha <= 0 included), minus infinite (an empty
    /// interval) for alpha >= 1.
    [[nodiscard]] double quantile(double alpha) const;

  private:
    std::size_t window_;
    std::deque<double> by_time_;
    std::vector<double> sorted_;
};

struct ConformalInterval {
    double lower = 0;
    double upper = 0;
};

/// Intervals around a point forecast: as wide as past absolute errors. Source: Lei et al. 2018.
class SplitConformal {
  public:
    explicit SplitConformal(std::size_t window = 0) : scores_(window) {}

    /// Errors: invalid_argument when the difference is not finite.
    [[nodiscard]] Result<void> learn(double forecast, double actual);
    [[nodiscard]] double half_width(double alpha) const { return scores_.quantile(alpha); }
    /// Empty (lower above upper) for alpha >= 1, infinite when too few outcomes are known.
    [[nodiscard]] ConformalInterval interval(double forecast, double alpha) const;
    [[nodiscard]] const ConformalScores& scores() const { return scores_; }

  private:
    ConformalScores scores_;
};

/// Conformalised quantile regression: an interval between two forecast quantiles is widened (or
/// narrowed) on both sides by what past ones lacked. Keeps the shape that the quantiles have.
/// Source: Romano, Patterson, Candès, Conformalized Quantile Regression, NeurIPS 2019.
class ConformalQuantiles {
  public:
    explicit ConformalQuantiles(std::size_t window = 0) : scores_(window) {}

    /// How far `actual` lies outside [lower, upper]; below 0 inside.
    [[nodiscard]] static double score(double lower, double upper, double actual);

    /// Errors: invalid_argument when the score is not finite.
    [[nodiscard]] Result<void> learn(double lower, double upper, double actual);
    [[nodiscard]] double correction(double alpha) const { return scores_.quantile(alpha); }
    [[nodiscard]] ConformalInterval interval(double lower, double upper, double alpha) const;
    [[nodiscard]] const ConformalScores& scores() const { return scores_; }

  private:
    ConformalScores scores_;
};

struct AdaptiveOptions {
    double alpha = 0.1;         ///< Wanted share of outcomes outside, in (0, 1).
    double gamma = 0.005;       ///< Step of the level after each outcome, >= 0; 0 adapts nothing.
    std::size_t window = 200;   ///< Newest scores that count; 0: all.
    std::size_t warm_up = 200;  ///< Scores that are gathered before the level moves.
};

/// Adaptive conformal inference, online: the level that is asked of the newest scores goes down
/// after a miss and up after a hit, so that the share of misses is kept under any drift, whatever
/// the scores are (absolute errors, or those of ConformalQuantiles).
/// Source: Gibbs and Candès, Adaptive Conformal Inference Under Distribution Shift, NeurIPS 2021.
class AdaptiveConformal {
  public:
    /// Errors: invalid_argument for an option out of range.
    [[nodiscard]] static Result<AdaptiveConformal> make(const AdaptiveOptions& options);

    /// The level now: below 0 while nothing but an infinite interval would do, above 1 while an
    /// empty one would.
    [[nodiscard]] double alpha() const { return alpha_; }
    [[nodiscard]] bool warm() const { return seen_ >= options_.warm_up; }
    /// Outcomes after the warm-up, and those of them that were missed.
    [[nodiscard]] std::size_t outcomes() const { return outcomes_; }
    [[nodiscard]] std::size_t misses() const { return misses_; }

    /// What the next score will not exceed (ConformalScores::quantile at the level now).
    [[nodiscard]] double threshold() const { return scores_.quantile(alpha_); }

    /// Takes in the newest score. Errors: invalid_argument when it is not finite.
    [[nodiscard]] Result<void> learn(double score);

    /// Options, level and scores, every bit.
    [[nodiscard]] std::string save() const;
    /// Errors: corrupt_data.
    [[nodiscard]] static Result<AdaptiveConformal> load(std::string_view bytes);

  private:
    explicit AdaptiveConformal(const AdaptiveOptions& options)
        : options_(options), alpha_(options.alpha), scores_(options.window) {}

    AdaptiveOptions options_;
    double alpha_;
    std::size_t seen_ = 0;
    std::size_t outcomes_ = 0;
    std::size_t misses_ = 0;
    ConformalScores scores_;
};

/// How far the share of misses over `outcomes` steps may be from alpha, whatever happens; infinite
/// for gamma 0 or no outcome. Source: Gibbs and Candès 2021, Proposition 4.1.
[[nodiscard]] double adaptive_bound(double alpha, double gamma, std::size_t outcomes);

/// What split conformal intervals from one sample of n scores cover: it is beta distributed over
/// samples. Source: Vovk, Conditional Validity of Inductive Conformal Predictors, ACML 2012.
struct CoverageLaw {
    double mean = 0;
    double q05 = 0;
    double q95 = 0;
};

/// Errors: invalid_argument when alpha is not in (0, 1); insufficient_data when n scores are too
/// few for it (all is covered).
[[nodiscard]] Result<CoverageLaw> coverage_law(std::size_t n, double alpha);

}  // namespace seatsync::learning
