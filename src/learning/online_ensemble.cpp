#include "learning/online_ensemble.hpp"

#include "learning/day_stretches.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace seatsync::learning {

namespace {

/// About so many outcomes are remembered by the weights.
constexpr double kMemory = 1 - 1.0 / 500;
/// A share of the weight that all members have, so that none is out for good.
constexpr double kShared = 0.05;
/// Independent outcomes in a cell that speak for no correction.
constexpr double kPrior = 2;
constexpr double kMassTolerance = 1e-3;

bool says_something(std::span<const double> masses, std::size_t cells) {
    if (masses.size() != cells)
        return false;
    double sum = 0;
    for (const double mass : masses) {
        if (!(mass >= 0))
            return false;
        sum += mass;
    }
    return std::abs(sum - 1) < kMassTolerance;  // False for infinite ones.
}

LogRatios nothing() {
    LogRatios none;
    none.fill(std::numeric_limits<double>::quiet_NaN());
    return none;
}

std::vector<double> at_level(const std::vector<LogRatios>& members, std::size_t level) {
    std::vector<double> says;
    for (const LogRatios& one : members)
        says.push_back(one[level]);
    return says;
}

/// The mean of what was learned near and everywhere, with the share of all.
Result<std::vector<double>> shared_weights(const ExpertWeights& near,
                                           const ExpertWeights& everywhere,
                                           std::span<const double> says) {
    SEATSYNC_TRY(std::vector<double> weights, near.weights(says));
    SEATSYNC_TRY(const std::vector<double> others, everywhere.weights(says));
    const auto awake = static_cast<double>(
        std::count_if(says.begin(), says.end(), [](double one) { return std::isfinite(one); }));
    for (std::size_t i = 0; i < weights.size(); ++i)
        weights[i] = std::isfinite(says[i])
                         ? (1 - kShared) * (weights[i] + others[i]) / 2 + kShared / awake
                         : 0.0;
    return weights;
}

/// One for each level, of as many members.
Result<std::vector<ExpertWeights>> load_weights(base::ByteReader& in, std::size_t members) {
    std::vector<ExpertWeights> levels;
    for (const double level : domain::kLevels) {
        SEATSYNC_TRY(const std::string_view bytes, in.text());
        SEATSYNC_TRY(ExpertWeights stored, ExpertWeights::load(bytes));
        if (stored.experts() != members || stored.options().level != level)
            return fail(ErrorCode::corrupt_data, "stored weights of other members or levels");
        levels.push_back(std::move(stored));
    }
    return levels;
}

/// Moves the outer levels out to where the members' reaches lie in the mean.
void reach_out(std::span<const std::array<double, 2>> reach, EnsembleAnswer& answer) {
    double low = 0;
    double high = 0;
    for (std::size_t k = 0; k < reach.size(); ++k)
        if (answer.weights[k] > 0) {
            low += answer.weights[k] * reach[k].front();
            high += answer.weights[k] * reach[k].back();
        }
    answer.log_ratios.front() = std::min(answer.log_ratios.front(), low);
    answer.log_ratios.back() = std::max(answer.log_ratios.back(), high);
}

}  // namespace

Result<OnlineEnsemble> OnlineEnsemble::make(std::size_t members,
                                            std::shared_ptr<const Support> support,
                                            double overlap) {
    OnlineEnsemble ensemble;
    for (const double level : domain::kLevels) {
        SEATSYNC_TRY(auto weights, ExpertWeights::make(members, {.rule = ExpertRule::ml_poly,
                                                                 .loss = ExpertLoss::pinball,
                                                                 .level = level,
                                                                 .memory = kMemory}));
        ensemble.everywhere_.push_back(std::move(weights));
    }
    ensemble.by_days_.assign(kDayEdges.size(), ensemble.everywhere_);
    ensemble.corrections_.assign(members, CellCorrection(support->cells.size(), kPrior * overlap));
    ensemble.support_ = std::move(support);
    return ensemble;
}

LogRatios OnlineEnsemble::quantiles(std::span<const double> masses) const {
    const Distributions one(support_, std::vector<float>(masses.begin(), masses.end()), {0.0});
    LogRatios quantiles;
    for (std::size_t i = 0; i < quantiles.size(); ++i)
        quantiles[i] = one.quantile(0, domain::kLevels[i]);
    return quantiles;
}

Result<EnsembleAnswer> OnlineEnsemble::answer(const EnsembleQuestion& question) const {
    if (question.masses.size() != members())
        return fail(ErrorCode::invalid_argument,
                    fmt::format("{} answers of {} members", question.masses.size(), members()));
    if (!question.reach.empty() && question.reach.size() != members())
        return fail(
            ErrorCode::invalid_argument,
            fmt::format("the reach of {} members, there are {}", question.reach.size(), members()));
    EnsembleAnswer answer;
    for (std::size_t k = 0; k < members(); ++k)
        answer.members.push_back(
            says_something(question.masses[k], support_->cells.size())
                ? quantiles(corrections_[k].corrected(question.masses[k], question.days_to_event))
                : nothing());
    answer.weights.assign(members(), 0.0);
    const Weights& near = by_days_[day_stretch(question.days_to_event)];
    for (std::size_t i = 0; i < domain::kLevels.size(); ++i) {
        const std::vector<double> says = at_level(answer.members, i);
        SEATSYNC_TRY(const auto weights, shared_weights(near[i], everywhere_[i], says));
        for (std::size_t k = 0; k < members(); ++k) {
            if (weights[k] > 0)
                answer.log_ratios[i] += weights[k] * says[k];
            answer.weights[k] += weights[k] / static_cast<double>(domain::kLevels.size());
        }
    }
    std::sort(answer.log_ratios.begin(), answer.log_ratios.end());
    if (!question.reach.empty())
        reach_out(question.reach, answer);
    return answer;
}

Result<void> OnlineEnsemble::learn(const EnsembleQuestion& question, const EnsembleAnswer& answer,
                                   double log_ratio) {
    if (!std::isfinite(log_ratio))
        return fail(ErrorCode::invalid_argument, fmt::format("the outcome {} is none", log_ratio));
    Weights& near = by_days_[day_stretch(question.days_to_event)];
    for (std::size_t i = 0; i < domain::kLevels.size(); ++i) {
        const std::vector<double> said = at_level(answer.members, i);
        SEATSYNC_CHECK(near[i].learn(said, log_ratio));
        SEATSYNC_CHECK(everywhere_[i].learn(said, log_ratio));
    }
    const std::size_t cell = support_->cell_of(log_ratio);
    for (std::size_t k = 0; k < members(); ++k)
        if (std::isfinite(answer.members[k].front()))
            corrections_[k].learn(question.masses[k], question.days_to_event, cell);
    return {};
}

void OnlineEnsemble::save(base::ByteWriter& out) const {
    support_->save(out);
    out.u64(members());
    for (const CellCorrection& correction : corrections_)
        correction.save(out);
    const auto save_weights = [&out](const Weights& weights) {
        for (const ExpertWeights& level : weights)
            out.text(level.save());
    };
    save_weights(everywhere_);
    for (const Weights& near : by_days_)
        save_weights(near);
}

Result<OnlineEnsemble> OnlineEnsemble::load(base::ByteReader& in) {
    SEATSYNC_TRY(Support support, Support::load(in));
    SEATSYNC_TRY(const std::size_t members, in.count());
    OnlineEnsemble stored;
    for (std::size_t k = 0; k < members; ++k) {
        SEATSYNC_TRY(CellCorrection correction, CellCorrection::load(in));
        if (correction.cells() != support.cells.size())
            return fail(ErrorCode::corrupt_data, "a stored member is corrected in other cells");
        stored.corrections_.push_back(std::move(correction));
    }
    SEATSYNC_TRY(stored.everywhere_, load_weights(in, members));
    for (std::size_t stretch = 0; stretch < kDayEdges.size(); ++stretch) {
        SEATSYNC_TRY(Weights near, load_weights(in, members));
        stored.by_days_.push_back(std::move(near));
    }
    stored.support_ = std::make_shared<const Support>(std::move(support));
    return stored;
}

Result<domain::Forecast> forecast_of(const EnsembleAnswer& answer, double last_price) {
    domain::Forecast forecast;
    for (std::size_t i = 0; i < answer.log_ratios.size(); ++i)
        forecast.quantiles[i] = last_price * std::exp(answer.log_ratios[i]);
    forecast.point = forecast.quantiles[domain::kLevels.size() / 2];
    return checked(forecast);
}

}  // namespace seatsync::learning
