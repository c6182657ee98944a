#pragma once

#include "adapters/model_torch/differentiator.hpp"
#include "adapters/model_torch/net_options.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace seatsync::model_torch {

/// Encoded questions with their answers, as many as a net is trained or judged on.
struct NetData {
    std::size_t rows = 0;
    std::vector<float> statics;
    std::vector<float> steps;
    std::vector<float> log_prior;
    std::vector<std::int64_t> labels;
};

/// Where training stands after an epoch: all that the next one depends on.
struct TrainingState {
    std::size_t epoch = 0;  ///< Epochs that are done.
    std::vector<float> parameters;
    std::vector<float> moment1;  ///< Of Adam.
    std::vector<float> moment2;
    std::size_t updates = 0;
    std::vector<float> average;  ///< Of the parameters over the last updates; what is judged.
    std::size_t best_epoch = 0;  ///< 0: the prior alone was best.
    double best_loss = 0;
    std::vector<float> best;  ///< The average after the best epoch.
    friend bool operator==(const TrainingState&, const TrainingState&) = default;
};

/// What training hands out after each epoch and asks for when it starts; both may be empty.
struct Resumption {
    std::function<std::optional<TrainingState>()> load;
    std::function<Result<void>(const TrainingState&)> save;
};

/// What training found.
struct TrainedNet {
    std::size_t epochs = 0;  ///< 0: the prior alone is best.
    std::vector<float> parameters;
};

/// Trains until `validation` gets no better; the epoch that served it best counts. AdamW, on
/// parameters averaged over the updates. Each epoch sees options.rows_per_epoch rows drawn without
/// replacement. One thread: same data, same seed, same bits, interrupted or not.
/// Sources: Loshchilov, Hutter, Decoupled weight decay regularization, ICLR 2019; Polyak, Juditsky,
/// Acceleration of stochastic approximation by averaging, SIAM J. Control Optim. 30 (1992).
[[nodiscard]] Result<TrainedNet> train_until_no_better(const NetShape& shape, const NetData& train,
                                                       const NetData& validation,
                                                       const NetOptions& options,
                                                       std::uint64_t seed,
                                                       const Resumption& resumption);

/// Trains for so many epochs.
[[nodiscard]] Result<TrainedNet> train_for(std::size_t epochs, const NetShape& shape,
                                           const NetData& train, const NetOptions& options,
                                           std::uint64_t seed, const Resumption& resumption);

/// Mean negative log-likelihood of the labels of up to `rows_max` rows, evenly chosen, with these
/// parameters; that of the prior where there are none.
[[nodiscard]] double loss_of(const NetShape& shape, std::span<const float> parameters,
                             const NetData& data, std::size_t rows_max);

}  // namespace seatsync::model_torch
