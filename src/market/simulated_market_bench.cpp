#include "market/simulated_event_market.hpp"
#include "market/simulated_season.hpp"

#include <benchmark/benchmark.h>

#include <cmath>

namespace seatsync::market {
namespace {

constexpr auto kStart = std::chrono::sys_days(std::chrono::year(2026) / 6 / 12);

/// One event of 30,000 seats through the 75 days until its start. Items are actions on its ladder:
/// offers listed, bought, repriced, withdrawn, expired.
void simulate_one_event(benchmark::State& state) {
    const auto opening = kStart - std::chrono::days(75);
    std::int64_t actions = 0;
    std::uint64_t seed = 0;
    for (auto _ : state) {
        EventConditions conditions;
        conditions.start = kStart;
        conditions.capacity = 30'000;
        conditions.levels = {{opening, std::log(40.0)}};
        SimulatedEventMarket market({}, std::move(conditions), opening, base::Random(++seed));
        market.advance_to(kStart);
        actions += market.ladder().account().actions();
    }
    state.SetItemsProcessed(actions);
}
BENCHMARK(simulate_one_event)->Unit(benchmark::kMillisecond);

/// The default season until its middle, tape and all. Items are quotes.
void simulate_default_season(benchmark::State& state) {
    std::int64_t quotes = 0;
    for (auto _ : state) {
        const Result<SimulatedSeason> season = simulate_season({});
        if (!season) {
            state.SkipWithError(season.error().detail.c_str());
            break;
        }
        quotes += static_cast<std::int64_t>(season->tape.quotes.size());
    }
    state.SetItemsProcessed(quotes);
}
BENCHMARK(simulate_default_season)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace seatsync::market
