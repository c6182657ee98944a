#include "learning/holdout.hpp"

#include "learning/bucket_predictors.hpp"
#include "testing/feature_reader.hpp"
#include "testing/generators/daily_season.hpp"

#include <gtest/gtest.h>

#include <map>

namespace seatsync::learning {
namespace {

using domain::Horizon;

Result<std::vector<HorizonMetrics>> measured(const domain::ObservationBatch& season,
                                             const PredictorFactory& make,
                                             const TrainOptions& options = {}) {
    const auto history = features::MarketHistory::from(season);
    const auto table = compute_features(history, [](const features::RowRef&) { return true; });
    return measure_on_latest(make, history, table, options);
}

/// Of 100 games 25 are judged; a game has 12, 10, 7 and 12 answered questions.
TEST(HoldoutTest, JudgesTheQuarterThatStartsLast) {
    const auto metrics = measured(testing::daily_season("s", 100, 14), make_decay_curve);
    ASSERT_TRUE(metrics.has_value()) << metrics.error().detail;
    std::map<Horizon, std::size_t> tasks;
    for (const HorizonMetrics& one : *metrics) {
        tasks[one.horizon] = one.tasks;
        EXPECT_EQ(one.events, 25U);
        EXPECT_GT(one.last_relative_pinball, 0);
    }
    const std::map<Horizon, std::size_t> expected = {{Horizon::day_1, 25 * 12},
                                                     {Horizon::day_3, 25 * 10},
                                                     {Horizon::day_7, 25 * 7},
                                                     {Horizon::close, 25 * 12}};
    EXPECT_EQ(tasks, expected);
    EXPECT_LT(metrics->back().mean_absolute_log_error,
              metrics->back().last_mean_absolute_log_error);
}

TEST(HoldoutTest, TheLastValueIsNoBetterThanItself) {
    const auto metrics = measured(testing::daily_season("s", 100, 14), make_last_value);
    ASSERT_TRUE(metrics.has_value());
    for (const HorizonMetrics& one : *metrics) {
        EXPECT_NEAR(one.mean_absolute_error, one.last_mean_absolute_error, 1e-9);
        EXPECT_EQ(one.relative_pinball, one.last_relative_pinball);
    }
}

TEST(HoldoutTest, WhatIsReceivedAfterAsOfChangesNoFigure) {
    const auto season = testing::daily_season("s", 120, 14);
    auto earlier = season;
    std::erase_if(earlier.quotes,
                  [](const auto& quote) { return quote.received_at > testing::on_day(110.5); });
    const TrainOptions then{.as_of = testing::on_day(110.5)};
    const auto with = measured(season, make_last_value, then);
    const auto without = measured(earlier, make_last_value, then);
    ASSERT_EQ(with->size(), without->size());
    for (std::size_t i = 0; i < with->size(); ++i) {
        EXPECT_EQ((*with)[i].tasks, (*without)[i].tasks);
        EXPECT_EQ((*with)[i].relative_pinball, (*without)[i].relative_pinball);
        EXPECT_EQ((*with)[i].coverage90, (*without)[i].coverage90);
    }
}

TEST(HoldoutTest, TooFewGamesAreAnEmptyAnswer) {
    const auto metrics = measured(testing::daily_season("s", 5, 14), make_last_value);
    ASSERT_TRUE(metrics.has_value());
    EXPECT_TRUE(metrics->empty());
}

}  // namespace
}  // namespace seatsync::learning
