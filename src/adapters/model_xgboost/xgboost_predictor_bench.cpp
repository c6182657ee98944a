// Calibrated forecasts of a PriceModel, features ready, against the bare call of XGBoost that they
// need at least: the same trees over the same matrix in the same run. Target: ratio <= 1.2 at
// 1,000,000 rows.

#include "adapters/model_xgboost/booster.hpp"
#include "adapters/model_xgboost/xgboost_predictor.hpp"
#include "base/random.hpp"
#include "learning/cell_prior.hpp"
#include "learning/price_model.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <xgboost/c_api.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>

namespace seatsync::model_xgboost {
namespace {

using learning::Matrix;
using learning::Samples;

const std::size_t kColumns = features::feature_names().size();
constexpr std::size_t kTrainingRows = 4000;

std::int64_t rows_asked() {
    return std::getenv("SEATSYNC_BENCH_SMOKE") != nullptr ? 2'000 : 1'000'000;
}

std::size_t days_column() {
    const auto names = features::feature_names();
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), "days_to_event") -
                                    names.begin());
}

/// A tenth of the numbers is missing; some columns tell the direction of the move.
Samples made_up(std::size_t rows, std::uint64_t seed) {
    base::Random random(seed);
    Samples samples;
    samples.x.columns = kColumns;
    std::vector<float> row(kColumns);
    for (std::size_t i = 0; i < rows; ++i) {
        for (float& value : row)
            value = random.chance(0.1) ? std::nanf("") : static_cast<float>(random.normal(0, 1));
        row[days_column()] = static_cast<float>(random.uniform(0, 60));
        const double tilt = std::isnan(row[1] + row[2])
                                ? 0
                                : 0.05 * std::tanh(static_cast<double>(row[1] + row[2]));
        samples.x.add(row);
        samples.log_ratio.push_back(random.chance(0.3) ? 0 : random.normal(tilt, 0.1));
        samples.event.push_back(i);
    }
    return samples;
}

std::string trained_predictor() {
    const std::size_t rows = rows_asked() < 10'000 ? 500 : kTrainingRows;
    const auto predictor = make_predictor();
    const auto fit =
        predictor->fit(made_up(rows, 1), made_up(rows, 2),
                       {.seed = 1, .days_to_event_column = days_column(), .rounds = 0});
    return fit.has_value() ? predictor->save().value() : std::string();
}

/// A price model whose one horizon is that predictor, in the form of PriceModel::save.
learning::PriceModel price_model_of(const std::string& predictor) {
    base::ByteWriter body;
    body.u64(kColumns);
    for (const std::string& name : features::feature_names())
        body.text(name);
    body.u64(1);
    for (const double level : domain::kLevels)
        body.f64(level);
    body.f64(0.5);  // Shrink.
    body.u64(100);
    body.u64(kTrainingRows);
    body.text(predictor);
    for (std::size_t i = 1; i < domain::kHorizons.size(); ++i)
        body.u64(0);
    const std::string rest = body.take();
    base::ByteWriter head;
    head.u64(learning::kPriceModelFormat);
    head.u64(base::checksum(rest));
    const auto make = [] { return make_predictor(); };
    return learning::PriceModel::load(make, head.take() + rest).value();
}

/// The predictor's trees in XGBoost's own hands.
class BareBooster {
  public:
    explicit BareBooster(const std::string& predictor) {
        base::ByteReader in(predictor);
        static_cast<void>(in.u64().value());
        rounds_ = in.u64().value();
        static_cast<void>(learning::CellPrior::load(in, kColumns).value());
        const std::string_view trees = in.text().value();
        XGBoosterCreate(nullptr, 0, &handle_);
        XGBoosterLoadModelFromBuffer(handle_, trees.data(), trees.size());
        XGBoosterSetParam(handle_, "nthread", "0");
    }
    ~BareBooster() { XGBoosterFree(handle_); }
    BareBooster(const BareBooster&) = delete;
    BareBooster& operator=(const BareBooster&) = delete;

    [[nodiscard]] std::size_t rounds() const { return rounds_; }

    [[nodiscard]] const float* predict(const Matrix& x) const {
        const std::string array =
            fmt::format(R"({{"data":[{},true],"shape":[{},{}],"typestr":"<f4","version":3}})",
                        reinterpret_cast<std::uintptr_t>(x.values.data()), x.rows(), x.columns);
        const std::string config =
            fmt::format(R"({{"type":1,"training":false,"iteration_begin":0,"iteration_end":{},)"
                        R"("missing":NaN,"strict_shape":false,"cache_id":0}})",
                        rounds_);
        const bst_ulong* shape = nullptr;
        bst_ulong dimensions = 0;
        const float* result = nullptr;
        XGBoosterPredictFromDense(handle_, array.c_str(), config.c_str(), nullptr, &shape,
                                  &dimensions, &result);
        return result;
    }

  private:
    BoosterHandle handle_ = nullptr;
    std::size_t rounds_ = 0;
};

struct Spent {
    double wall_s = 0;
    double cpu_s = 0;  ///< Of all threads: what a busy machine leaves comparable.
};

Spent spent_on(const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    const std::clock_t cpu = std::clock();
    work();
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
            static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC};
}

double median_of(const std::vector<Spent>& turns, double Spent::*part) {
    std::vector<double> values;
    for (const Spent& turn : turns)
        values.push_back(turn.*part);
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

/// Both by turns, so that a busy machine is busy for both; counters: seconds of each (the median
/// turn), their ratio in time and in processor time, rounds of the trees.
void forecasts_against_bare_trees(benchmark::State& state) {
    const std::string predictor = trained_predictor();
    const auto model = price_model_of(predictor);
    const BareBooster bare(predictor);
    const Matrix x = made_up(static_cast<std::size_t>(state.range(0)), 3).x;
    const std::vector<double> last_prices(x.rows(), 50.0);
    std::vector<Spent> of_bare, of_forecasts;
    for (auto _ : state) {
        of_bare.push_back(spent_on([&] { benchmark::DoNotOptimize(bare.predict(x)); }));
        of_forecasts.push_back(spent_on([&] {
            const auto forecasts = model.predict(domain::kHorizons[0], x, last_prices);
            if (!forecasts.has_value())
                state.SkipWithError(forecasts.error().detail.c_str());
        }));
        state.SetIterationTime(of_forecasts.back().wall_s);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
    state.counters["bare_s"] = median_of(of_bare, &Spent::wall_s);
    state.counters["forecast_s"] = median_of(of_forecasts, &Spent::wall_s);
    state.counters["ratio"] =
        median_of(of_forecasts, &Spent::wall_s) / median_of(of_bare, &Spent::wall_s);
    state.counters["cpu_ratio"] =
        median_of(of_forecasts, &Spent::cpu_s) / median_of(of_bare, &Spent::cpu_s);
    state.counters["rounds"] = static_cast<double>(bare.rounds());
}
BENCHMARK(forecasts_against_bare_trees)
    ->Arg(rows_asked())
    ->Iterations(rows_asked() < 10'000 ? 1 : 5)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace seatsync::model_xgboost
