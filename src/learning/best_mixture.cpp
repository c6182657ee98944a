#include "learning/best_mixture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace seatsync::learning {

namespace {

/// Of the largest squared error: differences below it are rounding.
constexpr double kRelativeTolerance = 1e-13;

using Rows = std::vector<std::vector<double>>;

Result<void> check(std::span<const std::vector<double>> predictions,
                   std::span<const double> outcomes) {
    const auto finite = [](double value) { return std::isfinite(value); };
    if (predictions.empty() || outcomes.empty())
        return fail(ErrorCode::insufficient_data, "no experts, or no outcomes");
    for (const auto& own : predictions)
        if (own.size() != outcomes.size() || !std::all_of(own.begin(), own.end(), finite))
            return fail(ErrorCode::invalid_argument,
                        fmt::format("an expert without a finite prediction of each of {} outcomes",
                                    outcomes.size()));
    if (!std::all_of(outcomes.begin(), outcomes.end(), finite))
        return fail(ErrorCode::invalid_argument, "an outcome that is not finite");
    return {};
}

/// Mean products of the experts' errors.
Rows products(std::span<const std::vector<double>> predictions, std::span<const double> outcomes) {
    const std::size_t n = predictions.size();
    Rows gram(n, std::vector<double>(n, 0.0));
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = 0;
            for (std::size_t t = 0; t < outcomes.size(); ++t)
                sum += (predictions[i][t] - outcomes[t]) * (predictions[j][t] - outcomes[t]);
            gram[i][j] = gram[j][i] = sum / static_cast<double>(outcomes.size());
        }
    return gram;
}

/// Gauss with row pivots; empty when the rows depend on one another.
std::vector<double> solved(Rows rows, std::vector<double> right) {
    const std::size_t n = right.size();
    for (std::size_t c = 0; c < n; ++c) {
        std::size_t pivot = c;
        for (std::size_t r = c + 1; r < n; ++r)
            if (std::abs(rows[r][c]) > std::abs(rows[pivot][c]))
                pivot = r;
        if (rows[pivot][c] == 0)
            return {};
        std::swap(rows[c], rows[pivot]);
        std::swap(right[c], right[pivot]);
        for (std::size_t r = c + 1; r < n; ++r) {
            const double factor = rows[r][c] / rows[c][c];
            for (std::size_t k = c; k < n; ++k)
                rows[r][k] -= factor * rows[c][k];
            right[r] -= factor * right[c];
        }
    }
    for (std::size_t c = n; c-- > 0;) {
        for (std::size_t k = c + 1; k < n; ++k)
            right[c] -= rows[c][k] * right[k];
        right[c] /= rows[c][c];
    }
    return right;
}

/// The search: experts in the mixture and their weights, over the products of errors.
class Search {
  public:
    explicit Search(Rows gram) : gram_(std::move(gram)) {
        std::size_t first = 0;
        for (std::size_t i = 0; i < gram_.size(); ++i) {
            largest_ = std::max(largest_, gram_[i][i]);
            if (gram_[i][i] < gram_[first][first])
                first = i;
        }
        chosen_ = {first};
        weights_ = {1.0};
    }

    /// Product of expert i's errors with those of the mixture.
    [[nodiscard]] double with_mixture(std::size_t i) const {
        double sum = 0;
        for (std::size_t k = 0; k < chosen_.size(); ++k)
            sum += weights_[k] * gram_[i][chosen_[k]];
        return sum;
    }

    [[nodiscard]] double squared_error() const {
        double sum = 0;
        for (std::size_t k = 0; k < chosen_.size(); ++k)
            sum += weights_[k] * with_mixture(chosen_[k]);
        return sum;
    }

    /// Takes in the expert that helps most; false when none does.
    bool take_next() {
        std::size_t best = 0;
        for (std::size_t i = 1; i < gram_.size(); ++i)
            if (with_mixture(i) < with_mixture(best))
                best = i;
        if (with_mixture(best) > squared_error() - kRelativeTolerance * largest_ ||
            std::find(chosen_.begin(), chosen_.end(), best) != chosen_.end())
            return false;
        chosen_.push_back(best);
        weights_.push_back(0.0);
        return true;
    }

    /// Moves to the best mixture of those chosen, dropping experts whose weight reaches 0.
    void settle() {
        while (true) {
            const std::vector<double> aim = affine_best();
            if (aim.empty()) {  // The newest depends on the others: it adds nothing.
                chosen_.pop_back();
                weights_.pop_back();
                return;
            }
            if (!step_towards(aim))
                return;
        }
    }

    [[nodiscard]] std::vector<double> weights() const {
        std::vector<double> all(gram_.size(), 0.0);
        for (std::size_t k = 0; k < chosen_.size(); ++k)
            all[chosen_[k]] = weights_[k];
        return all;
    }

  private:
    /// Weights that add to 1, of either sign, with the least squared error.
    [[nodiscard]] std::vector<double> affine_best() const {
        const std::size_t n = chosen_.size();
        Rows rows(n, std::vector<double>(n));
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
                // A constant on all products leaves the answer and makes the rows independent.
                rows[i][j] = gram_[chosen_[i]][chosen_[j]] + largest_;
        std::vector<double> aim = solved(std::move(rows), std::vector<double>(n, 1.0));
        const double sum = std::accumulate(aim.begin(), aim.end(), 0.0);
        for (double& weight : aim)
            weight /= sum;
        return aim;
    }

    /// As far as the weights stay at 0 or more; true when one was dropped there.
    bool step_towards(const std::vector<double>& aim) {
        double share = 1;
        std::size_t blocking = aim.size();
        for (std::size_t k = 0; k < aim.size(); ++k)
            if (aim[k] <= 0 && weights_[k] <= share * (weights_[k] - aim[k])) {
                share = weights_[k] / (weights_[k] - aim[k]);
                blocking = k;
            }
        for (std::size_t k = 0; k < aim.size(); ++k)
            weights_[k] += share * (aim[k] - weights_[k]);
        if (blocking == aim.size())
            return false;
        chosen_.erase(chosen_.begin() + static_cast<std::ptrdiff_t>(blocking));
        weights_.erase(weights_.begin() + static_cast<std::ptrdiff_t>(blocking));
        return true;
    }

    Rows gram_;
    double largest_ = 0;
    std::vector<std::size_t> chosen_;
    std::vector<double> weights_;
};

}  // namespace

Result<BestMixture> best_mixture(std::span<const std::vector<double>> predictions,
                                 std::span<const double> outcomes) {
    SEATSYNC_CHECK(check(predictions, outcomes));
    Search search(products(predictions, outcomes));
    for (std::size_t steps = 0; search.take_next(); ++steps) {
        if (steps > 100 * predictions.size())
            return fail(ErrorCode::internal, "the search for the best mixture does not end");
        search.settle();
    }
    return BestMixture{search.weights(), std::max(search.squared_error(), 0.0)};
}

}  // namespace seatsync::learning
