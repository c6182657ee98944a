#include "learning/microstructure.hpp"

#include "domain/forecast.hpp"
#include "learning/change_law.hpp"
#include "learning/horizon_flow.hpp"
#include "learning/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace seatsync::learning {

namespace {

constexpr std::size_t kFewestSamples = 300;
constexpr std::size_t kFewestChanges = 60;
/// More rows add time, not knowledge: an even choice of them is fitted.
constexpr std::size_t kRowsMax = 15000;
constexpr std::array kRidges = {30.0, 300.0, 3000.0};
/// The outlook is penalised less than the state: it is what the model is about.
constexpr double kOutlookScale = 4;
constexpr double kChanceMin = 1e-4;

double chance(double eta) {
    return std::clamp(1 / (1 + std::exp(-eta)), kChanceMin, 1 - kChanceMin);
}

Samples evenly(const Samples& samples) {
    if (samples.size() <= kRowsMax)
        return samples;
    Samples some;
    some.x.columns = samples.x.columns;
    for (std::size_t i = 0; i < kRowsMax; ++i) {
        const std::size_t row = i * samples.size() / kRowsMax;
        some.x.add(samples.x.row(row));
        some.log_ratio.push_back(samples.log_ratio[row]);
        some.event.push_back(samples.event[row]);
    }
    return some;
}

/// The horizon is not told: of those there are, the one whose expected moves explain best which
/// prices were another at its end.
Result<double> likeliest_horizon(const OrderFlow& flow, const Samples& samples,
                                 std::size_t days_column) {
    std::vector<double> changed;
    for (const double value : samples.log_ratio)
        changed.push_back(std::abs(value) > kUnchanged ? 1.0 : 0.0);
    const auto same = [&](double value) { return value == changed.front(); };
    double best = 0;
    double best_loss = std::numeric_limits<double>::infinity();
    if (std::all_of(changed.begin(), changed.end(), same))
        return best;
    for (const domain::Horizon horizon : domain::kHorizons) {
        std::vector<double> moves;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            std::vector<double> state = flow.state_of(samples.x.row(i));
            const auto days = static_cast<double>(samples.x.row(i)[days_column]);
            moves.push_back(
                outlook_of(slices_of(flow, state, days, domain::days_of(horizon))).moves);
        }
        SEATSYNC_TRY(const Regression level, fit_regression({}, Link::hazard, changed, moves, 0));
        const double loss = learning::loss_of(level, {}, Link::hazard, changed, moves);
        if (loss < best_loss) {
            best = domain::days_of(horizon);
            best_loss = loss;
        }
    }
    return best;
}

class Microstructure final : public Predictor {
  public:
    [[nodiscard]] std::string_view name() const override { return "microstructure"; }
    [[nodiscard]] std::size_t rounds() const override { return rounds_; }

    [[nodiscard]] Result<void> fit(const Samples& train, const Samples& validation,
                                   const FitOptions& options) override {
        SEATSYNC_CHECK(check(train));
        days_column_ = options.days_to_event_column;
        SEATSYNC_TRY(flow_, OrderFlow::fit(train.x, train.event));
        const Samples some = evenly(train);
        SEATSYNC_TRY(horizon_days_, likeliest_horizon(*flow_, some, days_column_));
        const Covariates x = covariates_of(some.x);
        support_ = std::make_shared<const Support>(change_support(train.log_ratio));
        if (options.rounds > 0 || validation.size() == 0)
            return fit_outcomes(x, some.log_ratio,
                                std::clamp<std::size_t>(options.rounds, 1, kRidges.size()));
        return fit_by_validation(x, some.log_ratio, validation);
    }

    [[nodiscard]] Result<Distributions> predict(const Matrix& x) const override {
        if (!flow_ || x.columns != features_)
            return fail(ErrorCode::invalid_argument,
                        fmt::format("{} columns, {} were fitted", x.columns, features_));
        const Covariates covariates = covariates_of(x);
        std::vector<float> probabilities;
        probabilities.reserve(x.rows() * support_->cells.size());
        for (std::size_t i = 0; i < covariates.rows(); ++i)
            add_probabilities(covariates.row(i), probabilities);
        return Distributions(support_, std::move(probabilities),
                             std::vector<double>(x.rows(), 0.0));
    }

    [[nodiscard]] Result<std::string> save() const override;
    [[nodiscard]] Result<void> load(std::string_view bytes) override;

  private:
    [[nodiscard]] Result<void> check(const Samples& train) {
        const auto changes =
            std::count_if(train.log_ratio.begin(), train.log_ratio.end(),
                          [](double value) { return std::abs(value) > kUnchanged; });
        if (train.size() < kFewestSamples || changes < static_cast<std::ptrdiff_t>(kFewestChanges))
            return fail(ErrorCode::insufficient_data,
                        fmt::format("{} answered questions with {} changes of price; {} with {} "
                                    "are needed",
                                    train.size(), changes, kFewestSamples, kFewestChanges));
        features_ = train.x.columns;
        return {};
    }

    /// The state of each row, and what its hazards add up to over the horizon.
    [[nodiscard]] Covariates covariates_of(const Matrix& x) const {
        Covariates out;
        out.columns = flow_->covariates().size() + 4;
        out.values.reserve(out.columns * x.rows());
        for (std::size_t i = 0; i < x.rows(); ++i) {
            std::vector<double> state = flow_->state_of(x.row(i));
            out.values.insert(out.values.end(), state.begin(), state.end());
            const auto days = static_cast<double>(x.row(i)[days_column_]);
            const FlowOutlook outlook = outlook_of(slices_of(*flow_, state, days, horizon_days_));
            const double up = std::clamp(outlook.up_share, kChanceMin, 1 - kChanceMin);
            for (const double value : {std::log(outlook.moves), std::log(up / (1 - up)),
                                       std::log(outlook.size), std::log1p(outlook.moves)})
                out.values.push_back(kOutlookScale * value);
        }
        return out;
    }

    [[nodiscard]] Result<void> fit_by_validation(const Covariates& x,
                                                 std::span<const double> log_ratios,
                                                 const Samples& validation) {
        std::size_t best = 0;
        double best_loss = 0;
        for (std::size_t ridge = 1; ridge <= kRidges.size(); ++ridge) {
            SEATSYNC_CHECK(fit_outcomes(x, log_ratios, ridge));
            SEATSYNC_TRY(const Distributions predicted, predict(validation.x));
            const double loss = loss_of(predicted, validation.log_ratio);
            if (best == 0 || loss < best_loss) {
                best = ridge;
                best_loss = loss;
            }
        }
        return best == rounds_ ? Result<void>() : fit_outcomes(x, log_ratios, best);
    }

    /// Mean pinball loss of the log ratio over the stated levels.
    [[nodiscard]] static double loss_of(const Distributions& predicted,
                                        std::span<const double> log_ratios) {
        double sum = 0;
        for (std::size_t i = 0; i < log_ratios.size(); ++i)
            for (const double level : domain::kLevels)
                sum += pinball(level, predicted.quantile(i, level), log_ratios[i]);
        return sum;
    }

    [[nodiscard]] Result<void> fit_outcomes(const Covariates& x, std::span<const double> log_ratios,
                                            std::size_t ridge) {
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
        rounds_ = ridge;
        const double strength = kRidges[ridge - 1];
        SEATSYNC_TRY(changed_, odds_or_share(x, changed, strength));
        SEATSYNC_TRY(up_, odds_or_share(moved, up, strength));
        for (std::size_t s = 0; s < sides_.size(); ++s)
            SEATSYNC_CHECK(fit_side(s, moved, up, log_size, strength));
        return {};
    }

    /// The odds of an outcome; where all are alike, those of one more of each kind.
    [[nodiscard]] static Result<Regression> odds_or_share(const Covariates& x,
                                                          std::span<const double> outcome,
                                                          double ridge) {
        const double sum = std::accumulate(outcome.begin(), outcome.end(), 0.0);
        const auto count = static_cast<double>(outcome.size());
        if (sum > 0 && sum < count)
            return fit_regression(x, Link::logit, outcome, {}, ridge);
        Regression share{std::vector<double>(x.columns + 1, 0.0)};
        share.coefficients.front() = std::log((sum + 1) / (count - sum + 1));
        return share;
    }

    /// A side with few changes takes the sizes of both.
    [[nodiscard]] Result<void> fit_side(std::size_t side, const Covariates& moved,
                                        std::span<const double> up,
                                        std::span<const double> log_size, double ridge) {
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

    void add_probabilities(std::span<const double> x, std::vector<float>& out) const {
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
            const double low =
                std::min(std::abs(cell.points.front()), std::abs(cell.points.back()));
            const double high =
                std::max(std::abs(cell.points.front()), std::abs(cell.points.back()));
            out.push_back(static_cast<float>(mass[s] * share_between(s, low, high, centre[s])));
        }
    }

    /// The outermost cells take all that lies beyond.
    [[nodiscard]] double share_between(std::size_t side, double low, double high,
                                       double centre) const {
        const double from = low <= 2 * kUnchanged ? 0.0 : sides_[side].share_below(low, centre);
        const double to = high >= support_->cells.back().points.back()
                              ? 1.0
                              : sides_[side].share_below(high, centre);
        return to - from;
    }

    std::size_t features_ = 0;
    std::size_t days_column_ = 0;
    double horizon_days_ = 0;
    std::size_t rounds_ = 0;  ///< 1 + index into kRidges.
    std::optional<OrderFlow> flow_;
    Regression changed_;
    Regression up_;
    std::array<ChangeLaw, 2> sides_;  ///< Down, up.
    std::shared_ptr<const Support> support_;
};

Result<std::string> Microstructure::save() const {
    base::ByteWriter out;
    if (!flow_)
        return fail(ErrorCode::invalid_argument, "nothing was fitted");
    for (const std::size_t value : {features_, days_column_, rounds_})
        out.u64(value);
    out.f64(horizon_days_);
    flow_->save(out);
    changed_.save(out);
    up_.save(out);
    for (const ChangeLaw& side : sides_)
        side.save(out);
    out.u64(support_->cells.size());
    for (const Cell& cell : support_->cells) {
        out.f64(cell.points.front());
        out.f64(cell.points.back());
    }
    return out.take();
}

Result<void> Microstructure::load(std::string_view bytes) {
    base::ByteReader in(bytes);
    for (std::size_t* value : {&features_, &days_column_, &rounds_}) {
        SEATSYNC_TRY(*value, in.u64());
    }
    SEATSYNC_TRY(horizon_days_, in.f64());
    SEATSYNC_TRY(flow_, OrderFlow::load(in));
    if (days_column_ >= features_)
        return fail(ErrorCode::corrupt_data,
                    fmt::format("column {} of a stored model of {}", days_column_, features_));
    const std::size_t columns = flow_->covariates().size() + 4;
    SEATSYNC_TRY(changed_, Regression::load(in, columns));
    SEATSYNC_TRY(up_, Regression::load(in, columns));
    for (ChangeLaw& side : sides_) {
        SEATSYNC_TRY(side, ChangeLaw::load(in, columns));
    }
    SEATSYNC_TRY(const std::size_t cells, in.count());
    Support support;
    for (std::size_t i = 0; i < cells; ++i) {
        SEATSYNC_TRY(const double front, in.f64());
        SEATSYNC_TRY(const double back, in.f64());
        if (!(front <= back))
            return fail(ErrorCode::corrupt_data, "a stored cell has no ascending points");
        support.cells.push_back(
            {.points = front == back ? std::vector{front} : std::vector{front, back}});
    }
    if (support.cells.empty() || !in.at_end())
        return fail(ErrorCode::corrupt_data, "a stored model without cells, or with more behind");
    support_ = std::make_shared<const Support>(std::move(support));
    return {};
}

}  // namespace

std::unique_ptr<Predictor> make_microstructure() {
    return std::make_unique<Microstructure>();
}

}  // namespace seatsync::learning
