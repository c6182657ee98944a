#pragma once

#include <cstddef>

namespace seatsync::model_torch {

// Arithmetic on blocks of kLanes rows that are computed side by side: number i of row l stands at
// [i * kLanes + l]. Each lane is computed from its own numbers alone, in a fixed order and with
// explicit fused multiply-adds: a row's answer does not depend on its neighbours, on the number of
// threads or on the machine's vector width.

inline constexpr std::size_t kLanes = 16;

/// out[o] = bias[o] + sum over i of weights[o * inputs + i] * in[i], for each lane.
void dense(const float* weights, const float* bias, std::size_t outputs, std::size_t inputs,
           const float* in, float* out);

/// The same added to what `out` holds.
void dense_onto(const float* weights, std::size_t outputs, std::size_t inputs, const float* in,
                float* out);

/// max(0, x) in place of `count` numbers of each lane.
void relu(float* x, std::size_t count);

/// The pointwise part of an LSTM step: `gates` holds input, forget, cell and output gates of
/// `width` numbers each, before their nonlinearities. Updates `cell`, writes `hidden`.
void lstm_step(const float* gates, std::size_t width, float* cell, float* hidden);

/// Layer normalisation over the `width` numbers of each lane; epsilon as in LibTorch, 1e-5.
void layer_norm(const float* gain, const float* bias, std::size_t width, const float* in,
                float* out);

/// One head's answer to one query of `size` numbers: the values of `tokens` tokens, mixed by the
/// softmax of query · key / sqrt(size) over those that are `present` (above one half; the first
/// always is). Keys and values of neighbouring tokens lie `stride` numbers apart. `scores`: room
/// for `tokens` numbers.
void attention(const float* query, const float* keys, const float* values, const float* present,
               std::size_t tokens, std::size_t stride, std::size_t size, float* scores,
               float* mixed);

}  // namespace seatsync::model_torch
