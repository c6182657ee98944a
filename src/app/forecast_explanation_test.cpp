#include "app/forecast_explanation.hpp"

#include "testing/fakes/fake_market_store.hpp"
#include "testing/fakes/fake_price_forecaster.hpp"
#include "testing/feature_reader.hpp"
#include "testing/generators/daily_season.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace seatsync::app {
namespace {

using domain::EventId;
using domain::Horizon;
using domain::Instant;
using ::testing::HasSubstr;
using testing::on_day;

// Game 47 starts at noon of day 67 and is quoted at midnight of days 54 to 67.
const Instant kNow = on_day(60.75);
const EventId kGame("a:047");

std::size_t column(std::string_view name) {
    const auto names = features::feature_names();
    return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

/// In units of the currency, linear in two features from a given last price.
double point_of(std::span<const float> row, double last_price) {
    static const std::size_t days = column("days_to_event");
    static const std::size_t step = column("price_step");
    return last_price + 2 * static_cast<double>(row[days]) + 50 * static_cast<double>(row[step]);
}

Result<std::vector<domain::Forecast>> linear(Horizon /*horizon*/, const learning::Matrix& x,
                                             std::span<const double> last_prices) {
    std::vector<domain::Forecast> forecasts;
    for (std::size_t i = 0; i < x.rows(); ++i) {
        const double point = point_of(x.row(i), last_prices[i]);
        forecasts.push_back(
            {.point = point, .quantiles = {point / 3, point / 2, point, 2 * point, 3 * point}});
    }
    return forecasts;
}

/// A season in a store, and a forecaster that says of game 47 what `linear` does.
class ForecastExplanationTest : public ::testing::Test {
  protected:
    ForecastExplanationTest() {
        const auto season = testing::daily_season("a", 60, 14);
        EXPECT_TRUE(store_.append(season).has_value());
        SeriesForecast forecast;
        for (const domain::Event& event : season.events)
            if (event.id == kGame)
                forecast.event = event;
        for (const domain::Quote& quote : season.quotes)
            if (quote.series.event == kGame && quote.received_at == on_day(60))
                forecast.last = quote;
        const testing::FeatureReader reader(season);
        row_ = reader.rows().at({forecast.last.series, on_day(60)});
        const auto values = reader.row(row_);
        learning::Matrix x{.columns = values.size()};
        x.add(values);
        const double price = static_cast<double>(*forecast.last.get_in_cents) / 100;
        const auto said = linear(Horizon::day_1, x, {&price, 1})->front();
        for (const Horizon horizon : {Horizon::day_1, Horizon::day_3, Horizon::close})
            forecast.horizons.push_back({horizon, on_day(63), said});
        days_to_event_ = static_cast<double>(values[column("days_to_event")]);
        forecaster_.answer(kGame, {forecast});
    }

    Result<std::vector<ForecastExplanation>> asked(const ExplanationOptions& options,
                                                   const EventId& id = kGame) {
        return explain_forecasts(store_, forecaster_, linear, id, kNow, options);
    }
    ForecastExplanation explained(const ExplanationOptions& options) {
        const auto got = asked(options);
        EXPECT_TRUE(got.has_value()) << got.error().detail;
        EXPECT_EQ(got.value().size(), 1U);
        return got.value().front();
    }
    static const FeatureContribution& part(const ForecastExplanation& of, std::string_view name) {
        return *std::ranges::find_if(of.contributions, [&](const auto& one) {
            return one.feature != nullptr && one.feature->name == name;
        });
    }

    testing::FakeMarketStore store_;
    testing::FakePriceForecaster forecaster_;
    std::size_t row_ = 0;
    double days_to_event_ = 0;
};

TEST_F(ForecastExplanationTest, EachFeatureAddsItsDistanceFromTheTypicalRows) {
    const ForecastExplanation got = explained({});
    EXPECT_EQ(got.series.horizons.size(), 1U);
    EXPECT_EQ(got.series.horizons.front().horizon, Horizon::day_3);
    EXPECT_EQ(got.answer, got.series.horizons.front().forecast.point);
    EXPECT_EQ(got.background_rows, 128U);
    EXPECT_NEAR(unexplained(got), 0, 1e-10);
    const FeatureContribution& days = part(got, "days_to_event");
    EXPECT_EQ(days.value, days_to_event_);
    EXPECT_NEAR(days.amount.value, 2 * (days.value - days.typical), 1e-9);
    EXPECT_NE(days.amount.value, 0.0);
    const FeatureContribution& step = part(got, "price_step");
    EXPECT_NEAR(step.amount.value, 50 * (step.value - step.typical), 1e-9);
    EXPECT_NEAR(got.baseline, got.last_price + 2 * days.typical + 50 * step.typical, 1e-9);
    EXPECT_EQ(part(got, "log_price").amount.value, 0.0);
    EXPECT_EQ(got.contributions.size(), features::model_inputs().size() + 1);  // The path too.
    for (std::size_t i = 1; i < got.contributions.size(); ++i)
        EXPECT_LE(std::abs(got.contributions[i].amount.value),
                  std::abs(got.contributions[i - 1].amount.value));
}

TEST_F(ForecastExplanationTest, ExplainsAnyNumberOfTheForecast) {
    ExplanationOptions options;
    options.number = ForecastNumber::q75;
    const ForecastExplanation upper = explained(options);
    const ForecastExplanation point = explained({});
    EXPECT_EQ(upper.answer, 2 * point.answer);
    EXPECT_NEAR(upper.baseline, 2 * point.baseline, 1e-9);
    EXPECT_EQ(name_of(options.number), "q75");
    const domain::Forecast forecast{.point = 6, .quantiles = {1, 2, 3, 4, 5}};
    std::vector<double> values;
    for (const ForecastNumber number : kForecastNumbers)
        values.push_back(value_of(number, forecast));
    EXPECT_THAT(values, ::testing::ElementsAre(6, 1, 2, 3, 4, 5));
}

TEST_F(ForecastExplanationTest, LaterPricesChangeNothing) {
    auto season = testing::daily_season("a", 60, 14);
    std::erase_if(season.quotes, [](const auto& quote) { return quote.received_at > kNow; });
    testing::FakeMarketStore known;
    ASSERT_TRUE(known.append(season).has_value());
    const auto cut = explain_forecasts(known, forecaster_, linear, kGame, kNow, {});
    const auto whole = asked({});
    ASSERT_TRUE(cut.has_value() && whole.has_value());
    EXPECT_EQ(cut->front().baseline, whole->front().baseline);
    for (std::size_t i = 0; i < cut->front().contributions.size(); ++i)
        EXPECT_EQ(cut->front().contributions[i].amount.value,
                  whole->front().contributions[i].amount.value);
}

TEST_F(ForecastExplanationTest, RefusesWhatIsNotForecast) {
    ExplanationOptions options;
    options.horizon = Horizon::day_7;
    const auto past = asked(options);
    ASSERT_FALSE(past.has_value());
    EXPECT_EQ(past.error().code, ErrorCode::insufficient_data);
    EXPECT_THAT(past.error().detail, HasSubstr("there are 1d, 3d, close"));
    EXPECT_EQ(asked({}, EventId("a:001")).error().code, ErrorCode::insufficient_data);
    options = {};
    options.background_rows = 0;
    EXPECT_EQ(asked(options).error().code, ErrorCode::invalid_argument);
}

TEST_F(ForecastExplanationTest, AForecastThatTheFunctionDoesNotMakeIsNoExplanation) {
    const ForecastFunction another = [](Horizon horizon, const learning::Matrix& x,
                                        std::span<const double> prices) {
        auto forecasts = linear(horizon, x, prices);
        for (domain::Forecast& forecast : *forecasts)
            forecast.point += 0.01;
        return forecasts;
    };
    const auto got = explain_forecasts(store_, forecaster_, another, kGame, kNow, {});
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().code, ErrorCode::internal);
}

}  // namespace
}  // namespace seatsync::app
