#include "adapters/model_xgboost/xgboost_predictor.hpp"

#include "adapters/model_xgboost/booster.hpp"
#include "learning/cell_prior.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>
#include <optional>

namespace seatsync::model_xgboost {

namespace {

using learning::CellPrior;
using learning::Distributions;
using learning::FitOptions;
using learning::Matrix;
using learning::Samples;

constexpr std::size_t kRoundsMax = 150;
constexpr std::size_t kPatience = 12;
/// The final fit sees more rows than the one that chose the rounds.
constexpr double kRoundsForAll = 1.1;

Booster::Parameters parameters(std::size_t classes, std::uint64_t seed) {
    return {{"objective", "multi:softprob"},
            {"num_class", fmt::to_string(classes)},
            {"eval_metric", "mlogloss"},
            {"base_score", "0"},
            {"tree_method", "hist"},
            {"max_bin", "64"},
            {"grow_policy", "depthwise"},
            {"max_depth", "4"},
            {"eta", "0.08"},
            {"min_child_weight", "5"},
            {"lambda", "5"},
            {"subsample", "0.7"},
            {"colsample_bytree", "0.4"},
            {"nthread", "1"},
            {"verbosity", "0"},
            {"seed", fmt::to_string(seed % 2147483647)}};
}

class XgboostPredictor final : public learning::Predictor {
  public:
    explicit XgboostPredictor(std::size_t prediction_threads) : threads_(prediction_threads) {}

    [[nodiscard]] std::string_view name() const override { return "xgboost"; }
    [[nodiscard]] std::size_t rounds() const override { return rounds_; }

    [[nodiscard]] Result<void> fit(const Samples& train, const Samples& validation,
                                   const FitOptions& options) override {
        SEATSYNC_TRY(prior_, CellPrior::fit(train, options.days_to_event_column));
        columns_ = train.x.columns;
        booster_.reset();
        rounds_ = 0;
        if (prior_->cells() < 2)  // A price that never moved: the prior says it all.
            return {};
        SEATSYNC_TRY(const TrainingMatrix matrix, matrix_of(train));
        SEATSYNC_TRY(booster_, Booster::make(matrix, parameters(prior_->cells(), options.seed)));
        return options.rounds > 0 || validation.size() == 0
                   ? boost(matrix, static_cast<std::size_t>(std::lround(
                                       kRoundsForAll * static_cast<double>(options.rounds))))
                   : boost_until_no_better(matrix, validation);
    }

    [[nodiscard]] Result<Distributions> predict(const Matrix& x) const override {
        if (!prior_ || x.columns != columns_)
            return fail(ErrorCode::invalid_argument,
                        fmt::format("{} columns, {} were fitted", x.columns, columns_));
        std::span<const float> margins;
        if (rounds_ > 0 && x.rows() > 0) {
            SEATSYNC_TRY(margins, booster_->margins(x.values, x.columns, rounds_));
            if (margins.size() != x.rows() * prior_->cells())
                return fail(ErrorCode::corrupt_data,
                            fmt::format("the trees answer {} numbers for {} rows of {} cells",
                                        margins.size(), x.rows(), prior_->cells()));
        }
        return prior_->distributions(x, margins, threads_);
    }

    [[nodiscard]] Result<std::vector<double>> importance() const override {
        if (rounds_ == 0)
            return std::vector<double>{};
        SEATSYNC_TRY(std::vector<double> gains, booster_->gains(columns_));
        const double total = std::accumulate(gains.begin(), gains.end(), 0.0);
        for (double& gain : gains)
            gain = total > 0 ? gain / total : 0.0;
        return gains;
    }

    [[nodiscard]] Result<std::string> save() const override {
        base::ByteWriter out;
        out.u64(columns_);
        out.u64(rounds_);
        prior_->save(out);
        if (rounds_ > 0) {
            SEATSYNC_TRY(const std::string trees, booster_->save());
            out.text(trees);
        }
        return out.take();
    }

    [[nodiscard]] Result<void> load(std::string_view bytes) override {
        base::ByteReader in(bytes);
        SEATSYNC_TRY(columns_, in.u64());
        SEATSYNC_TRY(rounds_, in.u64());
        SEATSYNC_TRY(prior_, CellPrior::load(in, columns_));
        booster_.reset();
        if (rounds_ > 0) {
            SEATSYNC_TRY(const std::string_view trees, in.text());
            SEATSYNC_TRY(booster_, Booster::load(trees));
            SEATSYNC_CHECK(booster_->set_threads(threads_));
        }
        if (!in.at_end())
            return fail(ErrorCode::corrupt_data, "bytes behind the stored trees");
        return {};
    }

  private:
    [[nodiscard]] Result<TrainingMatrix> matrix_of(const Samples& samples) const {
        std::vector<float> labels;
        std::vector<float> margins;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            labels.push_back(static_cast<float>(prior_->support()->cell_of(samples.log_ratio[i])));
            const auto prior = prior_->log_probabilities(samples.x.row(i));
            margins.insert(margins.end(), prior.begin(), prior.end());
        }
        return TrainingMatrix::make(samples.x.values, samples.x.columns, labels, margins);
    }

    [[nodiscard]] Result<void> boost(const TrainingMatrix& matrix, std::size_t rounds) {
        for (std::size_t round = 0; round < rounds; ++round)
            SEATSYNC_CHECK(booster_->update(static_cast<int>(round), matrix));
        rounds_ = rounds;
        return booster_->set_threads(threads_);
    }

    /// Keeps the number of rounds that served `validation` best; trees beyond it are not read.
    [[nodiscard]] Result<void> boost_until_no_better(const TrainingMatrix& matrix,
                                                     const Samples& validation) {
        SEATSYNC_TRY(const TrainingMatrix judge, matrix_of(validation));
        SEATSYNC_TRY(double best, booster_->log_loss(0, judge));
        for (std::size_t round = 0; round < kRoundsMax && round < rounds_ + kPatience; ++round) {
            SEATSYNC_CHECK(booster_->update(static_cast<int>(round), matrix));
            SEATSYNC_TRY(const double loss, booster_->log_loss(static_cast<int>(round), judge));
            if (loss < best) {
                best = loss;
                rounds_ = round + 1;
            }
        }
        return booster_->set_threads(threads_);
    }

    std::size_t threads_;
    std::size_t columns_ = 0;
    std::size_t rounds_ = 0;
    std::optional<CellPrior> prior_;
    std::optional<Booster> booster_;
};

}  // namespace

std::unique_ptr<learning::Predictor> make_predictor(std::size_t prediction_threads) {
    return std::make_unique<XgboostPredictor>(prediction_threads);
}

}  // namespace seatsync::model_xgboost
