#include "app/model_drift.hpp"

#include "app/forecast_training.hpp"
#include "app/model_metrics.hpp"
#include "testing/fakes/fake_predictor.hpp"
#include "testing/feature_reader.hpp"
#include "testing/generators/daily_season.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace seatsync::app {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::on_day;

const std::vector<learning::PredictorKind> kMembers = {{"fake", testing::make_fake_predictor}};

constexpr int kGames = 240;
const domain::Instant kTrained = on_day(120.5);
const domain::Instant kLater = on_day(300);

domain::ObservationBatch season(int games = kGames) {
    return testing::daily_season("s", games, 14);
}

/// The season, but prices received after the training jump up and down by a factor of about two.
domain::ObservationBatch wild_season() {
    auto batch = season();
    for (std::size_t i = 0; i < batch.quotes.size(); ++i)
        if (domain::Quote& quote = batch.quotes[i]; quote.received_at > kTrained)
            quote.get_in_cents = std::llround(static_cast<double>(*quote.get_in_cents) *
                                              std::exp(std::sin(1.7 * static_cast<double>(i))));
    return batch;
}

class ModelDriftTest : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        const auto trained = train_price_model(
            season(), kMembers,
            {.as_of = kTrained, .revision = "test", .now = kTrained, .progress = {}});
        ASSERT_TRUE(trained.has_value()) << trained.error().detail;
        model_ = new StoredModel(*trained);
    }
    static void TearDownTestSuite() { delete model_; }

    static ModelDrift watched(const domain::ObservationBatch& observations,
                              const StoredModel& model = *model_, domain::Instant as_of = kLater) {
        const auto drift = watch_drift(observations, model, kMembers, as_of);
        EXPECT_TRUE(drift.has_value()) << drift.error().detail;
        return *drift;
    }
    /// The model as if it leaned on one input alone, with statistics of training as told.
    static StoredModel leaning_on(const std::string& feature, const features::Typical& training) {
        ModelSummary summary = summary_of(*model_).value();
        summary.importance = {{feature, 1.0}};
        summary.normalisation.set(feature, training);
        StoredModel model = *model_;
        model.metrics_json = metrics_to_json(summary);
        return model;
    }

    static StoredModel* model_;
};

StoredModel* ModelDriftTest::model_ = nullptr;

TEST_F(ModelDriftTest, AModelOfAMarketThatGoesOnHolds) {
    const ModelDrift drift = watched(season());
    EXPECT_EQ(drift.retrain, false);
    EXPECT_THAT(drift.reasons, IsEmpty());
    EXPECT_EQ(drift.since, on_day(120));
    ASSERT_EQ(drift.horizons.size(), 4U);
    for (const HorizonDrift& horizon : drift.horizons) {
        EXPECT_EQ(horizon.not_watched, "");
        EXPECT_GT(horizon.games, 100U);
        EXPECT_GT(horizon.tasks, 5 * horizon.games);
        EXPECT_GT(horizon.promised_loss, 0);
        EXPECT_NEAR(horizon.loss / horizon.promised_loss, 1, 0.3);
        EXPECT_GE(horizon.promised_misses, 0.1);
    }
}

TEST_F(ModelDriftTest, AnAlarmAdvisesToTrainAnewAndSaysWhy) {
    const ModelDrift drift = watched(wild_season());
    EXPECT_EQ(drift.retrain, true);
    EXPECT_THAT(drift.reasons, Contains(HasSubstr("1d: the ")));
    const HorizonDrift& day = drift.horizons.front();
    ASSERT_TRUE(day.alarm.has_value());
    EXPECT_GT(day.loss, 2 * day.promised_loss);
    EXPECT_LT(day.alarm->outcomes, day.games);
}

TEST_F(ModelDriftTest, WhatIsReceivedAfterAsOfChangesNothing) {
    auto known = wild_season();
    const domain::Instant as_of = on_day(160.5);
    const ModelDrift whole = watched(known, *model_, as_of);
    std::erase_if(known.quotes, [&](const auto& quote) { return quote.received_at > as_of; });
    const ModelDrift cut = watched(known, *model_, as_of);
    EXPECT_EQ(whole.rows, cut.rows);
    EXPECT_EQ(whole.reasons, cut.reasons);
    for (std::size_t i = 0; i < whole.horizons.size(); ++i) {
        EXPECT_EQ(whole.horizons[i].games, cut.horizons[i].games);
        EXPECT_EQ(whole.horizons[i].loss, cut.horizons[i].loss);
    }
}

/// Games are quoted from fourteen days before their start; by day 125 five days' prices came.
TEST_F(ModelDriftTest, OfAFewGamesNothingIsSaid) {
    const ModelDrift drift = watched(season(), *model_, on_day(125.25));
    EXPECT_EQ(drift.retrain, std::nullopt);
    EXPECT_THAT(drift.reasons, Contains(HasSubstr("nothing can be said")));
    EXPECT_TRUE(drift.shifts.empty());
    EXPECT_LT(drift.games, kGamesToCompare);
    EXPECT_GT(drift.rows, 0U);
    const ModelDrift nothing = watched(season(), *model_, on_day(120.25));
    EXPECT_EQ(nothing.rows, 0U);
    EXPECT_EQ(nothing.retrain, std::nullopt);
    EXPECT_TRUE(std::isnan(nothing.horizons.front().loss));
}

TEST_F(ModelDriftTest, AnInputThatCountsAndMovedIsAReason) {
    const ModelSummary summary = summary_of(*model_).value();
    const features::Typical typical = summary.normalisation.typical().at("log_price");
    const ModelDrift as_ever = watched(season(), leaning_on("log_price", typical));
    ASSERT_EQ(as_ever.shifts.size(), 1U);
    EXPECT_LT(std::abs(as_ever.shifts.front().deviations), 0.5);
    EXPECT_EQ(as_ever.retrain, false);
    features::Typical other = typical;
    other.mean -= 3 * typical.deviation;
    const ModelDrift moved = watched(season(), leaning_on("log_price", other));
    EXPECT_NEAR(moved.shifts.front().deviations, 3, 0.5);
    EXPECT_EQ(moved.retrain, true);
    EXPECT_THAT(moved.reasons, Contains(HasSubstr("log_price, 100.0 % of the model, moved by +")));
}

TEST_F(ModelDriftTest, AnInputThatVanishedIsAReason) {
    // Nobody quotes another market in this season.
    const ModelDrift drift = watched(
        season(), leaning_on("over_other_market", {.mean = 0, .deviation = 1, .rows = 100}));
    ASSERT_EQ(drift.shifts.size(), 1U);
    EXPECT_EQ(drift.retrain, true);
    EXPECT_THAT(drift.reasons, Contains(HasSubstr("has no value any more")));
}

TEST_F(ModelDriftTest, WithoutFiguresByGameTheErrorsAreNotWatched) {
    ModelSummary summary = summary_of(*model_).value();
    summary.breakdowns.clear();
    StoredModel earlier = *model_;
    earlier.metrics_json = metrics_to_json(summary);
    const ModelDrift drift = watched(wild_season(), earlier);
    EXPECT_EQ(drift.retrain, std::nullopt);
    EXPECT_THAT(drift.horizons.front().not_watched, HasSubstr("earlier version"));
}

TEST_F(ModelDriftTest, AModelOfOtherFeaturesIsRefused) {
    StoredModel other = *model_;
    other.payload.back() = static_cast<char>(other.payload.back() + 1);
    EXPECT_EQ(watch_drift(season(), other, kMembers, kLater).error().code, ErrorCode::corrupt_data);
}

}  // namespace
}  // namespace seatsync::app
