#include "learning/holdout.hpp"

#include "learning/bucket_predictors.hpp"
#include "testing/fakes/faulty_predictor.hpp"
#include "testing/feature_reader.hpp"
#include "testing/generators/daily_season.hpp"

#include <gtest/gtest.h>

#include <map>

namespace seatsync::learning {
namespace {

using domain::Horizon;

const std::vector<PredictorKind> kLastValue = {{"last_value", make_last_value}};
const std::vector<PredictorKind> kCurve = {{"decay_curve", make_decay_curve}};
const PredictorKind kTooFew = {"too_few", testing::make_faulty(testing::Fault::too_few)};

Result<Holdout> held_out(const domain::ObservationBatch& season,
                         const std::vector<PredictorKind>& members,
                         const std::vector<PredictorKind>& peers,
                         const TrainOptions& options = {}) {
    const auto history = features::MarketHistory::from(season);
    const auto table = compute_features(history, [](const features::RowRef&) { return true; });
    return measure_on_latest(members, peers, history, table, options);
}

Result<std::vector<HorizonMetrics>> measured(const domain::ObservationBatch& season,
                                             const std::vector<PredictorKind>& members,
                                             const TrainOptions& options = {}) {
    SEATSYNC_TRY(Holdout holdout, held_out(season, members, {}, options));
    return std::move(holdout.metrics);
}

/// Of 100 games 25 are judged; a game has 12, 10, 7 and 12 answered questions.
TEST(HoldoutTest, JudgesTheQuarterThatStartsLast) {
    const auto metrics = measured(testing::daily_season("s", 100, 14), kCurve);
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

TEST(HoldoutTest, PeersAnswerTheSameTasks) {
    const auto holdout =
        held_out(testing::daily_season("s", 100, 14), kCurve,
                 {{"last_value", make_last_value}, {"decay", make_decay_curve}, kTooFew});
    ASSERT_TRUE(holdout.has_value()) << holdout.error().detail;
    ASSERT_EQ(holdout->breakdowns.size(), 4U);
    for (std::size_t i = 0; i < holdout->breakdowns.size(); ++i) {
        const HorizonMetrics& metrics = holdout->metrics[i];
        const Breakdown& breakdown = holdout->breakdowns[i];
        EXPECT_EQ(breakdown.horizon, metrics.horizon);
        ASSERT_EQ(breakdown.peers.size(), 2U);
        EXPECT_EQ(breakdown.peers[0].metrics.relative_pinball, metrics.last_relative_pinball);
        EXPECT_NEAR(breakdown.peers[0].metrics.mean_absolute_error,
                    metrics.last_mean_absolute_error, 1e-9);
        EXPECT_EQ(breakdown.peers[1].name, "decay");
        EXPECT_EQ(breakdown.peers[1].metrics.tasks, metrics.tasks);
    }
}

/// The last value says "unchanged"; the ensemble's point is the median of what it says, and prices
/// fall.
TEST(HoldoutTest, MeasuresTheEnsembleAndNotItsMember) {
    const auto metrics = measured(testing::daily_season("s", 100, 14), kLastValue);
    ASSERT_TRUE(metrics.has_value()) << metrics.error().detail;
    for (const HorizonMetrics& one : *metrics)
        EXPECT_LT(one.mean_absolute_log_error, 0.995 * one.last_mean_absolute_log_error)
            << name_of(one.horizon);
}

TEST(HoldoutTest, AMemberWithTooFewGamesSaysNothing) {
    const auto season = testing::daily_season("s", 100, 14);
    const auto alone = measured(season, kCurve).value();
    const auto beside = measured(season, {kTooFew, kCurve.front()}).value();
    ASSERT_EQ(alone.size(), beside.size());
    for (std::size_t i = 0; i < alone.size(); ++i)
        EXPECT_EQ(alone[i].relative_pinball, beside[i].relative_pinball);
    EXPECT_TRUE(measured(season, {kTooFew}).value().empty());
}

/// A game is asked about at noon less a day and a half, two and a half, … days before its start.
TEST(HoldoutTest, TheSlicesAreOfTheTasksThatWereJudged) {
    const auto holdout = held_out(testing::daily_season("s", 100, 14), kLastValue, {});
    ASSERT_TRUE(holdout.has_value()) << holdout.error().detail;
    const std::vector<Slice>& days = holdout->breakdowns.front().by_days;  // Over one day.
    ASSERT_EQ(days.size(), 3U);
    EXPECT_EQ(days[0].from, 1);
    EXPECT_EQ(days[0].tasks, 25U * 2);
    EXPECT_EQ(days[1].tasks, 25U * 4);
    EXPECT_EQ(days[2].tasks, 25U * 6);
    EXPECT_EQ(days[2].events, 25U);
    std::size_t tasks = 0;
    for (const Slice& band : holdout->breakdowns.front().by_price)
        tasks += band.tasks;
    EXPECT_EQ(tasks, holdout->metrics.front().tasks);
    // Each game has as many tasks, so that it makes no difference which way it is weighted.
    EXPECT_NEAR(holdout->breakdowns.front().by_event.relative_pinball,
                holdout->metrics.front().relative_pinball, 1e-12);
}

TEST(HoldoutTest, WhatIsReceivedAfterAsOfChangesNoFigure) {
    const auto season = testing::daily_season("s", 120, 14);
    auto earlier = season;
    std::erase_if(earlier.quotes,
                  [](const auto& quote) { return quote.received_at > testing::on_day(110.5); });
    const TrainOptions then{.as_of = testing::on_day(110.5)};
    const auto with = measured(season, kLastValue, then);
    const auto without = measured(earlier, kLastValue, then);
    ASSERT_EQ(with->size(), without->size());
    for (std::size_t i = 0; i < with->size(); ++i) {
        EXPECT_EQ((*with)[i].tasks, (*without)[i].tasks);
        EXPECT_EQ((*with)[i].relative_pinball, (*without)[i].relative_pinball);
        EXPECT_EQ((*with)[i].coverage90, (*without)[i].coverage90);
    }
}

TEST(HoldoutTest, TooFewGamesAreAnEmptyAnswer) {
    const auto metrics = measured(testing::daily_season("s", 5, 14), kLastValue);
    ASSERT_TRUE(metrics.has_value());
    EXPECT_TRUE(metrics->empty());
}

}  // namespace
}  // namespace seatsync::learning
