#include "app/stored_forecaster.hpp"

#include "adapters/model_xgboost/xgboost_predictor.hpp"
#include "app/forecast_training.hpp"
#include "testing/fakes/fake_market_store.hpp"
#include "testing/fakes/fake_model_store.hpp"
#include "testing/feature_reader.hpp"
#include "testing/generators/daily_season.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace seatsync::app {
namespace {

using domain::EventId;
using domain::Instant;
using testing::on_day;

// Game 100 starts at noon of day 120 and is quoted at midnight of days 107 to 120; by the evening
// of day 116 it has ten prices, and the games up to 96 are over (that of day 116 started at noon).
constexpr int kGames = 120;
constexpr int kDaysQuoted = 14;
const Instant kNow = on_day(116.75);
const EventId kGame("a:100");

learning::PredictorFactory xgboost() {
    return [] { return model_xgboost::make_predictor(1); };
}

StoredModel trained(const domain::ObservationBatch& observations, std::uint64_t seed = 1) {
    const auto model = train_price_model(observations, xgboost(),
                                         {.as_of = kNow,
                                          .seed = seed,
                                          .threads = 2,
                                          .revision = "test",
                                          .now = on_day(200),
                                          .progress = {}});
    EXPECT_TRUE(model.has_value()) << model.error().detail;
    return *model;
}

/// A store with the whole season, and the model that was trained on what was known at kNow.
class StoredForecasterTest : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        model_ = new StoredModel(trained(testing::daily_season("a", kGames, kDaysQuoted)));
    }
    static void TearDownTestSuite() { delete model_; }

    StoredForecasterTest() {
        EXPECT_TRUE(store_.append(testing::daily_season("a", kGames, kDaysQuoted)).has_value());
        EXPECT_TRUE(models_.put(*model_).has_value());
    }

    std::unique_ptr<StoredForecaster> open() {
        auto forecaster = StoredForecaster::open(store_, models_, xgboost());
        EXPECT_TRUE(forecaster.has_value());
        return std::move(*forecaster);
    }

    ErrorCode refusal(const EventId& id, Instant as_of) {
        const auto forecasts = open()->forecast(id, as_of);
        EXPECT_FALSE(forecasts.has_value());
        return forecasts.has_value() ? ErrorCode::internal : forecasts.error().code;
    }

    static StoredModel* model_;
    testing::FakeMarketStore store_;
    testing::FakeModelStore models_;
};

StoredModel* StoredForecasterTest::model_ = nullptr;

TEST_F(StoredForecasterTest, StartsFromTheNewestPriceKnownThen) {
    const auto forecasts = open()->forecast(kGame, kNow);
    ASSERT_TRUE(forecasts.has_value()) << forecasts.error().detail;
    ASSERT_EQ(forecasts->size(), 1U);
    const SeriesForecast& forecast = forecasts->front();
    EXPECT_EQ(forecast.event.id, kGame);
    EXPECT_EQ(forecast.last.received_at, on_day(116));
    EXPECT_EQ(forecast.as_of, kNow);
    const double last = static_cast<double>(*forecast.last.get_in_cents) / 100;
    for (const HorizonForecast& horizon : forecast.horizons) {
        EXPECT_GT(horizon.forecast.point, last / 2);
        EXPECT_LT(horizon.forecast.point, last * 2);
        EXPECT_TRUE(std::ranges::is_sorted(horizon.forecast.quantiles));
    }
}

/// A day and three days after the price of day 116 lie before noon of day 120; seven days do not.
TEST_F(StoredForecasterTest, AnswersHorizonsBetweenNowAndTheStart) {
    const auto targets = [&](Instant as_of) {
        std::vector<Instant> at;
        const auto forecasts = open()->forecast(kGame, as_of);
        EXPECT_TRUE(forecasts.has_value());
        for (const HorizonForecast& horizon : forecasts->front().horizons)
            at.push_back(horizon.target_at);
        return at;
    };
    EXPECT_THAT(targets(kNow), ::testing::ElementsAre(on_day(117), on_day(119), on_day(120.5)));
    EXPECT_THAT(targets(on_day(120.25)), ::testing::ElementsAre(on_day(120.5)));
}

TEST_F(StoredForecasterTest, WhatComesLaterChangesNothing) {
    const auto whole = open()->forecast_open_events(kNow);
    ASSERT_TRUE(whole.has_value());
    testing::FakeMarketStore known;
    domain::ObservationBatch season = testing::daily_season("a", kGames, kDaysQuoted);
    std::erase_if(season.quotes, [](const auto& quote) { return quote.received_at > kNow; });
    ASSERT_TRUE(known.append(season).has_value());
    const auto cut =
        StoredForecaster::open(known, models_, xgboost()).value()->forecast_open_events(kNow);
    ASSERT_TRUE(cut.has_value());
    ASSERT_EQ(whole->size(), cut->size());
    for (std::size_t i = 0; i < whole->size(); ++i) {
        EXPECT_EQ((*whole)[i].event.id, (*cut)[i].event.id);
        ASSERT_EQ((*whole)[i].horizons.size(), (*cut)[i].horizons.size());
        for (std::size_t h = 0; h < (*whole)[i].horizons.size(); ++h)
            EXPECT_EQ((*whole)[i].horizons[h].forecast, (*cut)[i].horizons[h].forecast);
    }
}

/// Open at kNow: games 97 to 109 have two prices or more (game g is quoted from day g + 7 on).
TEST_F(StoredForecasterTest, OpenEventsComeByStartAndHaveTwoPrices) {
    const auto open_events = open()->forecast_open_events(kNow);
    ASSERT_TRUE(open_events.has_value());
    std::vector<std::string> ids;
    for (const SeriesForecast& forecast : *open_events)
        ids.push_back(forecast.event.id.value());
    ASSERT_EQ(ids.size(), 12U);
    EXPECT_EQ(ids.front(), "a:097");
    EXPECT_EQ(ids.back(), "a:108");
    EXPECT_TRUE(std::ranges::is_sorted(ids));
}

TEST_F(StoredForecasterTest, SeesAPriceThatComesInWhileItRuns) {
    const auto forecaster = open();
    const Instant later = on_day(130);
    EXPECT_FALSE(forecaster->forecast(EventId("b:000"), later).has_value());
    ASSERT_TRUE(store_.append(testing::daily_season("b", 1, kDaysQuoted, 125)).has_value());
    const auto forecasts = forecaster->forecast(EventId("b:000"), on_day(144));
    ASSERT_TRUE(forecasts.has_value()) << forecasts.error().detail;
    EXPECT_EQ(forecasts->front().last.received_at, on_day(144));
}

TEST_F(StoredForecasterTest, RefusesWhatCannotBePriced) {
    EXPECT_EQ(refusal(EventId("a:999"), kNow), ErrorCode::not_found);
    EXPECT_EQ(refusal(EventId("a:090"), kNow), ErrorCode::insufficient_data);  // Over.
    EXPECT_EQ(refusal(EventId("a:109"), kNow), ErrorCode::insufficient_data);  // One price.
    EXPECT_EQ(refusal(EventId("a:115"), kNow), ErrorCode::insufficient_data);  // None.
}

TEST_F(StoredForecasterTest, RefusesACancelledEvent) {
    domain::Event cancelled = store_.event(kGame, kNow).value();
    cancelled.status = domain::EventStatus::cancelled;
    cancelled.received_at = kNow;
    ASSERT_TRUE(store_.append({.events = {cancelled}}).has_value());
    EXPECT_EQ(refusal(kGame, kNow), ErrorCode::insufficient_data);
    const auto open_events = open()->forecast_open_events(kNow);
    ASSERT_TRUE(open_events.has_value());
    EXPECT_TRUE(
        std::ranges::none_of(*open_events, [](const auto& one) { return one.event.id == kGame; }));
}

TEST_F(StoredForecasterTest, RefusesAPriceThatIsTooOld) {
    domain::Event moved = store_.event(kGame, kNow).value();
    moved.start = on_day(160);
    moved.received_at = kNow;
    ASSERT_TRUE(store_.append({.events = {moved}}).has_value());
    EXPECT_TRUE(open()->forecast(kGame, on_day(134)).has_value());
    EXPECT_EQ(refusal(kGame, on_day(134.5)), ErrorCode::insufficient_data);
}

/// Law 1: what was learned later must not speak of an earlier day.
TEST_F(StoredForecasterTest, RefusesToLookAhead) {
    EXPECT_EQ(refusal(kGame, on_day(115.75)), ErrorCode::insufficient_data);
    EXPECT_TRUE(open()->forecast(kGame, on_day(116)).has_value());
    EXPECT_FALSE(open()->forecast_open_events(on_day(115.75)).has_value());
}

TEST_F(StoredForecasterTest, WithoutAModelNothingIsPriced) {
    const testing::FakeModelStore none;
    const auto forecaster = StoredForecaster::open(store_, none, xgboost()).value();
    EXPECT_FALSE(forecaster->model().has_value());
    const auto forecasts = forecaster->forecast(kGame, kNow);
    ASSERT_FALSE(forecasts.has_value());
    EXPECT_EQ(forecasts.error().code, ErrorCode::insufficient_data);
}

TEST_F(StoredForecasterTest, RefusesAModelOfOtherFeatures) {
    StoredModel other = *model_;
    other.id = ModelId("other");
    const std::size_t name = other.payload.find("log_price");
    ASSERT_NE(name, std::string::npos);
    other.payload[name] = 'L';
    ASSERT_TRUE(models_.put(other).has_value());
    EXPECT_FALSE(StoredForecaster::open(store_, models_, xgboost()).has_value());
}

TEST_F(StoredForecasterTest, TheSameTrainingHasTheSameIdAndAnotherSeedAnother) {
    const auto season = testing::daily_season("a", kGames, kDaysQuoted);
    EXPECT_EQ(trained(season), *model_);
    EXPECT_NE(trained(season, 2).id, model_->id);
}

TEST_F(StoredForecasterTest, TrainingReadsNothingReceivedLater) {
    domain::ObservationBatch known = testing::daily_season("a", kGames, kDaysQuoted);
    std::erase_if(known.quotes, [](const auto& quote) { return quote.received_at > kNow; });
    EXPECT_EQ(trained(known), *model_);
}

TEST_F(StoredForecasterTest, TheModelTellsWhereItComesFrom) {
    const auto summary = open()->model();
    ASSERT_TRUE(summary.has_value());
    EXPECT_EQ(summary->predictor, "xgboost");
    EXPECT_EQ(summary->window_from, on_day(7));
    EXPECT_EQ(summary->window_to, on_day(116));
    EXPECT_EQ(summary->as_of, kNow);
    EXPECT_EQ(summary->revision, "test");
    ASSERT_FALSE(summary->metrics.empty());
    for (const HorizonMetrics& metrics : summary->metrics) {
        EXPECT_GT(metrics.tasks, 100U);
        EXPECT_GT(metrics.coverage90, 0.5);
        EXPECT_LE(metrics.coverage90, 1.0);
    }
    double shares = 0;
    for (const FeatureImportance& feature : summary->importance)
        shares += feature.share;
    EXPECT_NEAR(shares, 1.0, 1e-9);
}

TEST(SummaryTest, RefusesMetricsOfAnotherShape) {
    StoredModel model;
    for (const char* text :
         {"", "{", "[]", "{}", R"({"training_rows":1,"metrics":[1],"importance":[]})",
          R"({"training_rows":1,"metrics":[{"horizon":"2d"}],"importance":[]})"}) {
        model.metrics_json = text;
        const auto summary = summary_of(model);
        ASSERT_FALSE(summary.has_value()) << text;
        EXPECT_EQ(summary.error().code, ErrorCode::corrupt_data) << text;
    }
}

}  // namespace
}  // namespace seatsync::app
