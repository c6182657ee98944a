#include "learning/microstructure.hpp"

#include "domain/forecast.hpp"
#include "learning/horizon_flow.hpp"
#include "learning/metrics.hpp"
#include "learning/move_outcomes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace seatsync::learning {

namespace {

constexpr std::size_t kFewestSamples = 300;
/// More rows add time, not knowledge: an even choice of them is fitted.
constexpr std::size_t kRowsMax = 15000;
constexpr std::array kRidges = {30.0, 300.0, 3000.0};
/// The outlook is penalised less than the state: it is what the model is about.
constexpr double kOutlookScale = 4;
/// Of moves that rise: its odds must stay finite.
constexpr double kShareMin = 1e-4;

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

class Microstructure final : public Predictor {
  public:
    [[nodiscard]] std::string_view name() const override { return "microstructure"; }
    [[nodiscard]] std::size_t rounds() const override { return rounds_; }

    [[nodiscard]] Result<void> fit(const Samples& train, const Samples& validation,
                                   const FitOptions& options) override {
        SEATSYNC_CHECK(check(train));
        days_column_ = options.days_to_event_column;
        SEATSYNC_TRY(flow_, OrderFlow::fit(train.x, train.event));
        horizon_days_ = domain::days_of(options.horizon);
        const Samples some = evenly(train);
        const Covariates x = covariates_of(some.x);
        outcomes_.emplace(train.log_ratio);
        if (options.rounds > 0 || validation.size() == 0)
            return fit_outcomes(x, some.log_ratio,
                                std::clamp<std::size_t>(options.rounds, 1, kRidges.size()));
        return fit_by_validation(x, some.log_ratio, validation);
    }

    [[nodiscard]] Result<Distributions> predict(const Matrix& x) const override {
        if (!outcomes_ || x.columns != features_)
            return fail(ErrorCode::invalid_argument,
                        fmt::format("{} columns, {} were fitted", x.columns, features_));
        const Covariates covariates = covariates_of(x);
        std::vector<float> probabilities;
        probabilities.reserve(x.rows() * outcomes_->support()->cells.size());
        for (std::size_t i = 0; i < covariates.rows(); ++i)
            outcomes_->add_probabilities(covariates.row(i), probabilities);
        return Distributions(outcomes_->support(), std::move(probabilities),
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
            const double up = std::clamp(outlook.up_share, kShareMin, 1 - kShareMin);
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

    [[nodiscard]] Result<void> fit_outcomes(const Covariates& x, std::span<const double> log_ratios,
                                            std::size_t ridge) {
        rounds_ = ridge;
        return outcomes_->fit(x, log_ratios, kRidges[ridge - 1]);
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

    std::size_t features_ = 0;
    std::size_t days_column_ = 0;
    double horizon_days_ = 0;
    std::size_t rounds_ = 0;  ///< 1 + index into kRidges.
    std::optional<OrderFlow> flow_;
    std::optional<MoveOutcomes> outcomes_;
};

Result<std::string> Microstructure::save() const {
    base::ByteWriter out;
    if (!outcomes_)
        return fail(ErrorCode::invalid_argument, "nothing was fitted");
    for (const std::size_t value : {features_, days_column_, rounds_})
        out.u64(value);
    out.f64(horizon_days_);
    flow_->save(out);
    outcomes_->save(out);
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
    SEATSYNC_TRY(outcomes_, MoveOutcomes::load(in, flow_->covariates().size() + 4));
    if (!in.at_end())
        return fail(ErrorCode::corrupt_data, "bytes behind a stored model");
    return {};
}

}  // namespace

std::unique_ptr<Predictor> make_microstructure() {
    return std::make_unique<Microstructure>();
}

}  // namespace seatsync::learning
