#pragma once

#include "adapters/model_torch/lanes.hpp"

#include <cstddef>

namespace seatsync::model_torch {

/// The loops of lanes.hpp over a type `V` that holds V::kSize neighbouring lanes: load(p), all(x),
/// store(p), + - * /, larger, smaller, fma(a, b, c) = a * b + c, above(x, limit, a, b) = x > limit
/// ? a : b, root, and power_of_two(shifted): 2 to the whole number in the low bits of `shifted`.
/// `V` must round as IEEE 754 does in each of them: then all types give the same bits.
template <class V>
struct LanesLoops {
    static constexpr std::size_t kParts = kLanes / V::kSize;
    /// Outputs whose sums stay in registers together: each number loaded serves them all.
    static constexpr std::size_t kTogether = 4;
    /// Below every score of a token that is there.
    static constexpr float kAbsent = -1e30F;

    template <std::size_t Outputs>
    static void several_onto(const float* weights, std::size_t inputs, const float* in,
                             float* out) {
        V sums[Outputs][kParts];
        for (std::size_t o = 0; o < Outputs; ++o)
            for (std::size_t p = 0; p < kParts; ++p)
                sums[o][p] = V::load(out + o * kLanes + p * V::kSize);
        for (std::size_t i = 0; i < inputs; ++i) {
            V x[kParts];
            for (std::size_t p = 0; p < kParts; ++p)
                x[p] = V::load(in + i * kLanes + p * V::kSize);
            for (std::size_t o = 0; o < Outputs; ++o) {
                const V weight = V::all(weights[o * inputs + i]);
                for (std::size_t p = 0; p < kParts; ++p)
                    sums[o][p] = fma(weight, x[p], sums[o][p]);
            }
        }
        for (std::size_t o = 0; o < Outputs; ++o)
            for (std::size_t p = 0; p < kParts; ++p)
                sums[o][p].store(out + o * kLanes + p * V::kSize);
    }

    static void dense_onto(const float* weights, std::size_t outputs, std::size_t inputs,
                           const float* in, float* out) {
        std::size_t o = 0;
        for (; o + kTogether <= outputs; o += kTogether)
            several_onto<kTogether>(weights + o * inputs, inputs, in, out + o * kLanes);
        for (; o < outputs; ++o)
            several_onto<1>(weights + o * inputs, inputs, in, out + o * kLanes);
    }

    /// Source: range reduction and polynomial as in Cephes, expf.
    static V exponential(V x) {
        const V inside = smaller(larger(x, V::all(-87.0F)), V::all(88.0F));
        // Adding and taking away 1.5 * 2^23 rounds to the nearest whole number.
        const V shifted = fma(inside, V::all(1.44269504088896341F), V::all(12582912.0F));
        const V whole = shifted - V::all(12582912.0F);
        V rest = fma(whole, V::all(-0.693359375F), inside);
        rest = fma(whole, V::all(2.12194440e-4F), rest);
        V p = V::all(1.9875691500e-4F);
        p = fma(p, rest, V::all(1.3981999507e-3F));
        p = fma(p, rest, V::all(8.3334519073e-3F));
        p = fma(p, rest, V::all(4.1665795894e-2F));
        p = fma(p, rest, V::all(1.6666665459e-1F));
        p = fma(p, rest, V::all(5.0000001201e-1F));
        p = fma(p, rest * rest, rest) + V::all(1.0F);
        return p * power_of_two(shifted);
    }
    static V sigmoid(V x) { return V::all(1.0F) / (V::all(1.0F) + exponential(V::all(0.0F) - x)); }
    static V hyperbolic_tangent(V x) {
        return V::all(1.0F) - V::all(2.0F) / (V::all(1.0F) + exponential(x + x));
    }

    static void lstm_step(const float* gates, std::size_t width, float* cell, float* hidden) {
        const std::size_t count = width * kLanes;
        for (std::size_t i = 0; i < count; i += V::kSize) {
            const V in = sigmoid(V::load(gates + i));
            const V forget = sigmoid(V::load(gates + count + i));
            const V fresh = hyperbolic_tangent(V::load(gates + 2 * count + i));
            const V out = sigmoid(V::load(gates + 3 * count + i));
            const V state = fma(forget, V::load(cell + i), in * fresh);
            state.store(cell + i);
            (out * hyperbolic_tangent(state)).store(hidden + i);
        }
    }

    static void layer_norm(const float* gain, const float* bias, std::size_t width, const float* in,
                           float* out) {
        const V share = V::all(1.0F / static_cast<float>(width));
        for (std::size_t p = 0; p < kLanes; p += V::kSize) {
            V sum = V::all(0.0F);
            for (std::size_t i = 0; i < width; ++i)
                sum = sum + V::load(in + i * kLanes + p);
            const V mean = sum * share;
            V squares = V::all(0.0F);
            for (std::size_t i = 0; i < width; ++i) {
                const V away = V::load(in + i * kLanes + p) - mean;
                squares = fma(away, away, squares);
            }
            const V scale = V::all(1.0F) / root(fma(squares, share, V::all(1e-5F)));
            for (std::size_t i = 0; i < width; ++i)
                fma((V::load(in + i * kLanes + p) - mean) * scale, V::all(gain[i]), V::all(bias[i]))
                    .store(out + i * kLanes + p);
        }
    }

    static void attention(const float* query, const float* keys, const float* values,
                          const float* present, std::size_t tokens, std::size_t stride,
                          std::size_t size, float* scores, float* mixed) {
        const V scale = V::all(1.0F) / root(V::all(static_cast<float>(size)));
        const V half = V::all(0.5F);
        for (std::size_t p = 0; p < kLanes; p += V::kSize) {
            V largest = V::all(kAbsent);
            for (std::size_t t = 0; t < tokens; ++t) {
                V score = V::all(0.0F);
                for (std::size_t i = 0; i < size; ++i)
                    score = fma(V::load(query + i * kLanes + p),
                                V::load(keys + (t * stride + i) * kLanes + p), score);
                score =
                    above(V::load(present + t * kLanes + p), half, score * scale, V::all(kAbsent));
                score.store(scores + t * kLanes + p);
                largest = larger(largest, score);
            }
            V sum = V::all(0.0F);
            for (std::size_t t = 0; t < tokens; ++t) {
                const V power = exponential(V::load(scores + t * kLanes + p) - largest);
                const V share = above(V::load(present + t * kLanes + p), half, power, V::all(0.0F));
                share.store(scores + t * kLanes + p);
                sum = sum + share;
            }
            for (std::size_t i = 0; i < size; ++i) {
                V total = V::all(0.0F);
                for (std::size_t t = 0; t < tokens; ++t)
                    total = fma(V::load(scores + t * kLanes + p),
                                V::load(values + (t * stride + i) * kLanes + p), total);
                (total / sum).store(mixed + i * kLanes + p);
            }
        }
    }
};

/// The loops as they were made for one kind of processor.
struct LanesTable {
    void (*dense_onto)(const float*, std::size_t, std::size_t, const float*, float*);
    void (*lstm_step)(const float*, std::size_t, float*, float*);
    void (*layer_norm)(const float*, const float*, std::size_t, const float*, float*);
    void (*attention)(const float*, const float*, const float*, const float*, std::size_t,
                      std::size_t, std::size_t, float*, float*);
};

template <class V>
constexpr LanesTable lanes_table() {
    return {LanesLoops<V>::dense_onto, LanesLoops<V>::lstm_step, LanesLoops<V>::layer_norm,
            LanesLoops<V>::attention};
}

/// For any processor.
[[nodiscard]] const LanesTable& plain_lanes();
/// For one with AVX2 and FMA; nullptr where there is none.
[[nodiscard]] const LanesTable* wide_lanes();

}  // namespace seatsync::model_torch
