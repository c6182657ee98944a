#pragma once

#include "adapters/model_torch/net_shape.hpp"

#include <cstddef>
#include <filesystem>

namespace seatsync::model_torch {

/// How a net is trained, and how much may be spent on it.
struct NetOptions {
    NetKind kind = NetKind::lstm;
    std::size_t epochs_max = 24;
    std::size_t patience = 4;  ///< Epochs without a better one before training stops.
    std::size_t rows_per_epoch = 12288;
    std::size_t validation_rows_max = 8192;
    std::size_t batch = 256;
    double learning_rate = 2e-3;
    double weight_decay = 0.02;  ///< Per update, times the learning rate.
    double averaging = 0.99;     ///< Weight of the past in the average of the parameters.
    double static_dropout = 0.1;
    double hidden_dropout = 0.2;
    std::size_t width = 32;
    /// Where states of unfinished training are kept (docs/formats/net_checkpoint.md); empty: none
    /// are.
    std::filesystem::path checkpoints = {};
    std::size_t prediction_threads = 0;  ///< 0 takes all cores; changes no bit.
};

}  // namespace seatsync::model_torch
