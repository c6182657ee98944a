#include "adapters/model_torch/training.hpp"

#include "adapters/model_torch/inference.hpp"
#include "base/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace seatsync::model_torch {

namespace {

// Of Adam, as in its paper.
constexpr double kDecay1 = 0.9;
constexpr double kDecay2 = 0.999;
constexpr double kEpsilon = 1e-8;

TrainingState untrained(const NetShape& shape, std::uint64_t seed) {
    base::Random random = base::Random(seed).stream("parameters");
    TrainingState state;
    for (const ParameterBlock& block : parameters_of(shape))
        for (std::size_t i = 0; i < block.size(); ++i)
            state.parameters.push_back(static_cast<float>(
                block.deviation > 0 ? random.normal(block.start, block.deviation) : block.start));
    state.moment1.assign(state.parameters.size(), 0.0F);
    state.moment2.assign(state.parameters.size(), 0.0F);
    state.average = state.parameters;
    return state;
}

/// Rows of `data` copied side by side.
class Gathered {
  public:
    Gathered(const NetData& data, std::span<const std::size_t> rows) {
        const auto take = [&](const std::vector<float>& from, std::vector<float>& to) {
            const std::size_t width = from.size() / data.rows;
            for (const std::size_t row : rows)
                to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(row * width),
                          from.begin() + static_cast<std::ptrdiff_t>((row + 1) * width));
        };
        take(data.statics, data_.statics);
        take(data.steps, data_.steps);
        take(data.log_prior, data_.log_prior);
        for (const std::size_t row : rows)
            data_.labels.push_back(data.labels[row]);
        data_.rows = rows.size();
    }
    [[nodiscard]] NetBatch batch() const {
        return {.inputs = {data_.rows, data_.statics, data_.steps},
                .log_prior = data_.log_prior,
                .labels = data_.labels};
    }

  private:
    NetData data_;
};

class Trainer {
  public:
    Trainer(const NetShape& shape, const NetData& train, const NetOptions& options,
            std::uint64_t seed)
        : shape_(shape), train_(train), options_(options), seed_(seed) {}

    [[nodiscard]] Result<TrainingState> started(const Resumption& resumption) {
        SEATSYNC_TRY(differentiator_, open_differentiator(shape_));
        if (resumption.load)
            if (auto state = resumption.load())
                return *std::move(state);
        return untrained(shape_, seed_);
    }

    [[nodiscard]] Result<void> run_epoch(TrainingState& state) {
        const std::vector<std::size_t> rows = rows_of(state.epoch);
        std::vector<float> gradient(state.parameters.size());
        for (std::size_t first = 0; first < rows.size(); first += options_.batch) {
            const auto some =
                std::span(rows).subspan(first, std::min(options_.batch, rows.size() - first));
            const Gathered gathered(train_, some);
            SEATSYNC_TRY(const double loss,
                         differentiator_->loss_gradient(state.parameters, gathered.batch(),
                                                        {.statics = options_.static_dropout,
                                                         .hidden = options_.hidden_dropout,
                                                         .seed = seed_ * 1000003 + state.updates},
                                                        gradient));
            if (!std::isfinite(loss))
                return fail(ErrorCode::internal,
                            fmt::format("training diverged in epoch {}", state.epoch + 1));
            update(state, gradient);
        }
        ++state.epoch;
        return {};
    }

  private:
    /// The rows of an epoch in the order of their use.
    [[nodiscard]] std::vector<std::size_t> rows_of(std::size_t epoch) const {
        base::Random random = base::Random(seed_).stream(fmt::format("epoch {}", epoch));
        std::vector<std::size_t> rows(train_.rows);
        std::iota(rows.begin(), rows.end(), 0U);
        const std::size_t count = std::min(options_.rows_per_epoch, rows.size());
        for (std::size_t i = 0; i < count; ++i)
            std::swap(
                rows[i],
                rows[static_cast<std::size_t>(random.integer(
                    static_cast<std::int64_t>(i), static_cast<std::int64_t>(rows.size()) - 1))]);
        rows.resize(count);
        return rows;
    }

    void update(TrainingState& state, std::span<const float> gradient) const {
        ++state.updates;
        const auto updates = static_cast<double>(state.updates);
        const double rate = options_.learning_rate;
        const double bias1 = 1 - std::pow(kDecay1, updates);
        const double bias2 = 1 - std::pow(kDecay2, updates);
        // The first updates would else weigh as much as they did at their time.
        const double past = std::min(options_.averaging, updates / (updates + 10));
        for (std::size_t i = 0; i < gradient.size(); ++i) {
            const auto slope = static_cast<double>(gradient[i]);
            const double m =
                kDecay1 * static_cast<double>(state.moment1[i]) + (1 - kDecay1) * slope;
            const double v =
                kDecay2 * static_cast<double>(state.moment2[i]) + (1 - kDecay2) * slope * slope;
            const double before = static_cast<double>(state.parameters[i]);
            const double after = before - rate * (m / bias1 / (std::sqrt(v / bias2) + kEpsilon) +
                                                  options_.weight_decay * before);
            state.moment1[i] = static_cast<float>(m);
            state.moment2[i] = static_cast<float>(v);
            state.parameters[i] = static_cast<float>(after);
            state.average[i] = static_cast<float>(past * static_cast<double>(state.average[i]) +
                                                  (1 - past) * after);
        }
    }

    const NetShape& shape_;
    const NetData& train_;
    const NetOptions& options_;
    std::uint64_t seed_;
    std::unique_ptr<Differentiator> differentiator_;
};

Result<void> keep(const Resumption& resumption, const TrainingState& state) {
    return resumption.save ? resumption.save(state) : Result<void>{};
}

double log_likelihood(std::span<const float> prior, std::span<const float> margins,
                      std::size_t label) {
    double largest = -1e300;
    for (std::size_t c = 0; c < prior.size(); ++c)
        largest = std::max(largest, static_cast<double>(prior[c] + margins[c]));
    double sum = 0;
    for (std::size_t c = 0; c < prior.size(); ++c)
        sum += std::exp(static_cast<double>(prior[c] + margins[c]) - largest);
    return static_cast<double>(prior[label] + margins[label]) - largest - std::log(sum);
}

}  // namespace

double loss_of(const NetShape& shape, std::span<const float> parameters, const NetData& data,
               std::size_t rows_max) {
    const std::size_t rows = std::min(rows_max, data.rows);
    const auto chosen = [&](std::size_t i) { return i * data.rows / rows; };
    std::vector<float> margins(rows * shape.cells, 0.0F);
    if (!parameters.empty()) {
        const auto inference = make_inference(shape, parameters);
        const auto copy = [&](const std::vector<float>& from, std::size_t i, std::span<float> to) {
            std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(chosen(i) * to.size()),
                        to.size(), to.begin());
        };
        answer_rows(
            *inference, shape, 0, rows,
            [&](std::size_t i, std::span<float> statics, std::span<float> steps) {
                copy(data.statics, i, statics);
                copy(data.steps, i, steps);
            },
            margins);
    }
    double sum = 0;
    for (std::size_t i = 0; i < rows; ++i)
        sum -=
            log_likelihood(std::span(data.log_prior).subspan(chosen(i) * shape.cells, shape.cells),
                           std::span(margins).subspan(i * shape.cells, shape.cells),
                           static_cast<std::size_t>(data.labels[chosen(i)]));
    return sum / static_cast<double>(rows);
}

Result<TrainedNet> train_until_no_better(const NetShape& shape, const NetData& train,
                                         const NetData& validation, const NetOptions& options,
                                         std::uint64_t seed, const Resumption& resumption) {
    Trainer trainer(shape, train, options, seed);
    SEATSYNC_TRY(TrainingState state, trainer.started(resumption));
    if (state.epoch == 0)
        state.best_loss = loss_of(shape, {}, validation, options.validation_rows_max);
    while (state.epoch < options.epochs_max && state.epoch < state.best_epoch + options.patience) {
        SEATSYNC_CHECK(trainer.run_epoch(state));
        const double loss = loss_of(shape, state.average, validation, options.validation_rows_max);
        if (loss < state.best_loss) {
            state.best_loss = loss;
            state.best_epoch = state.epoch;
            state.best = state.average;
        }
        SEATSYNC_CHECK(keep(resumption, state));
    }
    return TrainedNet{.epochs = state.best_epoch, .parameters = std::move(state.best)};
}

Result<TrainedNet> train_for(std::size_t epochs, const NetShape& shape, const NetData& train,
                             const NetOptions& options, std::uint64_t seed,
                             const Resumption& resumption) {
    if (epochs == 0)
        return TrainedNet{};
    Trainer trainer(shape, train, options, seed);
    SEATSYNC_TRY(TrainingState state, trainer.started(resumption));
    while (state.epoch < epochs) {
        SEATSYNC_CHECK(trainer.run_epoch(state));
        SEATSYNC_CHECK(keep(resumption, state));
    }
    return TrainedNet{.epochs = epochs, .parameters = std::move(state.average)};
}

}  // namespace seatsync::model_torch
