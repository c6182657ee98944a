#include "learning/hazard_regression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace seatsync::learning {

namespace {

constexpr std::size_t kStepsMax = 50;
constexpr std::size_t kHalvingsMax = 30;
constexpr double kConverged = 1e-9;  ///< Relative gain of the loss.
/// Rates beyond exp of these are no rates of a market; they keep the likelihood finite.
constexpr double kLinearMin = -25;
constexpr double kLinearMax = 15;

struct Term {
    double loss = 0;
    double slope = 0;      ///< Of the loss in η.
    double curvature = 0;  ///< Its expectation.
};

Term hazard_term(double eta, double outcome, double exposure) {
    const double mean = exposure * std::exp(std::clamp(eta, kLinearMin, kLinearMax));
    const double happens = -std::expm1(-mean);  // 1 - exp(-mean)
    const double ratio = mean / happens;
    return {.loss = outcome > 0 ? -std::log(happens) : mean,
            .slope = mean - outcome * ratio,
            .curvature = mean * std::exp(-mean) * ratio};
}

Term logit_term(double eta, double outcome) {
    const double chance = 1 / (1 + std::exp(-eta));
    const double loss = std::log1p(std::exp(-std::abs(eta))) + std::max(eta, 0.0) - outcome * eta;
    return {.loss = loss, .slope = chance - outcome, .curvature = chance * (1 - chance)};
}

Term term_of(Link link, double eta, double outcome, double exposure) {
    switch (link) {
        case Link::hazard:
            return hazard_term(eta, outcome, exposure);
        case Link::logit:
            return logit_term(eta, outcome);
        case Link::identity:
            break;
    }
    const double error = eta - outcome;
    return {.loss = error * error / 2, .slope = error, .curvature = 1};
}

/// The problem at hand, summed over the rows.
class Problem {
  public:
    Problem(const Covariates& x, Link link, std::span<const double> outcome,
            std::span<const double> exposure, double ridge)
        : x_(x), link_(link), outcome_(outcome), exposure_(exposure), ridge_(ridge) {}

    [[nodiscard]] std::size_t size() const { return x_.columns + 1; }

    [[nodiscard]] double loss(const Regression& model) const {
        double sum = penalty(model);
        for (std::size_t i = 0; i < outcome_.size(); ++i)
            sum += term(model, i).loss;
        return sum;
    }

    /// Gradient and expected second derivatives (lower triangle, row by row).
    void derivatives(const Regression& model, std::vector<double>& gradient,
                     std::vector<double>& second) const {
        const std::size_t n = size();
        gradient.assign(n, 0.0);
        second.assign(n * n, 0.0);
        std::vector<double> z(n, 1.0);
        for (std::size_t i = 0; i < outcome_.size(); ++i) {
            const Term here = term(model, i);
            const auto row = x_.row(i);
            std::copy(row.begin(), row.end(), z.begin() + 1);
            for (std::size_t a = 0; a < n; ++a) {
                gradient[a] += here.slope * z[a];
                const double weight = here.curvature * z[a];
                for (std::size_t b = 0; b <= a; ++b)
                    second[a * n + b] += weight * z[b];
            }
        }
        for (std::size_t a = 1; a < n; ++a) {
            gradient[a] += ridge_ * model.coefficients[a];
            second[a * n + a] += ridge_;
        }
    }

  private:
    [[nodiscard]] Term term(const Regression& model, std::size_t i) const {
        return term_of(link_, model.at(x_.row(i)), outcome_[i],
                       link_ == Link::hazard ? exposure_[i] : 1.0);
    }
    [[nodiscard]] double penalty(const Regression& model) const {
        double sum = 0;
        for (std::size_t a = 1; a < size(); ++a)
            sum += model.coefficients[a] * model.coefficients[a];
        return ridge_ / 2 * sum;
    }

    const Covariates& x_;
    Link link_;
    std::span<const double> outcome_;
    std::span<const double> exposure_;
    double ridge_;
};

/// Cholesky; false when the matrix (lower triangle) is not positive definite.
bool solve(std::vector<double>& lower, std::vector<double>& right) {
    const std::size_t n = right.size();
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = lower[i * n + j];
            for (std::size_t k = 0; k < j; ++k)
                sum -= lower[i * n + k] * lower[j * n + k];
            if (i == j && !(sum > 0))
                return false;
            lower[i * n + j] = i == j ? std::sqrt(sum) : sum / lower[j * n + j];
        }
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k)
            right[i] -= lower[i * n + k] * right[k];
        right[i] /= lower[i * n + i];
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k)
            right[i] -= lower[k * n + i] * right[k];
        right[i] /= lower[i * n + i];
    }
    return true;
}

Result<void> check(const Covariates& x, Link link, std::span<const double> outcome) {
    if (outcome.empty() || (x.columns > 0 && x.rows() != outcome.size()))
        return fail(ErrorCode::insufficient_data,
                    fmt::format("{} outcomes for {} rows", outcome.size(), x.rows()));
    const auto same = [&](double value) { return value == outcome.front(); };
    if (link != Link::identity && std::all_of(outcome.begin(), outcome.end(), same))
        return fail(ErrorCode::insufficient_data,
                    fmt::format("all of {} outcomes are alike", outcome.size()));
    return {};
}

/// Takes the step, or a part of it that lowers the loss; false when none does.
bool take_step(const Problem& problem, const std::vector<double>& step, Regression& model,
               double& loss) {
    double share = 1;
    for (std::size_t halvings = 0; halvings < kHalvingsMax; ++halvings, share /= 2) {
        Regression next = model;
        for (std::size_t a = 0; a < step.size(); ++a)
            next.coefficients[a] -= share * step[a];
        const double there = problem.loss(next);
        if (there < loss) {
            model = std::move(next);
            loss = there;
            return true;
        }
    }
    return false;
}

}  // namespace

double Regression::at(std::span<const double> covariates) const {
    double sum = coefficients.front();
    for (std::size_t j = 0; j < covariates.size(); ++j)
        sum += coefficients[j + 1] * covariates[j];
    return sum;
}

void Regression::save(base::ByteWriter& out) const {
    out.u64(coefficients.size());
    for (const double value : coefficients)
        out.f64(value);
}

Result<Regression> Regression::load(base::ByteReader& in, std::size_t columns) {
    SEATSYNC_TRY(const std::size_t count, in.count());
    if (count != columns + 1)
        return fail(ErrorCode::corrupt_data,
                    fmt::format("{} stored coefficients for {} columns", count, columns));
    Regression model;
    for (std::size_t i = 0; i < count; ++i) {
        SEATSYNC_TRY(const double value, in.f64());
        if (!std::isfinite(value))
            return fail(ErrorCode::corrupt_data, "a stored coefficient is not finite");
        model.coefficients.push_back(value);
    }
    return model;
}

Result<Regression> fit_regression(const Covariates& x, Link link, std::span<const double> outcome,
                                  std::span<const double> exposure, double ridge) {
    SEATSYNC_CHECK(check(x, link, outcome));
    const Problem problem(x, link, outcome, exposure, ridge);
    Regression model{std::vector<double>(problem.size(), 0.0)};
    double loss = problem.loss(model);
    std::vector<double> gradient;
    std::vector<double> second;
    for (std::size_t steps = 0; steps < kStepsMax; ++steps) {
        problem.derivatives(model, gradient, second);
        if (!solve(second, gradient))
            return fail(ErrorCode::internal, "the regression's equations have no solution");
        const double before = loss;
        if (!take_step(problem, gradient, model, loss) ||
            before - loss < kConverged * (std::abs(loss) + 1))
            break;
    }
    return model;
}

}  // namespace seatsync::learning
