#pragma once

#include "base/result.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::learning {

/// How experts gain and lose weight.
enum class ExpertRule {
    /// Exponential weights. With ExpertOptions::rate 0 the rate falls with what was seen:
    /// sqrt(2 ln K / sum of the steps' largest squared regrets). Source: Cesa-Bianchi and Lugosi,
    /// Prediction, Learning, and Games (2006), sections 2.2, 2.3 and 2.5.
    ewa,
    /// Polynomial potential, a learning rate per expert, nothing to tune. Source: Gaillard, Stoltz,
    /// van Erven, A Second-order Bound with Excess Losses, COLT 2014.
    ml_poly,
    /// Bernstein online aggregation with adaptive rates. Source: Wintenberger, Optimal learning
    /// with Bernstein online aggregation, Machine Learning 106 (2017); constants as in opera.
    boa,
};

[[nodiscard]] std::string_view name_of(ExpertRule rule);
/// "ewa", "ml-poly", "boa". Errors: invalid_argument.
[[nodiscard]] Result<ExpertRule> expert_rule(std::string_view name);

/// What a combined prediction is judged by.
enum class ExpertLoss { square, pinball };

struct ExpertOptions {
    ExpertRule rule = ExpertRule::ml_poly;
    ExpertLoss loss = ExpertLoss::square;
    double level = 0.5;  ///< Of the pinball loss, in (0, 1).
    double rate = 0;     ///< Fixed rate of `ewa`, in 1 / loss; 0 adapts it. Others have none.
    /// What was learned before a step counts by this factor after it, in (0, 1]; 1 forgets nothing
    /// and has the papers' bounds, 1 - 1/m remembers about m steps.
    double memory = 1;
    friend bool operator==(const ExpertOptions&, const ExpertOptions&) = default;
};

/// Combines the predictions of experts with weights that are learned from one outcome after the
/// other, at O(experts) a step. The loss is made linear at the combined prediction p (gradient
/// trick): the regret of an expert that said x is l'(p) (p - x), so that the mixture competes with
/// the best fixed mixture, not merely with the best expert. Weights start equal.
///
/// An expert whose prediction is not finite (or beyond kPredictionMax) sleeps in that step: it has
/// no weight, the others share it, and nothing is learned about it. One that has never been awake
/// starts with the mean weight of those that have (`boa`), with nothing lost or won (the others).
/// Same inputs, same bits. Not to be used from several threads at once.
class ExpertWeights {
  public:
    /// Larger predictions count as broken: their squared regrets would overflow.
    static constexpr double kPredictionMax = 1e70;

    /// Errors: invalid_argument without experts or with an option out of range.
    [[nodiscard]] static Result<ExpertWeights> make(std::size_t experts,
                                                    const ExpertOptions& options);

    [[nodiscard]] std::size_t experts() const { return regret_.size(); }
    [[nodiscard]] std::size_t steps() const { return steps_; }  ///< Outcomes learned from.
    [[nodiscard]] const ExpertOptions& options() const { return options_; }

    /// With all experts awake: not below 0, adding to 1.
    [[nodiscard]] std::vector<double> weights() const;

    /// Of the next step, 0 for experts that sleep. Errors: invalid_argument when there are not as
    /// many predictions as experts; insufficient_data when all sleep.
    [[nodiscard]] Result<std::vector<double>> weights(std::span<const double> predictions) const;

    /// The weighted mean of the predictions. Errors as above.
    [[nodiscard]] Result<double> combine(std::span<const double> predictions) const;

    /// Learns what came true after these predictions; answers what `combine` did. A step in which
    /// all experts sleep teaches nothing and is the same error. Errors: those of `combine`;
    /// invalid_argument when the outcome is not finite or beyond kPredictionMax.
    Result<double> learn(std::span<const double> predictions, double outcome);

    /// Options and all that was learned, every bit.
    [[nodiscard]] std::string save() const;
    /// Errors: corrupt_data.
    [[nodiscard]] static Result<ExpertWeights> load(std::string_view bytes);

  private:
    ExpertWeights(std::size_t experts, const ExpertOptions& options);

    [[nodiscard]] std::vector<double> raw_weights(const std::vector<bool>& awake) const;
    [[nodiscard]] std::vector<double> exponential(const std::vector<bool>& awake) const;
    [[nodiscard]] std::vector<double> polynomial(const std::vector<bool>& awake) const;
    [[nodiscard]] std::vector<double> bernstein(const std::vector<bool>& awake) const;
    [[nodiscard]] double slope(double combined, double outcome) const;
    void forget();
    void learn_regrets(std::span<const double> regrets, const std::vector<bool>& awake);

    ExpertOptions options_;
    std::size_t steps_ = 0;
    double largest_square_ = 0;   ///< Largest squared regret of any expert so far.
    double sum_of_largest_ = 0;   ///< Over the steps, of each one's largest squared regret.
    std::vector<double> regret_;  ///< Sums of regrets; with `boa`, of second-order regrets.
    std::vector<double> second_;  ///< 1 / rate of `ml_poly`; variance of `boa`; unused by `ewa`.
};

}  // namespace seatsync::learning
