// Feature values per second: all features of all rows of a season, the history already arranged.

#include "features/feature_table.hpp"

#include "base/random.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>

namespace seatsync::features {
namespace {

using std::chrono::hours;

constexpr std::int64_t kTeams = 30;
constexpr std::int64_t kQuotesPerGame = 60;  ///< Two a day over the last month.

/// Games of a league that is quoted twice a day, as mlb_stubhub_2021 is; six games a day.
domain::ObservationBatch season_of(std::int64_t games) {
    base::Random random(1);
    domain::ObservationBatch batch;
    const domain::Instant opening = std::chrono::sys_days(std::chrono::year(2021) / 4 / 1);
    for (std::int64_t i = 0; i < games; ++i) {
        domain::Event game;
        game.id = domain::EventId(fmt::format("bench:{:06}", i));
        game.league = "mlb";
        game.season = "2021";
        game.home = fmt::format("team {}", i % kTeams);
        game.away = fmt::format("team {}", (i * 7 + 1) % kTeams);
        game.start = opening + hours(24 * (i / 6) + 18 + i % 6);
        game.received_at = opening - hours(24 * 60);
        batch.events.push_back(game);
        std::int64_t cents = random.integer(800, 9000);
        for (std::int64_t q = kQuotesPerGame; q > 0; --q) {
            cents = std::max<std::int64_t>(100, cents * random.integer(95, 104) / 100);
            domain::Quote quote;
            quote.series = {.event = game.id, .market = "bench", .zone = {}};
            quote.event_at = quote.received_at = opening + hours(24 * (i / 6) + 12 - 12 * q);
            quote.get_in_cents = cents;
            quote.listings = random.integer(1, 400);
            batch.quotes.push_back(quote);
        }
    }
    return batch;
}

std::int64_t games() {
    return std::getenv("SEATSYNC_BENCH_SMOKE") != nullptr ? 12 : 900;
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

}  // namespace
}  // namespace seatsync::features
