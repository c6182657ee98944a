#include "adapters/model_torch/lanes.hpp"

#include "adapters/model_torch/lanes_loops.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace seatsync::model_torch {

namespace {

struct OneLane {
    static constexpr std::size_t kSize = 1;
    float value = 0;

    static OneLane load(const float* from) { return {*from}; }
    static OneLane all(float x) { return {x}; }
    void store(float* to) const { *to = value; }

    friend OneLane operator+(OneLane a, OneLane b) { return {a.value + b.value}; }
    friend OneLane operator-(OneLane a, OneLane b) { return {a.value - b.value}; }
    friend OneLane operator*(OneLane a, OneLane b) { return {a.value * b.value}; }
    friend OneLane operator/(OneLane a, OneLane b) { return {a.value / b.value}; }
    friend OneLane fma(OneLane a, OneLane b, OneLane c) {
        return {std::fma(a.value, b.value, c.value)};
    }
    friend OneLane larger(OneLane a, OneLane b) { return a.value > b.value ? a : b; }
    friend OneLane smaller(OneLane a, OneLane b) { return a.value < b.value ? a : b; }
    friend OneLane root(OneLane a) { return {std::sqrt(a.value)}; }
    friend OneLane above(OneLane x, OneLane limit, OneLane a, OneLane b) {
        return x.value > limit.value ? a : b;
    }
    friend OneLane power_of_two(OneLane shifted) {
        return {std::bit_cast<float>((std::bit_cast<std::uint32_t>(shifted.value) << 23U) +
                                     (127U << 23U))};
    }
};

const LanesTable& chosen() {
    static const LanesTable& table = wide_lanes() != nullptr ? *wide_lanes() : plain_lanes();
    return table;
}

}  // namespace

const LanesTable& plain_lanes() {
    static constexpr LanesTable table = lanes_table<OneLane>();
    return table;
}

void dense_onto(const float* weights, std::size_t outputs, std::size_t inputs, const float* in,
                float* out) {
    chosen().dense_onto(weights, outputs, inputs, in, out);
}

void dense(const float* weights, const float* bias, std::size_t outputs, std::size_t inputs,
           const float* in, float* out) {
    for (std::size_t o = 0; o < outputs; ++o)
        std::fill_n(out + o * kLanes, kLanes, bias[o]);
    dense_onto(weights, outputs, inputs, in, out);
}

void relu(float* x, std::size_t count) {
    for (std::size_t i = 0; i < count * kLanes; ++i)
        x[i] = x[i] > 0 ? x[i] : 0.0F;
}

void lstm_step(const float* gates, std::size_t width, float* cell, float* hidden) {
    chosen().lstm_step(gates, width, cell, hidden);
}

void layer_norm(const float* gain, const float* bias, std::size_t width, const float* in,
                float* out) {
    chosen().layer_norm(gain, bias, width, in, out);
}

void attention(const float* query, const float* keys, const float* values, const float* present,
               std::size_t tokens, std::size_t stride, std::size_t size, float* scores,
               float* mixed) {
    chosen().attention(query, keys, values, present, tokens, stride, size, scores, mixed);
}

}  // namespace seatsync::model_torch
