#include "adapters/model_torch/net_predictor.hpp"

#include "adapters/model_torch/attribution.hpp"
#include "adapters/model_torch/checkpoint.hpp"
#include "adapters/model_torch/inference.hpp"
#include "adapters/model_torch/input_scaling.hpp"
#include "adapters/model_torch/training.hpp"
#include "learning/cell_prior.hpp"
#include "learning/stretches.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numeric>
#include <optional>

namespace seatsync::model_torch {

namespace {

using learning::CellPrior;
using learning::Distributions;
using learning::FitOptions;
using learning::Matrix;
using learning::Samples;

/// More would be no net of ours, and its sizes would overflow.
constexpr std::size_t kWidestLayer = 4096;
/// Of the sum in place of the integral that explains an answer: more are taken until the parts add
/// up to the answer within kAttributionGap, a tenth of a per cent of the price.
constexpr std::size_t kAttributionPoints = 1024;
constexpr std::size_t kAttributionPointsMax = 16384;
constexpr double kAttributionGap = 1e-3;

double gap_of(const Attribution& parts) {
    double sum = parts.base - parts.answer;
    for (const double part : parts.statics)
        sum += part;
    for (const double part : parts.steps)
        sum += part;
    return std::abs(sum);
}

class NetPredictor final : public learning::Predictor {
  public:
    explicit NetPredictor(const NetOptions& options) : options_(options) {}

    [[nodiscard]] std::string_view name() const override { return name_of(options_.kind); }
    [[nodiscard]] std::size_t rounds() const override { return epochs_; }

    [[nodiscard]] Result<void> fit(const Samples& train, const Samples& validation,
                                   const FitOptions& options) override {
        SEATSYNC_TRY(prior_, CellPrior::fit(train, options.days_to_event_column));
        scaling_ = InputScaling::fit(train.x, options_.kind == NetKind::transformer);
        net_.reset();
        parameters_.clear();
        epochs_ = 0;
        if (!scaling_->fits(train.x))
            return fail(ErrorCode::invalid_argument,
                        fmt::format("{} reads recent paths, and the questions carry none", name()));
        if (prior_->cells() < 2)  // A price that never moved: the prior says it all.
            return {};
        const bool judged = options.rounds == 0 && validation.size() > 0;
        SEATSYNC_TRY(TrainedNet trained,
                     judged ? trained_until_no_better(encoded(train), encoded(validation), options)
                            : trained_for_rounds(encoded(train), options));
        return use(std::move(trained));
    }

    [[nodiscard]] Result<Distributions> predict(const Matrix& x) const override {
        if (!prior_ || x.columns != scaling_->columns())
            return fail(ErrorCode::invalid_argument,
                        fmt::format("{} columns, {} were fitted", x.columns,
                                    scaling_ ? scaling_->columns() : 0));
        if (x.rows() > 0 && !scaling_->fits(x))
            return fail(ErrorCode::invalid_argument,
                        fmt::format("{} reads recent paths, and the questions carry none", name()));
        return prior_->distributions(x, margins(x), options_.prediction_threads);
    }

    [[nodiscard]] Result<std::vector<learning::Explanation>> explain(
        const Matrix& x) const override {
        if (!net_)
            return std::vector<learning::Explanation>{};
        if (!scaling_->fits(x))
            return fail(ErrorCode::invalid_argument, "the questions are not those fitted");
        SEATSYNC_TRY(const auto modules, open_differentiator(shape()));
        std::vector<learning::Explanation> explanations;
        for (std::size_t i = 0; i < x.rows(); ++i) {
            SEATSYNC_TRY(learning::Explanation explanation, explained(*modules, x, i));
            explanations.push_back(std::move(explanation));
        }
        return explanations;
    }

    [[nodiscard]] Result<std::string> save() const override {
        base::ByteWriter out;
        scaling_->save(out);
        prior_->save(out);
        out.u64(epochs_);
        out.u64(options_.width);
        out.u64(parameters_.size());
        for (const float number : parameters_)
            out.f64(static_cast<double>(number));
        return out.take();
    }

    [[nodiscard]] Result<void> load(std::string_view bytes) override {
        base::ByteReader in(bytes);
        SEATSYNC_TRY(scaling_, InputScaling::load(in));
        SEATSYNC_TRY(prior_, CellPrior::load(in, scaling_->columns()));
        TrainedNet trained;
        SEATSYNC_TRY(trained.epochs, in.u64());
        SEATSYNC_TRY(options_.width, in.u64());
        if (options_.width == 0 || options_.width > kWidestLayer)
            return fail(ErrorCode::corrupt_data, "a stored net has an impossible width");
        SEATSYNC_TRY(const std::size_t count, in.count());
        if (count != (trained.epochs > 0 ? parameter_count(shape()) : 0))
            return fail(ErrorCode::corrupt_data,
                        fmt::format("a stored net has {} parameters", count));
        for (std::size_t i = 0; i < count; ++i) {
            SEATSYNC_TRY(const double number, in.f64());
            if (!std::isfinite(number))
                return fail(ErrorCode::corrupt_data, "a stored parameter is no number");
            trained.parameters.push_back(static_cast<float>(number));
        }
        if (!in.at_end())
            return fail(ErrorCode::corrupt_data, "bytes behind the stored net");
        return use(std::move(trained));
    }

  private:
    [[nodiscard]] NetShape shape() const {
        return {.kind = options_.kind,
                .steps = scaling_->steps(),
                .step_inputs = scaling_->step_inputs(),
                .statics = scaling_->statics(),
                .cells = prior_->cells(),
                .width = options_.width};
    }

    [[nodiscard]] Result<void> use(TrainedNet trained) {
        epochs_ = trained.epochs;
        parameters_ = std::move(trained.parameters);
        net_ = parameters_.empty() ? nullptr : make_inference(shape(), parameters_);
        return {};
    }

    [[nodiscard]] NetData encoded(const Samples& samples) const {
        const NetShape s = shape();
        NetData data;
        data.rows = samples.size();
        data.statics.resize(data.rows * s.statics);
        data.steps.resize(data.rows * s.steps * s.step_inputs);
        for (std::size_t i = 0; i < data.rows; ++i) {
            scaling_->encode(samples.x, i,
                             std::span(data.statics).subspan(i * s.statics, s.statics),
                             std::span(data.steps)
                                 .subspan(i * s.steps * s.step_inputs, s.steps * s.step_inputs));
            const auto prior = prior_->log_probabilities(samples.x.row(i));
            data.log_prior.insert(data.log_prior.end(), prior.begin(), prior.end());
            data.labels.push_back(
                static_cast<std::int64_t>(prior_->support()->cell_of(samples.log_ratio[i])));
        }
        return data;
    }

    [[nodiscard]] std::vector<float> margins(const Matrix& x) const {
        if (!net_)
            return {};
        const NetShape s = shape();
        std::vector<float> out(x.rows() * s.cells);
        learning::for_each_stretch(
            x.rows(), options_.prediction_threads, [&](std::size_t begin, std::size_t end) {
                answer_rows(
                    *net_, s, begin, end,
                    [&](std::size_t i, std::span<float> statics, std::span<float> steps) {
                        scaling_->encode(x, i, statics, steps);
                    },
                    std::span(out).subspan(begin * s.cells, (end - begin) * s.cells));
            });
        return out;
    }

    [[nodiscard]] Result<learning::Explanation> explained(Differentiator& modules, const Matrix& x,
                                                          std::size_t i) const {
        const NetShape s = shape();
        std::vector<float> statics(s.statics);
        std::vector<float> steps(s.steps * s.step_inputs);
        scaling_->encode(x, i, statics, steps);
        std::vector<float> values;
        for (const learning::Cell& cell : prior_->support()->cells)
            values.push_back(
                static_cast<float>(std::accumulate(cell.points.begin(), cell.points.end(), 0.0) /
                                   static_cast<double>(cell.points.size())));
        const auto with = [&](std::size_t points) {
            return integrated_gradients(modules, s, parameters_, {1, statics, steps},
                                        prior_->log_probabilities(x.row(i)), values, points);
        };
        SEATSYNC_TRY(Attribution parts, with(kAttributionPoints));
        for (std::size_t points = 4 * kAttributionPoints;
             gap_of(parts) > kAttributionGap && points <= kAttributionPointsMax; points *= 4) {
            SEATSYNC_TRY(parts, with(points));
        }
        if (gap_of(parts) > kAttributionGap)
            return fail(ErrorCode::internal,
                        fmt::format("the parts of the answer miss it by {}", gap_of(parts)));
        learning::Explanation explanation{.base = parts.base,
                                          .answer = parts.answer,
                                          .columns = std::vector<double>(x.columns, 0.0),
                                          .path = 0};
        for (std::size_t j = 0; j < parts.statics.size(); ++j)
            explanation.columns[scaling_->column_of(j)] += parts.statics[j];
        explanation.path = std::accumulate(parts.steps.begin(), parts.steps.end(), 0.0);
        return explanation;
    }

    [[nodiscard]] Result<TrainedNet> trained_until_no_better(const NetData& train,
                                                             const NetData& validation,
                                                             const FitOptions& fit) const {
        const std::uint64_t key = key_of({&train, &validation}, fit);
        return train_until_no_better(shape(), train, validation, options_, fit.seed,
                                     resumption_of(key));
    }
    [[nodiscard]] Result<TrainedNet> trained_for_rounds(const NetData& train,
                                                        const FitOptions& fit) const {
        return train_for(fit.rounds, shape(), train, options_, fit.seed,
                         resumption_of(key_of({&train}, fit)));
    }

    [[nodiscard]] Resumption resumption_of(std::uint64_t key) const {
        return resumption_in(options_.checkpoints, key, parameter_count(shape()));
    }

    /// Names a training by all that it depends on.
    [[nodiscard]] std::uint64_t key_of(std::initializer_list<const NetData*> data,
                                       const FitOptions& fit) const {
        if (options_.checkpoints.empty())
            return 0;
        std::string text =
            fmt::format("{} {} {} {} {} {} {} {} {} {} {} {} {}", name(), fit.seed, fit.rounds,
                        options_.epochs_max, options_.patience, options_.rows_per_epoch,
                        options_.validation_rows_max, options_.batch, options_.learning_rate,
                        options_.weight_decay, options_.averaging, options_.static_dropout,
                        options_.hidden_dropout);
        const auto add = [&](const auto& numbers) {
            text += fmt::format(" {} {}", numbers.size(),
                                base::checksum({reinterpret_cast<const char*>(numbers.data()),
                                                numbers.size() * sizeof(numbers[0])}));
        };
        for (const NetData* part : data) {
            add(part->statics);
            add(part->steps);
            add(part->log_prior);
            add(part->labels);
        }
        return base::checksum(text);
    }

    NetOptions options_;
    std::size_t epochs_ = 0;
    std::vector<float> parameters_;
    std::optional<InputScaling> scaling_;
    std::optional<CellPrior> prior_;
    std::shared_ptr<const Inference> net_;
};

}  // namespace

std::unique_ptr<learning::Predictor> make_net_predictor(const NetOptions& options) {
    return std::make_unique<NetPredictor>(options);
}

}  // namespace seatsync::model_torch
