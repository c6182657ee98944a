#include "adapters/model_xgboost/xgboost_predictor.hpp"

#include "base/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace seatsync::model_xgboost {
namespace {

using learning::Distributions;
using learning::FitOptions;
using learning::Matrix;
using learning::Predictor;
using learning::Samples;

constexpr std::size_t kDaysColumn = 0;
constexpr std::size_t kPlantedColumn = 2;
constexpr std::size_t kColumns = 4;

/// Days to the event and three numbers in [-1, 1]; the sign of `kPlantedColumn` is that of the move
/// in `agree` of the rows. A tenth of the numbers is missing.
Samples planted(std::size_t rows, std::uint64_t seed, double agree = 0.9) {
    base::Random random(seed);
    Samples samples;
    samples.x.columns = kColumns;
    for (std::size_t i = 0; i < rows; ++i) {
        std::array<float, kColumns> row{static_cast<float>(random.uniform(0.1, 40))};
        for (std::size_t j = 1; j < kColumns; ++j)
            row[j] = static_cast<float>(random.uniform(-1, 1));
        const double direction = row[kPlantedColumn] > 0 ? 1 : -1;
        const bool agrees = random.chance(agree);
        const double size = std::abs(random.normal(0, 0.1));
        samples.log_ratio.push_back(random.chance(0.2) ? 0.0
                                                       : size * (agrees ? direction : -direction));
        samples.event.push_back(i);
        if (random.chance(0.1))
            row[1] = std::nanf("");
        samples.x.add(row);
    }
    return samples;
}

FitOptions options_with(std::uint64_t seed, std::size_t rounds = 0) {
    return {.seed = seed, .days_to_event_column = kDaysColumn, .rounds = rounds};
}

std::unique_ptr<Predictor> fitted(const Samples& train, const Samples& validation,
                                  const FitOptions& options) {
    auto predictor = make_predictor(1);
    const auto fit = predictor->fit(train, validation, options);
    EXPECT_TRUE(fit.has_value()) << fit.error().detail;
    return predictor;
}

/// Bytes of the quantiles of every row.
std::string answers_of(const Predictor& predictor, const Matrix& x) {
    const Distributions predicted = predictor.predict(x).value();
    std::string bytes;
    for (std::size_t i = 0; i < predicted.rows(); ++i)
        for (const double level : {0.05, 0.25, 0.5, 0.75, 0.95}) {
            const double quantile = predicted.quantile(i, level);
            bytes.append(reinterpret_cast<const char*>(&quantile), sizeof quantile);
        }
    return bytes;
}

Matrix row_with(float planted_value) {
    return {.columns = kColumns, .values = {5, 0, planted_value, 0}};
}

TEST(XgboostPredictorTest, FindsAPlantedSignal) {
    const auto predictor = fitted(planted(3000, 1), planted(1000, 2), options_with(1));
    EXPECT_EQ(predictor->name(), "xgboost");
    EXPECT_GT(predictor->rounds(), 5U);
    EXPECT_GT(predictor->predict(row_with(0.7F)).value().quantile(0, 0.5), 0.01);
    EXPECT_LT(predictor->predict(row_with(-0.7F)).value().quantile(0, 0.5), -0.01);
}

TEST(XgboostPredictorTest, ImportanceAddsToOneAndNamesThePlantedColumn) {
    const auto predictor = fitted(planted(3000, 1), planted(1000, 2), options_with(1));
    const auto shares = predictor->importance().value();
    ASSERT_EQ(shares.size(), kColumns);
    EXPECT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0), 1.0, 1e-9);
    EXPECT_EQ(std::max_element(shares.begin(), shares.end()) - shares.begin(),
              std::ptrdiff_t{kPlantedColumn});
    EXPECT_GT(shares[kPlantedColumn], 0.4);  // A tree sees one of the four columns.
}

TEST(XgboostPredictorTest, ADistributionsCellsAddToOne) {
    const auto predictor = fitted(planted(2000, 1), planted(500, 2), options_with(1));
    const Distributions predicted = predictor->predict(planted(200, 3).x).value();
    for (std::size_t i = 0; i < predicted.rows(); ++i)
        EXPECT_NEAR(predicted.cumulative(i, 99).up_to, 1.0, 1e-5);
}

/// Frequencies by days to the event against the whole sample, which counts as 200 rows.
TEST(XgboostPredictorTest, WithoutRoundsItAnswersTheFrequencies) {
    Samples samples;
    samples.x.columns = 2;
    const auto add = [&](std::size_t rows, float days, double log_ratio) {
        for (std::size_t i = 0; i < rows; ++i) {
            samples.x.add(std::array{days, 0.0F});
            samples.log_ratio.push_back(log_ratio);
            samples.event.push_back(i);
        }
    };
    add(200, 0.5F, -0.1);
    add(300, 20.0F, 0.0);
    add(500, 20.0F, 0.2);
    const auto predictor = fitted(samples, Samples{}, options_with(1));
    EXPECT_EQ(predictor->rounds(), 0U);
    const Distributions near = predictor->predict({.columns = 2, .values = {0.7F, 0}}).value();
    const Distributions far = predictor->predict({.columns = 2, .values = {29, 0}}).value();
    const double whole = 1000 + 3 * 0.5;  // Half a row for each of the three cells.
    const auto share = [&](double own, double rows, double all) {
        return (own + 200 * (all + 0.5) / whole) / (rows + 200);
    };
    EXPECT_NEAR(near.cumulative(0, -0.1).up_to, share(200, 200, 200), 1e-6);
    EXPECT_NEAR(near.cumulative(0, 0.0).up_to, 1 - share(0, 200, 500), 1e-6);
    EXPECT_NEAR(far.cumulative(0, -0.1).up_to, share(0, 800, 200), 1e-6);
    EXPECT_NEAR(far.cumulative(0, 0.0).up_to, 1 - share(500, 800, 500), 1e-6);
    EXPECT_TRUE(predictor->importance().value().empty());
}

TEST(XgboostPredictorTest, NoiseIsNotBoosted) {
    const auto predictor = fitted(planted(2000, 1, 0.5), planted(2000, 2, 0.5), options_with(1));
    EXPECT_LT(predictor->rounds(), 20U);
    EXPECT_NEAR(predictor->predict(row_with(0.7F)).value().quantile(0, 0.5), 0, 0.02);
}

TEST(XgboostPredictorTest, APriceThatNeverMovesStays) {
    Samples samples = planted(400, 1);
    samples.log_ratio.assign(samples.size(), 0.0);
    const auto predictor = fitted(samples, samples, options_with(1));
    for (const double level : {0.05, 0.5, 0.95})
        EXPECT_EQ(predictor->predict(row_with(0.3F)).value().quantile(0, level), 0.0);
    auto again = make_predictor(1);
    ASSERT_TRUE(again->load(predictor->save().value()).has_value());
    EXPECT_EQ(again->predict(row_with(0.3F)).value().quantile(0, 0.95), 0.0);
}

TEST(XgboostPredictorTest, RoundsThatAreKnownAreTakenWithATenthMore) {
    const auto predictor = fitted(planted(500, 1), Samples{}, options_with(1, 20));
    EXPECT_EQ(predictor->rounds(), 22U);
}

TEST(XgboostPredictorTest, SameSeedSameBytesOtherSeedOthers) {
    const Samples train = planted(1500, 1), validation = planted(500, 2);
    const Matrix asked = planted(300, 3).x;
    const auto first = fitted(train, validation, options_with(5));
    const auto second = fitted(train, validation, options_with(5));
    const auto other = fitted(train, validation, options_with(6));
    EXPECT_TRUE(first->save().value() == second->save().value());
    EXPECT_TRUE(answers_of(*first, asked) == answers_of(*second, asked));
    EXPECT_FALSE(answers_of(*first, asked) == answers_of(*other, asked));
}

TEST(XgboostPredictorTest, PredictionThreadsDoNotChangeABit) {
    const Matrix asked = planted(5000, 3).x;
    const std::string of_one_thread =
        answers_of(*fitted(planted(1500, 1), planted(500, 2), options_with(5)), asked);
    for (const std::size_t threads : {2U, 3U, 0U}) {
        auto predictor = make_predictor(threads);
        ASSERT_TRUE(predictor->fit(planted(1500, 1), planted(500, 2), options_with(5)));
        EXPECT_TRUE(answers_of(*predictor, asked) == of_one_thread) << threads;
    }
}

TEST(XgboostPredictorTest, ARowAskedAloneIsTheRowOfMany) {
    const auto predictor = fitted(planted(1500, 1), planted(500, 2), options_with(5));
    const Matrix many = planted(50, 3).x;
    std::string one_by_one;
    for (std::size_t i = 0; i < many.rows(); ++i) {
        Matrix one{.columns = kColumns, .values = {}};
        one.add(many.row(i));
        one_by_one += answers_of(*predictor, one);
    }
    EXPECT_TRUE(one_by_one == answers_of(*predictor, many));
}

TEST(XgboostPredictorTest, ComesBackFromItsBytes) {
    const Matrix asked = planted(300, 3).x;
    const auto predictor = fitted(planted(1500, 1), planted(500, 2), options_with(5));
    const std::string bytes = predictor->save().value();
    auto again = make_predictor(1);
    ASSERT_TRUE(again->load(bytes).has_value());
    EXPECT_TRUE(answers_of(*again, asked) == answers_of(*predictor, asked));
    EXPECT_EQ(again->rounds(), predictor->rounds());
    EXPECT_EQ(again->importance().value(), predictor->importance().value());
}

TEST(XgboostPredictorTest, RefusesBytesThatAreNoModel) {
    const std::string bytes =
        fitted(planted(600, 1), Samples{}, options_with(5, 3))->save().value();
    const std::size_t trees = bytes.find("{L");  // Where the trees in UBJSON begin.
    ASSERT_NE(trees, std::string::npos);
    const auto code_of = [](std::string_view part) {
        const auto load = make_predictor(1)->load(part);
        return load.has_value() ? ErrorCode{} : load.error().code;
    };
    for (std::size_t size = 0; size < bytes.size(); size += size < trees ? 1 : 97)
        ASSERT_EQ(code_of(bytes.substr(0, size)), ErrorCode::corrupt_data) << size;
    EXPECT_EQ(code_of(bytes + "x"), ErrorCode::corrupt_data);
    EXPECT_EQ(code_of(bytes.substr(0, trees) + std::string(bytes.size() - trees, 'x')),
              ErrorCode::corrupt_data);
    EXPECT_EQ(code_of("no model at all, but longer than two numbers"), ErrorCode::corrupt_data);
    std::string column_outside = bytes;
    column_outside[16] = 99;  // The third number: the column of the days to the event.
    EXPECT_EQ(code_of(column_outside), ErrorCode::corrupt_data);
}

TEST(XgboostPredictorTest, RefusesWhatItCannotAnswer) {
    auto predictor = make_predictor(1);
    EXPECT_EQ(predictor->predict(row_with(1)).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(predictor->fit(planted(299, 1), Samples{}, options_with(1)).error().code,
              ErrorCode::insufficient_data);
    ASSERT_TRUE(predictor->fit(planted(300, 1), Samples{}, options_with(1, 1)).has_value());
    EXPECT_EQ(predictor->predict({.columns = 3, .values = {1, 2, 3}}).error().code,
              ErrorCode::invalid_argument);
}

TEST(XgboostPredictorTest, NothingAskedNothingAnswered) {
    const auto predictor = fitted(planted(600, 1), Samples{}, options_with(5, 3));
    EXPECT_EQ(predictor->predict({.columns = kColumns, .values = {}}).value().rows(), 0U);
}

}  // namespace
}  // namespace seatsync::model_xgboost
