#include "adapters/model_xgboost/xgboost_predictor.hpp"
#include "app/forecast_evaluation.hpp"
#include "learning/bucket_predictors.hpp"
#include "market/simulated_season.hpp"
#include "testing/generators/market_tape.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <map>

namespace seatsync::app {
namespace {

using domain::Instant;

struct TimeSplit {
    domain::ObservationBatch earlier, later;
};

/// The third of the games that starts last against the others; standings go to the earlier.
TimeSplit split_by_start(const domain::ObservationBatch& tape) {
    std::map<domain::EventId, Instant> starts;
    for (const domain::Event& event : tape.events)
        starts[event.id] = event.start;
    std::vector<Instant> ordered;
    for (const auto& [id, start] : starts)
        ordered.push_back(start);
    std::sort(ordered.begin(), ordered.end());
    const Instant cut = ordered.at(ordered.size() * 2 / 3);
    TimeSplit split;
    const auto part = [&](const domain::EventId& id) -> domain::ObservationBatch& {
        return starts.at(id) >= cut ? split.later : split.earlier;
    };
    for (const domain::Event& event : tape.events)
        part(event.id).events.push_back(event);
    for (const domain::Quote& quote : tape.quotes)
        part(quote.series.event).quotes.push_back(quote);
    for (const domain::GameResult& result : tape.results)
        part(result.event).results.push_back(result);
    split.earlier.records = tape.records;
    return split;
}

/// A season of 48 games whose last third is asked about, with everything that was forecast for it:
/// made once, since each evaluation trains every predictor.
struct Season {
    TimeSplit sets;
    Instant middle;  ///< Half of the asked games' rows were received by then, about.
};

const Season& the_season() {
    static const Season season = [] {
        market::SeasonPlan plan;
        plan.league.seed = 5;
        plan.league.teams = 4;
        plan.league.games_per_team = 24;
        plan.until = std::chrono::sys_days(plan.league.first_day) + std::chrono::days(120);
        TimeSplit sets = split_by_start(market::simulate_season(plan).value().tape);
        std::vector<Instant> times;
        for (const domain::Quote& quote : sets.later.quotes)
            times.push_back(quote.received_at);
        std::sort(times.begin(), times.end());
        const Instant middle = times.at(times.size() / 2);
        return Season{std::move(sets), middle};
    }();
    return season;
}

/// Bytes of a forecast by predictor, series, time and horizon.
using Forecasts =
    std::map<std::tuple<std::string, domain::SeriesKey, Instant, domain::Horizon>, std::string>;

Forecasts forecasts_of(const domain::ObservationBatch& train, const domain::ObservationBatch& test,
                       std::size_t threads = 1) {
    const std::vector<learning::PredictorKind> contestants = {
        {"last_value", learning::make_last_value},
        {"decay_curve", learning::make_decay_curve},
        {"xgboost", [threads] { return model_xgboost::make_predictor(threads); }}};
    const auto results = evaluate_forecasts(train, test, contestants,
                                            {.seed = 3, .threads = threads, .ensemble = true});
    EXPECT_TRUE(results.has_value()) << results.error().detail;
    Forecasts forecasts;
    for (const ContestantResult& result : *results)
        for (const RowForecast& row : result.forecasts)
            forecasts[{result.name, row.series, row.asked_at, row.horizon}] =
                std::string(reinterpret_cast<const char*>(&row.forecast), sizeof row.forecast);
    return forecasts;
}

const Forecasts& all_forecasts() {
    static const Forecasts forecasts =
        forecasts_of(the_season().sets.earlier, the_season().sets.later);
    return forecasts;
}

Forecasts asked_by(const Forecasts& forecasts, Instant now) {
    Forecasts some;
    for (const auto& [key, bytes] : forecasts)
        if (std::get<Instant>(key) <= now)
            some.emplace(key, bytes);
    return some;
}

TEST(LawTest, ForecastsAreThereForEveryPredictorAndHorizon) {
    std::map<std::pair<std::string, domain::Horizon>, std::size_t> counts;
    for (const auto& [key, bytes] : all_forecasts())
        ++counts[{std::get<0>(key), std::get<3>(key)}];
    EXPECT_EQ(counts.size(), 4U * 4U);
    for (const auto& [key, count] : counts)
        EXPECT_GT(count, 300U) << key.first << " " << name_of(key.second);
}

/// Law 1: what is received later does not change what was forecast.
TEST(LawTest, RowsReceivedLaterChangeNoForecast) {
    const auto& [sets, middle] = the_season();
    for (const Instant now : {middle, middle + std::chrono::days(9) + std::chrono::minutes(7)}) {
        const Forecasts then = forecasts_of(sets.earlier, testing::known_by(sets.later, now));
        EXPECT_GT(then.size(), 1000U);
        EXPECT_LT(then.size(), all_forecasts().size());
        EXPECT_TRUE(then == asked_by(all_forecasts(), now)) << domain::format_utc(now);
    }
}

TEST(LawTest, TheOrderOfTheObservationsChangesNoForecast) {
    const auto& [sets, middle] = the_season();
    EXPECT_TRUE(forecasts_of(testing::shuffled(sets.earlier, 1),
                             testing::shuffled(sets.later, 2)) == all_forecasts());
}

/// Law 5: the same seed gives the same bits, with any number of threads.
TEST(LawTest, TwoThreadsMakeTheSameForecastsAsOne) {
    const auto& [sets, middle] = the_season();
    EXPECT_TRUE(forecasts_of(sets.earlier, sets.later, 2) == all_forecasts());
}

}  // namespace
}  // namespace seatsync::app
