// Feature values per second over a season, and how long one observation takes until the features of
// its event are there, by the length of the event's history.

#include "features/live_features.hpp"

#include "base/random.hpp"
#include "features/feature_table.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace seatsync::features {
namespace {

using std::chrono::hours;

constexpr std::int64_t kTeams = 30;
constexpr std::int64_t kQuotesPerGame = 60;  ///< Two a day over the last month.
const domain::Instant kOpening = std::chrono::sys_days(std::chrono::year(2021) / 4 / 1);

domain::Event game_of(std::int64_t number) {
    domain::Event game;
    game.id = domain::EventId(fmt::format("bench:{:06}", number));
    game.league = "mlb";
    game.season = "2021";
    game.category = "regular";
    game.home = fmt::format("team {}", number % kTeams);
    game.away = fmt::format("team {}", (number * 7 + 1) % kTeams);
    game.venue.capacity = 40'000;
    game.start = kOpening + hours(24 * (number / 6) + 18 + number % 6);
    game.received_at = kOpening - hours(24 * 60);
    return game;
}

domain::Quote quote_of(const domain::Event& game, domain::Instant time, std::int64_t cents,
                       std::int64_t listings) {
    domain::Quote quote;
    quote.series = {.event = game.id, .market = "bench", .zone = {}};
    quote.event_at = quote.received_at = time;
    quote.get_in_cents = cents;
    quote.listings = listings;
    return quote;
}

/// Games of a league that is quoted twice a day, as mlb_stubhub_2021 is; six games a day.
domain::ObservationBatch season_of(std::int64_t games) {
    base::Random random(1);
    domain::ObservationBatch batch;
    for (std::int64_t i = 0; i < games; ++i) {
        batch.events.push_back(game_of(i));
        std::int64_t cents = random.integer(800, 9000);
        for (std::int64_t q = kQuotesPerGame; q > 0; --q) {
            cents = std::max<std::int64_t>(100, cents * random.integer(95, 104) / 100);
            batch.quotes.push_back(quote_of(batch.events.back(),
                                            kOpening + hours(24 * (i / 6) + 12 - 12 * q), cents,
                                            random.integer(1, 400)));
        }
        domain::GameResult result;
        result.event = batch.events.back().id;
        result.home_score = random.integer(0, 9);
        result.away_score = random.integer(0, 9);
        result.event_at = result.received_at = batch.events.back().start + hours(4);
        batch.results.push_back(result);
    }
    return batch;
}

bool is_smoke() {
    return std::getenv("SEATSYNC_BENCH_SMOKE") != nullptr;
}

std::int64_t games() {
    return is_smoke() ? 12 : 900;
}

void features_of_a_season(benchmark::State& state) {
    const MarketHistory history = MarketHistory::from(season_of(state.range(0)));
    std::size_t values = 0;
    for (auto _ : state) {
        const FeatureTable table = compute_features(history, [](const RowRef&) { return true; });
        values += table.values.size();
        benchmark::DoNotOptimize(table.values.data());
    }
    state.counters["values_per_s"] =
        benchmark::Counter(static_cast<double>(values), benchmark::Counter::kIsRate);
    state.SetItemsProcessed(state.iterations() * state.range(0) * kQuotesPerGame);
}
BENCHMARK(features_of_a_season)->Arg(games())->Unit(benchmark::kMillisecond);

void catalogue_of_a_season(benchmark::State& state) {
    const MarketHistory history = MarketHistory::from(season_of(state.range(0)));
    std::vector<const Feature*> all;
    for (const Feature& feature : catalogue())
        all.push_back(&feature);
    std::size_t values = 0;
    for (auto _ : state) {
        const ValueTable table = compute_values(history, all, [](const RowRef&) { return true; });
        values += table.values.size();
        benchmark::DoNotOptimize(table.values.data());
    }
    state.counters["values_per_s"] =
        benchmark::Counter(static_cast<double>(values), benchmark::Counter::kIsRate);
}
BENCHMARK(catalogue_of_a_season)->Arg(games())->Unit(benchmark::kMillisecond);

/// A season, and one more game that was quoted hourly `rows` times before.
domain::ObservationBatch season_and_a_long_history(std::int64_t rows, domain::Event& game) {
    domain::ObservationBatch batch = season_of(is_smoke() ? 12 : 600);
    game = game_of(1200);
    game.start = kOpening + hours(24 * 400);
    batch.events.push_back(game);
    base::Random random(2);
    std::int64_t cents = 5000;
    for (std::int64_t i = rows; i > 0; --i) {
        cents = std::max<std::int64_t>(100, cents * random.integer(97, 103) / 100);
        batch.quotes.push_back(
            quote_of(game, kOpening + hours(24 * 60 - i), cents, random.integer(1, 400)));
    }
    return batch;
}

/// One quote taken, then the whole catalogue of its event. The counter is what counts: the median,
/// since the arrays that grow are moved now and then.
void one_observation(benchmark::State& state) {
    domain::Event game;
    LiveFeatures live(season_and_a_long_history(state.range(0), game));
    domain::Instant time = kOpening + hours(24 * 60);
    std::vector<double> microseconds;
    base::Random random(3);
    for (auto _ : state) {
        time += std::chrono::minutes(10);
        domain::ObservationBatch news;
        news.quotes.push_back(
            quote_of(game, time, random.integer(4000, 6000), random.integer(1, 400)));
        const auto begin = std::chrono::steady_clock::now();
        live.take(news);
        const auto values = live.values(news.quotes.front().series, time, catalogue());
        const std::chrono::duration<double, std::micro> taken =
            std::chrono::steady_clock::now() - begin;
        benchmark::DoNotOptimize(values->data());
        microseconds.push_back(taken.count());
        state.SetIterationTime(taken.count() * 1e-6);
    }
    const auto middle = microseconds.begin() + static_cast<std::ptrdiff_t>(microseconds.size() / 2);
    std::nth_element(microseconds.begin(), middle, microseconds.end());
    state.counters["median_us"] = *middle;
    state.counters["features"] = static_cast<double>(catalogue().size());
}
BENCHMARK(one_observation)
    ->ArgName("rows_before")
    ->Arg(is_smoke() ? 10 : 200)
    ->Arg(is_smoke() ? 20 : 2'000)
    ->Arg(is_smoke() ? 40 : 20'000)
    ->Iterations(is_smoke() ? 10 : 2'000)
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace seatsync::features
