#include "app/forecast_evaluation.hpp"

#include "learning/bucket_predictors.hpp"
#include "testing/feature_reader.hpp"
#include "testing/generators/daily_season.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace seatsync::app {
namespace {

using domain::Horizon;
using domain::ObservationBatch;
using testing::daily_season;
using testing::on_day;

constexpr int kDays = 14;
constexpr int kTestGames = 10;

ObservationBatch training_season() {
    return daily_season("a", 100, kDays);
}
ObservationBatch test_season() {
    return daily_season("b", kTestGames, kDays, 100);
}

const std::vector<learning::PredictorKind> kBoth = {{"last_value", learning::make_last_value},
                                                    {"decay_curve", learning::make_decay_curve}};

std::vector<ContestantResult> evaluated(
    const ObservationBatch& test, const std::vector<learning::PredictorKind>& contestants = kBoth) {
    const auto results = evaluate_forecasts(training_season(), test, contestants, {});
    EXPECT_TRUE(results.has_value()) << results.error().detail;
    return results.value();
}

std::map<Horizon, std::size_t> counts_of(const ContestantResult& result) {
    std::map<Horizon, std::size_t> counts;
    for (const RowForecast& row : result.forecasts)
        ++counts[row.horizon];
    return counts;
}

TEST(ForecastEvaluationTest, TheLastValueAnswersThePriceOfItsRow) {
    std::map<std::pair<domain::SeriesKey, domain::Instant>, double> prices;
    for (const domain::Quote& quote : test_season().quotes)
        prices[{quote.series, quote.received_at}] = static_cast<double>(*quote.get_in_cents) / 100;
    const auto results = evaluated(test_season());
    for (const RowForecast& row : results[0].forecasts)
        EXPECT_DOUBLE_EQ(row.forecast.point, prices.at({row.series, row.asked_at}));
}

/// Rows lie 0.5, 1.5 … 13.5 days before the start; the first of them asks nothing. The answer over
/// h may come if 0.75 h is nearer than the start: over 7 d (5.25) that leaves 5.5 … 12.5.
TEST(ForecastEvaluationTest, EveryRowAsksWhatMayStillComeBeforeTheGame) {
    const auto results = evaluated(test_season());
    const std::map<Horizon, std::size_t> expected = {{Horizon::day_1, kTestGames * 12},
                                                     {Horizon::day_3, kTestGames * 11},
                                                     {Horizon::day_7, kTestGames * 8},
                                                     {Horizon::close, kTestGames * 13}};
    ASSERT_EQ(results.size(), 2U);
    EXPECT_EQ(results[0].name, "last_value");
    EXPECT_EQ(results[1].name, "decay_curve");
    for (const ContestantResult& result : results) {
        EXPECT_EQ(counts_of(result), expected) << result.name;
        for (const RowForecast& row : result.forecasts)
            EXPECT_TRUE(row.series.event.value().starts_with("b:"));
    }
}

TEST(ForecastEvaluationTest, MetricsCountTheAnsweredQuestions) {
    const auto results = evaluated(test_season());
    for (const ContestantResult& result : results) {
        std::map<Horizon, std::size_t> tasks;
        for (const auto& metrics : result.metrics) {
            tasks[metrics.horizon] = metrics.tasks;
            EXPECT_EQ(metrics.events, std::size_t{kTestGames});
            EXPECT_GT(metrics.mean_absolute_log_error, 0);
        }
        const std::map<Horizon, std::size_t> expected = {{Horizon::day_1, kTestGames * 12},
                                                         {Horizon::day_3, kTestGames * 10},
                                                         {Horizon::day_7, kTestGames * 7},
                                                         {Horizon::close, kTestGames * 12}};
        EXPECT_EQ(tasks, expected) << result.name;
    }
}

TEST(ForecastEvaluationTest, ACurveBeatsTheLastValueWherePricesFall) {
    const auto results = evaluated(test_season());
    const auto& close = results[1].metrics.back();
    ASSERT_EQ(close.horizon, Horizon::close);
    EXPECT_LT(close.mean_absolute_log_error, close.last_mean_absolute_log_error);
    EXPECT_EQ(results[0].metrics.back().mean_absolute_log_error,
              results[0].metrics.back().last_mean_absolute_log_error);
}

TEST(ForecastEvaluationTest, TheLastValuesPinballIsThatOfAnEarlierContestant) {
    const auto results = evaluated(test_season());
    for (std::size_t i = 0; i < results[0].metrics.size(); ++i)
        EXPECT_EQ(results[1].metrics[i].last_relative_pinball,
                  results[0].metrics[i].relative_pinball);
    const auto alone = evaluated(test_season(), {kBoth[1]});
    EXPECT_TRUE(std::isnan(alone[0].metrics[0].last_relative_pinball));
}

TEST(ForecastEvaluationTest, ReservationsOfGamesThatMayNotBeAreNotAsked) {
    ObservationBatch test = test_season();
    test.events[0].category = "playoff_conditional";
    const auto results = evaluated(test);
    for (const RowForecast& row : results[0].forecasts)
        EXPECT_NE(row.series.event, test.events[0].id);
}

TEST(ForecastEvaluationTest, RefusesAGameInBothSets) {
    ObservationBatch test = test_season();
    test.events.push_back(training_season().events[7]);
    const auto results = evaluate_forecasts(training_season(), test, kBoth, {});
    ASSERT_FALSE(results.has_value());
    EXPECT_EQ(results.error().code, ErrorCode::invalid_argument);
    EXPECT_NE(results.error().detail.find("a:007"), std::string::npos);
}

TEST(ForecastEvaluationTest, TooFewPastGamesAreAnError) {
    const auto results = evaluate_forecasts(daily_season("a", 5, kDays), test_season(), kBoth, {});
    ASSERT_FALSE(results.has_value());
    EXPECT_EQ(results.error().code, ErrorCode::insufficient_data);
}

TEST(ForecastEvaluationTest, TheEnsembleOfTheContestantsComesLast) {
    const auto results =
        evaluate_forecasts(training_season(), test_season(), kBoth, {.ensemble = true}).value();
    ASSERT_EQ(results.size(), 3U);
    EXPECT_EQ(results[2].name, "ensemble");
    EXPECT_EQ(counts_of(results[2]), counts_of(results[0]));
    ASSERT_EQ(results[2].metrics.size(), results[0].metrics.size());
    // Prices fall towards the game in this season: the curve is the better of the two.
    const auto& close = results[2].metrics.back();
    EXPECT_LT(close.relative_pinball, close.last_relative_pinball);
    EXPECT_FALSE(std::isnan(close.last_relative_pinball));
}

/// The season's last games end otherwise; nothing that was said before that is touched.
TEST(ForecastEvaluationTest, TheEnsembleDoesNotLookAhead) {
    const auto forecasts = [](const ObservationBatch& test) {
        return evaluate_forecasts(training_season(), test, kBoth, {.ensemble = true})
            .value()[2]
            .forecasts;
    };
    ObservationBatch changed = test_season();
    std::vector<domain::Instant> times;
    for (const domain::Quote& quote : changed.quotes)
        times.push_back(quote.received_at);
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2),
                     times.end());
    const domain::Instant from = times[times.size() / 2];
    for (domain::Quote& quote : changed.quotes)
        if (quote.received_at >= from)
            quote.get_in_cents = *quote.get_in_cents * 3;
    const auto before = forecasts(test_season());
    const auto after = forecasts(changed);
    ASSERT_EQ(before.size(), after.size());
    std::size_t equal = 0;
    std::size_t different = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i].asked_at < from) {
            EXPECT_EQ(before[i].forecast, after[i].forecast);
            ++equal;
        } else if (!(before[i].forecast == after[i].forecast)) {
            ++different;
        }
    }
    EXPECT_GT(equal, 50U);
    EXPECT_GT(different, 50U);
}

TEST(ForecastEvaluationTest, TellsItsProgressInOrder) {
    std::vector<double> shares;
    EvaluationOptions options;
    options.progress = [&](double share, std::string_view) { shares.push_back(share); };
    ASSERT_TRUE(evaluate_forecasts(training_season(), test_season(), kBoth, options).has_value());
    ASSERT_GE(shares.size(), 3U);
    EXPECT_EQ(shares.front(), 0.0);
    EXPECT_LE(shares.back(), 1.0);
    EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
}

}  // namespace
}  // namespace seatsync::app
