#include "learning/move_outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace seatsync::learning {

namespace {

constexpr double kChanceMin = 1e-4;

double chance(double eta) {
    return std::clamp(1 / (1 + std::exp(-eta)), kChanceMin, 1 - kChanceMin);
}

/// The odds of an outcome; where all are alike, those of one more of each kind.
Result<Regression> odds_or_share(const Covariates& x, std::span<const double> outcome,
                                 double ridge) {
    const double sum = std::accumulate(outcome.begin(), outcome.end(), 0.0);
    const auto count = static_cast<double>(outcome.size());
    if (sum > 0 && sum < count)
        return fit_regression(x, Link::logit, outcome, {}, ridge);
    Regression share{std::vector<double>(x.columns + 1, 0.0)};
    share.coefficients.front() = std::log((sum + 1) / (count - sum + 1));
    return share;
}

}  // namespace

MoveOutcomes::MoveOutcomes(std::span<const double> log_ratios)
    : support_(std::make_shared<const Support>(change_support(log_ratios))) {}

Result<void> MoveOutcomes::fit(const Covariates& x, std::span<const double> log_ratios,
                               double ridge) {
    std::vector<double> changed;
    Covariates moved;
    moved.columns = x.columns;
    std::vector<double> up;
    std::vector<double> log_size;
    for (std::size_t i = 0; i < log_ratios.size(); ++i) {
        const bool change = std::abs(log_ratios[i]) > kUnchanged;
        changed.push_back(change ? 1.0 : 0.0);
        if (!change)
            continue;
        moved.values.insert(moved.values.end(), x.row(i).begin(), x.row(i).end());
        up.push_back(log_ratios[i] > 0 ? 1.0 : 0.0);
        log_size.push_back(std::log(std::abs(log_ratios[i])));
    }
    SEATSYNC_TRY(changed_, odds_or_share(x, changed, ridge));
    SEATSYNC_TRY(up_, odds_or_share(moved, up, ridge));
    for (std::size_t s = 0; s < sides_.size(); ++s)
        SEATSYNC_CHECK(fit_side(s, moved, up, log_size, ridge));
    return {};
}

/// A side with few changes takes the sizes of both.
Result<void> MoveOutcomes::fit_side(std::size_t side, const Covariates& moved,
                                    std::span<const double> up, std::span<const double> log_size,
                                    double ridge) {
    const auto own = std::count(up.begin(), up.end(), static_cast<double>(side));
    const bool pooled = own < static_cast<std::ptrdiff_t>(kFewestChanges / 2);
    Covariates x;
    x.columns = moved.columns;
    std::vector<double> sizes;
    for (std::size_t i = 0; i < up.size(); ++i)
        if (pooled || up[i] == static_cast<double>(side)) {
            x.values.insert(x.values.end(), moved.row(i).begin(), moved.row(i).end());
            sizes.push_back(log_size[i]);
        }
    SEATSYNC_TRY(sides_[side], ChangeLaw::fit(x, sizes, ridge));
    return {};
}

void MoveOutcomes::add_probabilities(std::span<const double> x, std::vector<float>& out) const {
    const double moved = chance(changed_.at(x));
    const double up = moved * chance(up_.at(x));
    const std::array<double, 2> mass = {moved - up, up};
    const std::array<double, 2> centre = {sides_[0].centre_at(x), sides_[1].centre_at(x)};
    for (const Cell& cell : support_->cells) {
        if (cell.atom()) {
            out.push_back(static_cast<float>(1 - moved));
            continue;
        }
        const std::size_t s = cell.points.front() < 0 ? 0 : 1;
        const double low = std::min(std::abs(cell.points.front()), std::abs(cell.points.back()));
        const double high = std::max(std::abs(cell.points.front()), std::abs(cell.points.back()));
        out.push_back(static_cast<float>(mass[s] * share_between(s, low, high, centre[s])));
    }
}

/// The outermost cells take all that lies beyond.
double MoveOutcomes::share_between(std::size_t side, double low, double high, double centre) const {
    const double from = low <= 2 * kUnchanged ? 0.0 : sides_[side].share_below(low, centre);
    const double to =
        high >= support_->cells.back().points.back() ? 1.0 : sides_[side].share_below(high, centre);
    return to - from;
}

void MoveOutcomes::save(base::ByteWriter& out) const {
    changed_.save(out);
    up_.save(out);
    for (const ChangeLaw& side : sides_)
        side.save(out);
    support_->save(out);
}

Result<MoveOutcomes> MoveOutcomes::load(base::ByteReader& in, std::size_t columns) {
    MoveOutcomes stored;
    SEATSYNC_TRY(stored.changed_, Regression::load(in, columns));
    SEATSYNC_TRY(stored.up_, Regression::load(in, columns));
    for (ChangeLaw& side : stored.sides_) {
        SEATSYNC_TRY(side, ChangeLaw::load(in, columns));
    }
    SEATSYNC_TRY(Support support, Support::load(in));
    stored.support_ = std::make_shared<const Support>(std::move(support));
    return stored;
}

}  // namespace seatsync::learning
