#include "adapters/model_torch/lanes_loops.hpp"

// This source alone is compiled for AVX2 and FMA (CMakeLists.txt); where the compiler knows none,
// the plain loops serve. It uses no inline function of another header, which the linker could then
// take for the whole program.
#if defined(__AVX2__) && defined(__FMA__)

#include <immintrin.h>

namespace seatsync::model_torch {

namespace {

struct EightLanes {
    static constexpr std::size_t kSize = 8;
    __m256 value;

    static EightLanes load(const float* from) { return {_mm256_loadu_ps(from)}; }
    static EightLanes all(float x) { return {_mm256_set1_ps(x)}; }
    void store(float* to) const { _mm256_storeu_ps(to, value); }

    friend EightLanes operator+(EightLanes a, EightLanes b) {
        return {_mm256_add_ps(a.value, b.value)};
    }
    friend EightLanes operator-(EightLanes a, EightLanes b) {
        return {_mm256_sub_ps(a.value, b.value)};
    }
    friend EightLanes operator*(EightLanes a, EightLanes b) {
        return {_mm256_mul_ps(a.value, b.value)};
    }
    friend EightLanes operator/(EightLanes a, EightLanes b) {
        return {_mm256_div_ps(a.value, b.value)};
    }
    friend EightLanes fma(EightLanes a, EightLanes b, EightLanes c) {
        return {_mm256_fmadd_ps(a.value, b.value, c.value)};
    }
    friend EightLanes larger(EightLanes a, EightLanes b) {
        return {_mm256_max_ps(a.value, b.value)};
    }
    friend EightLanes smaller(EightLanes a, EightLanes b) {
        return {_mm256_min_ps(a.value, b.value)};
    }
    friend EightLanes root(EightLanes a) { return {_mm256_sqrt_ps(a.value)}; }
    friend EightLanes above(EightLanes x, EightLanes limit, EightLanes a, EightLanes b) {
        return {
            _mm256_blendv_ps(b.value, a.value, _mm256_cmp_ps(x.value, limit.value, _CMP_GT_OQ))};
    }
    friend EightLanes power_of_two(EightLanes shifted) {
        const __m256i power = _mm256_slli_epi32(_mm256_castps_si256(shifted.value), 23);
        return {_mm256_castsi256_ps(_mm256_add_epi32(power, _mm256_set1_epi32(127 << 23)))};
    }
};

constexpr LanesTable kTable = lanes_table<EightLanes>();

}  // namespace

const LanesTable* wide_lanes() {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &kTable : nullptr;
}

}  // namespace seatsync::model_torch

#else

namespace seatsync::model_torch {

const LanesTable* wide_lanes() {
    return nullptr;
}

}  // namespace seatsync::model_torch

#endif
