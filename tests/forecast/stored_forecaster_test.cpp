#include "app/stored_forecaster.hpp"

#include "adapters/model_xgboost/xgboost_predictor.hpp"
#include "app/forecast_explanation.hpp"
#include "app/forecast_training.hpp"
#include "testing/fakes/fake_market_store.hpp"
#include "testing/fakes/fake_model_store.hpp"
#include "testing/fakes/fake_predictor.hpp"
#include "testing/fakes/faulty_predictor.hpp"
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

const std::vector<learning::PredictorKind> kMembers = {
    {"xgboost", [] { return model_xgboost::make_predictor(1); }},
    {"fake", testing::make_fake_predictor}};

StoredModel trained(const domain::ObservationBatch& observations, std::uint64_t seed = 1) {
    const auto model = train_price_model(observations, kMembers,
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

    std::unique_ptr<StoredForecaster> open(
        const std::vector<learning::PredictorKind>& kinds = kMembers) {
        auto forecaster = StoredForecaster::open(store_, models_, kinds);
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

/// Trees, cells and calibration included: contributions add up to what is answered, to rounding.
TEST_F(StoredForecasterTest, WhatItForecastsIsExplainedToTheCent) {
    const auto forecaster = open();
    const auto function = forecaster->function_at(kNow);
    ASSERT_TRUE(function.has_value()) << function.error().detail;
    const auto forecasts = forecaster->forecast(kGame, kNow);
    ASSERT_TRUE(forecasts.has_value());
    for (const HorizonForecast& horizon : forecasts->front().horizons)
        for (const ForecastNumber number : kForecastNumbers) {
            ExplanationOptions options;
            options.horizon = horizon.horizon;
            options.number = number;
            options.background_rows = 16;
            const auto got =
                explain_forecasts(store_, *forecaster, *function, kGame, kNow, options);
            ASSERT_TRUE(got.has_value()) << got.error().detail;
            EXPECT_EQ(got->front().answer, value_of(number, horizon.forecast));
            EXPECT_NEAR(unexplained(got->front()), 0, 1e-9);
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

domain::ObservationBatch known_by_then(domain::ObservationBatch batch, Instant now) {
    std::erase_if(batch.quotes, [&](const auto& quote) { return quote.received_at > now; });
    return batch;
}

/// Law 1, at the end of the training and ten days of outcomes later: at noon, when the answers of
/// yesterday's questions would be settled if another quote came in.
TEST_F(StoredForecasterTest, WhatComesLaterChangesNothing) {
    for (const Instant now : {kNow, on_day(126.75)}) {
        const auto whole = open()->forecast_open_events(now);
        ASSERT_TRUE(whole.has_value());
        testing::FakeMarketStore known;
        ASSERT_TRUE(
            known.append(known_by_then(testing::daily_season("a", kGames, kDaysQuoted), now))
                .has_value());
        const auto cut =
            StoredForecaster::open(known, models_, kMembers).value()->forecast_open_events(now);
        ASSERT_TRUE(cut.has_value());
        ASSERT_EQ(whole->size(), cut->size());
        for (std::size_t i = 0; i < whole->size(); ++i) {
            EXPECT_EQ((*whole)[i].event.id, (*cut)[i].event.id);
            ASSERT_EQ((*whole)[i].horizons.size(), (*cut)[i].horizons.size());
            for (std::size_t h = 0; h < (*whole)[i].horizons.size(); ++h) {
                EXPECT_EQ((*whole)[i].horizons[h].forecast, (*cut)[i].horizons[h].forecast);
                EXPECT_EQ((*whole)[i].horizons[h].members, (*cut)[i].horizons[h].members);
            }
        }
    }
}

/// The width of the 90 % interval over a day, of the last price.
double width_of(const SeriesForecast& forecast) {
    const HorizonForecast& day = forecast.horizons.front();
    EXPECT_EQ(day.horizon, domain::Horizon::day_1);
    return (day.forecast.quantiles[4] - day.forecast.quantiles[0]) /
           (static_cast<double>(*forecast.last.get_in_cents) / 100);
}

/// The same model, as if its training had ended later: then there is nothing left to learn from.
TEST_F(StoredForecasterTest, LearnsFromWhatCameTrueSinceTheTraining) {
    domain::ObservationBatch wild = testing::daily_season("w", kGames, kDaysQuoted);
    for (domain::Quote& quote : wild.quotes)
        if (quote.received_at > kNow && (quote.received_at - on_day(0)) / std::chrono::days(1) % 2)
            *quote.get_in_cents = *quote.get_in_cents * 3 / 2;
    testing::FakeMarketStore store;
    ASSERT_TRUE(store.append(wild).has_value());
    StoredModel unlearned = *model_;
    unlearned.id = ModelId("unlearned");
    unlearned.window_to = on_day(126);
    unlearned.created_at = on_day(201);
    const auto width = [&] {
        const auto forecasts = StoredForecaster::open(store, models_, kMembers)
                                   .value()
                                   ->forecast(EventId("w:112"), on_day(126.5));
        EXPECT_TRUE(forecasts.has_value()) << forecasts.error().detail;
        return width_of(forecasts->front());
    };
    const double learned = width();
    ASSERT_TRUE(models_.put(unlearned).has_value());
    EXPECT_GT(learned, 1.5 * width());
}

TEST_F(StoredForecasterTest, TheForecastSaysWhoMadeIt) {
    const auto forecasts = open()->forecast(kGame, kNow);
    ASSERT_TRUE(forecasts.has_value());
    EXPECT_TRUE(forecasts->front().unanswered.empty());
    for (const HorizonForecast& horizon : forecasts->front().horizons) {
        ASSERT_EQ(horizon.members.size(), 2U);
        EXPECT_EQ(horizon.members[0].name, "xgboost");
        EXPECT_EQ(horizon.members[1].name, "fake");
        EXPECT_GT(horizon.members[0].weight, 0);
        EXPECT_NEAR(horizon.members[0].weight + horizon.members[1].weight, 1, 1e-9);
        EXPECT_EQ(horizon.members[0].silent + horizon.members[1].silent, "");
    }
}

TEST_F(StoredForecasterTest, ABrokenMemberHasNoWeightAndTheForecastSaysSo) {
    for (const auto fault : {testing::Fault::fails, testing::Fault::no_number}) {
        const auto forecasts = open({{"xgboost", testing::make_faulty(fault)}, kMembers[1]})
                                   ->forecast(kGame, on_day(118.75));
        ASSERT_TRUE(forecasts.has_value()) << forecasts.error().detail;
        for (const HorizonForecast& horizon : forecasts->front().horizons) {
            EXPECT_EQ(horizon.members[0].weight, 0);
            EXPECT_NE(horizon.members[0].silent, "");
            EXPECT_NEAR(horizon.members[1].weight, 1, 1e-9);
            EXPECT_TRUE(std::ranges::is_sorted(horizon.forecast.quantiles));
        }
    }
}

TEST_F(StoredForecasterTest, WithAllMembersOutTheAnswerIsAnError) {
    const auto fails = testing::make_faulty(testing::Fault::fails);
    const auto forecaster = open({{"xgboost", fails}, {"fake", fails}});
    const auto forecasts = forecaster->forecast(kGame, on_day(118.75));
    ASSERT_FALSE(forecasts.has_value());
    EXPECT_EQ(forecasts.error().code, ErrorCode::insufficient_data);
    EXPECT_EQ(forecasts.error().detail,
              "cannot be priced: 1d: xgboost: the library is gone; fake: the library is "
              "gone");
    EXPECT_TRUE(forecaster->forecast_open_events(on_day(118.75)).value().empty());
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
    const auto forecaster = StoredForecaster::open(store_, none, kMembers).value();
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
    EXPECT_FALSE(StoredForecaster::open(store_, models_, kMembers).has_value());
}

TEST_F(StoredForecasterTest, RefusesAModelOfAnEarlierFormat) {
    StoredModel earlier = *model_;
    earlier.id = ModelId("xgboost-1");
    earlier.created_at = on_day(201);
    earlier.payload[0] = 2;
    ASSERT_TRUE(models_.put(earlier).has_value());
    const auto refused = StoredForecaster::open(store_, models_, kMembers);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_THAT(refused.error().detail, ::testing::HasSubstr("train it again"));
}

TEST_F(StoredForecasterTest, TheSameTrainingHasTheSameIdAndAnotherSeedAnother) {
    const auto season = testing::daily_season("a", kGames, kDaysQuoted);
    EXPECT_EQ(trained(season), *model_);
    EXPECT_NE(trained(season, 2).id, model_->id);
}

TEST_F(StoredForecasterTest, TrainingReadsNothingReceivedLater) {
    const auto season = testing::daily_season("a", kGames, kDaysQuoted);
    EXPECT_EQ(trained(known_by_then(season, kNow)), *model_);
}

TEST_F(StoredForecasterTest, TheModelTellsWhereItComesFrom) {
    const auto summary = open()->model();
    ASSERT_TRUE(summary.has_value());
    EXPECT_EQ(summary->predictor, "ensemble");
    EXPECT_THAT(summary->members, ::testing::ElementsAre("xgboost", "fake"));
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
