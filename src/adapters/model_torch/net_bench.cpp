#include "adapters/model_torch/differentiator.hpp"
#include "adapters/model_torch/inference.hpp"
#include "base/random.hpp"

#include <benchmark/benchmark.h>

#include <dlfcn.h>

#include <algorithm>
#include <cstdlib>

namespace seatsync::model_torch {
namespace {

/// A net of the shipped sizes with random parameters, and a batch of random questions.
struct Case {
    explicit Case(NetKind kind)
        : shape{.kind = kind,
                .steps = 16,
                .step_inputs = kind == NetKind::lstm ? 9U : 17U,
                .statics = 90,
                .cells = 13},
          rows(std::getenv("SEATSYNC_BENCH_SMOKE") != nullptr ? 64 : 4096) {
        base::Random random(1);
        const auto draw = [&](std::size_t count, double deviation) {
            std::vector<float> numbers(count);
            for (float& number : numbers)
                number = static_cast<float>(random.normal(0, deviation));
            return numbers;
        };
        parameters = draw(parameter_count(shape), 0.2);
        statics = draw(rows * shape.statics, 1);
        steps = draw(rows * shape.steps * shape.step_inputs, 1);
        for (std::size_t i = 0; i < steps.size(); i += shape.step_inputs)
            steps[i] = 1;
        margins.resize(rows * shape.cells);
    }

    void count(benchmark::State& state, const Inference& net) const {
        state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
        state.counters["GFLOP/s"] =
            benchmark::Counter(2e-9 * static_cast<double>(net.multiply_adds() * rows),
                               benchmark::Counter::kIsIterationInvariantRate);
        state.counters["multiply-adds of a row"] = static_cast<double>(net.multiply_adds());
    }

    NetShape shape;
    std::size_t rows;
    std::vector<float> parameters, statics, steps, margins;
};

void own_loops(benchmark::State& state) {
    Case some(static_cast<NetKind>(state.range(0)));
    const auto net = make_inference(some.shape, some.parameters);
    for (auto _ : state) {
        answer_rows(
            *net, some.shape, 0, some.rows,
            [&](std::size_t i, std::span<float> statics, std::span<float> steps) {
                std::copy_n(&some.statics[i * statics.size()], statics.size(), statics.begin());
                std::copy_n(&some.steps[i * steps.size()], steps.size(), steps.begin());
            },
            some.margins);
        benchmark::DoNotOptimize(some.margins.data());
    }
    some.count(state, *net);
}

/// The peer: the modules of LibTorch on the whole batch, eagerly, on one thread.
void eager_modules(benchmark::State& state) {
    Case some(static_cast<NetKind>(state.range(0)));
    const auto net = make_inference(some.shape, some.parameters);
    auto modules = open_differentiator(some.shape);
    for (auto _ : state) {
        if (!modules.has_value() ||
            !(*modules)
                 ->margins(some.parameters, {some.rows, some.statics, some.steps}, some.margins)
                 .has_value()) {
            state.SkipWithError("LibTorch cannot be opened");
            break;
        }
    }
    some.count(state, *net);
}

/// What a core can do: the matrix product of the BLAS that LibTorch uses, 512 × 512.
void matrix_product(benchmark::State& state) {
    using Sgemm = void (*)(const char*, const char*, const int*, const int*, const int*,
                           const float*, const float*, const int*, const float*, const int*,
                           const float*, float*, const int*);
    void* library = dlopen("libblas.so.3", RTLD_NOW | RTLD_LOCAL);
    void* symbol = library == nullptr ? nullptr : dlsym(library, "sgemm_");
    if (symbol == nullptr) {
        state.SkipWithError("no BLAS");
        return;
    }
    const auto sgemm = reinterpret_cast<Sgemm>(symbol);
    const int n = 512;
    const float one = 1;
    const float zero = 0;
    std::vector<float> a(n * n, 0.5F), b(n * n, 0.25F), c(n * n);
    for (auto _ : state) {
        sgemm("N", "N", &n, &n, &n, &one, a.data(), &n, b.data(), &n, &zero, c.data(), &n);
        benchmark::DoNotOptimize(c.data());
    }
    state.counters["GFLOP/s"] =
        benchmark::Counter(2e-9 * n * n * n, benchmark::Counter::kIsIterationInvariantRate);
}

BENCHMARK(matrix_product)->Unit(benchmark::kMillisecond);
BENCHMARK(eager_modules)
    ->Arg(static_cast<int>(NetKind::lstm))
    ->Arg(static_cast<int>(NetKind::transformer))
    ->Unit(benchmark::kMillisecond);
BENCHMARK(own_loops)
    ->Arg(static_cast<int>(NetKind::lstm))
    ->Arg(static_cast<int>(NetKind::transformer))
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace seatsync::model_torch
