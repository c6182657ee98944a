#pragma once

#include "adapters/model_torch/training.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace seatsync::model_torch {

/// Of the bytes of a checkpoint; others are not resumed from.
inline constexpr std::uint64_t kCheckpointFormat = 1;

/// The bytes of docs/formats/net_checkpoint.md. `key` says what was trained: data, options, seed.
[[nodiscard]] std::string to_bytes(const TrainingState& state, std::uint64_t key);
/// Errors: corrupt_data when a byte is missing or another one, or `parameters` is not the number of
/// the net's parameters; conflict when format or key are others.
[[nodiscard]] Result<TrainingState> state_from(std::string_view bytes, std::uint64_t key,
                                               std::size_t parameters);

/// One file per training, "<key>.net" in `folder`, replaced as a whole after each epoch. What
/// cannot be resumed from counts as not there: training starts anew. Errors of saving: unavailable.
[[nodiscard]] Resumption resumption_in(const std::filesystem::path& folder, std::uint64_t key,
                                       std::size_t parameters);

}  // namespace seatsync::model_torch
