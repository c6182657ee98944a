#include "learning/calibration.hpp"

#include "base/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace seatsync::learning {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

/// Rows of events of `rows_per_event`, whose transforms are what `transform` makes of the row's
/// number; nothing moves.
template <class Transform>
CalibrationSample sample_of(std::size_t rows, std::size_t rows_per_event, Transform transform) {
    CalibrationSample sample;
    for (std::size_t i = 0; i < rows; ++i) {
        sample.transform.push_back(transform(i));
        sample.log_ratio.push_back(0);
        sample.median.push_back(0);
        sample.event.push_back(i / rows_per_event);
    }
    return sample;
}

/// The ceil(101 p)-th smallest above the median, the floor(101 p)-th below.
TEST(CalibrationTest, LevelsAreTheConformalRanks) {
    const auto sample =
        sample_of(100, 1, [](std::size_t i) { return static_cast<double>(100 - i) / 1000; });
    const auto calibration = calibrate(sample);
    ASSERT_TRUE(calibration.has_value());
    EXPECT_THAT(calibration->levels, ElementsAre(0.005, 0.025, 0.050, 0.076, 0.096));
    EXPECT_EQ(calibration->sample, 100U);
}

TEST(CalibrationTest, ExtremeLevelsStayInsideTheSample) {
    const auto low = calibrate(sample_of(200, 1, [](std::size_t) { return 0.0; }));
    const auto high = calibrate(sample_of(200, 1, [](std::size_t) { return 1.0; }));
    EXPECT_THAT(low->levels, ::testing::Each(0.002));
    EXPECT_THAT(high->levels, ::testing::Each(0.998));
}

/// Whatever the predictor's fault, a level found on one half holds on the other: the count at or
/// below it is binomial. Bound: four deviations of both halves together.
TEST(CalibrationTest, HoldsOnExchangeableRows) {
    const std::size_t rows = 4000;
    const auto overconfident = [](double u) {
        return u < 0.5 ? 2 * u * u : 1 - 2 * (1 - u) * (1 - u);
    };
    const auto biased = [](double u) { return u * u; };
    const auto right = [](double u) { return u; };
    for (const auto& fault :
         {std::function<double(double)>(overconfident), std::function<double(double)>(biased),
          std::function<double(double)>(right)}) {
        base::Random random(17);
        const auto drawn = [&](std::size_t) { return fault(random.uniform()); };
        const auto calibration = calibrate(sample_of(rows, 1, drawn));
        const auto fresh = sample_of(rows, 1, drawn);
        for (std::size_t i = 0; i < domain::kLevels.size(); ++i) {
            const auto below = std::count_if(fresh.transform.begin(), fresh.transform.end(),
                                             [&](double t) { return t <= calibration->levels[i]; });
            const double p = domain::kLevels[i];
            EXPECT_NEAR(static_cast<double>(below) / static_cast<double>(rows), p,
                        4 * std::sqrt(2 * p * (1 - p) / static_cast<double>(rows)))
                << p;
        }
    }
}

/// 2,000 rows of 20 events that lie apart: as 20 independent rows at the outer levels.
TEST(CalibrationTest, RowsOfOneEventCountAsFewer) {
    const auto ascending = [](std::size_t i) { return (static_cast<double>(i) + 0.5) / 2000; };
    const auto single = calibrate(sample_of(2000, 1, ascending));
    const auto clustered = calibrate(sample_of(2000, 100, ascending));
    // n = 20: 21 × 0.95 / 20 of the sample is its 1995th, (21 × 0.05 - 1) / 20 its fifth.
    EXPECT_NEAR(clustered->levels[4], ascending(1994), 0.00051);  // A rank, since n is a quotient.
    EXPECT_NEAR(clustered->levels[0], ascending(4), 0.00051);
    EXPECT_NEAR(single->levels[4], ascending(1900), 1e-12);
    EXPECT_NEAR(single->levels[0], ascending(99), 1e-12);
    EXPECT_GT(clustered->levels[3], single->levels[3]);
    EXPECT_LT(clustered->levels[1], single->levels[1]);
}

TEST(CalibrationTest, NeedsAHundredRows) {
    const auto ascending = [](std::size_t i) { return static_cast<double>(i) / 100; };
    const auto calibration = calibrate(sample_of(99, 1, ascending));
    ASSERT_FALSE(calibration.has_value());
    EXPECT_EQ(calibration.error().code, ErrorCode::insufficient_data);
    EXPECT_TRUE(calibrate(sample_of(100, 1, ascending)).has_value());
}

struct MedianCase {
    const char* name;
    double log_ratio, median, shrink;
};

/// All rows alike, so that the error at a share s is |log_ratio - s median|.
TEST(CalibrationTest, ThePointFollowsTheMedianOnlyWhereItHelps) {
    const MedianCase cases[] = {
        {"exact", 0.3, 0.3, 1.0},          {"three times too far", 0.1, 0.3, 0.3},
        {"the wrong way", -0.1, 0.3, 0.0}, {"gains 0.4 %", 1.0, 0.004, 0.0},
        {"gains 0.6 %", 1.0, 0.006, 1.0},  {"nothing moves", 0.0, 0.0, 0.0},
    };
    for (const MedianCase& one : cases) {
        CalibrationSample sample = sample_of(100, 1, [](std::size_t) { return 0.5; });
        sample.log_ratio.assign(100, one.log_ratio);
        sample.median.assign(100, one.median);
        EXPECT_THAT(calibrate(sample)->shrink, DoubleNear(one.shrink, 1e-12)) << one.name;
    }
}

TEST(CalibrationTest, AMedianWithoutSkillShrinksToNothing) {
    base::Random random(3);
    CalibrationSample sample = sample_of(1000, 1, [](std::size_t) { return 0.5; });
    for (std::size_t i = 0; i < sample.size(); ++i) {
        sample.log_ratio[i] = random.normal(0, 0.1);
        sample.median[i] = random.normal(0, 0.1);
    }
    EXPECT_EQ(calibrate(sample)->shrink, 0);
}

/// Falls of 0.2 … 0.1 (a quarter), unchanged (half), rises of 0.1 … 0.3 (a quarter).
Distributions a_distribution(std::size_t rows) {
    const std::vector<double> values = {-0.2, -0.1, 0, 0.1, 0.3};
    auto support = std::make_shared<const Support>(Support::from(values, 1, 1).value());
    std::vector<float> probabilities;
    for (std::size_t i = 0; i < rows; ++i)
        probabilities.insert(probabilities.end(), {0.25F, 0.5F, 0.25F});
    return Distributions(support, probabilities, std::vector<double>(rows, 0.0));
}

TEST(CalibrationSampleTest, AddsATransformAndAMedianPerRow) {
    CalibrationSample sample;
    const double outcomes[] = {-0.15, 0.2};
    const std::size_t events[] = {4, 7};
    sample.add(a_distribution(2), outcomes, events, 1);
    EXPECT_THAT(sample.transform, ElementsAre(DoubleNear(0.125, 1e-12), DoubleNear(0.875, 1e-12)));
    EXPECT_THAT(sample.median, ElementsAre(0, 0));
    EXPECT_THAT(sample.log_ratio, ElementsAre(-0.15, 0.2));
    EXPECT_THAT(sample.event, ElementsAre(4, 7));
}

TEST(CalibrationSampleTest, DrawsTheTransformInsideAnAtomFromTheSeed) {
    const std::vector<double> unchanged(1000, 0.0);
    const std::vector<std::size_t> events(1000, 0);
    const auto drawn = [&](std::uint64_t seed) {
        CalibrationSample sample;
        sample.add(a_distribution(1000), unchanged, events, seed);
        return sample.transform;
    };
    const auto first = drawn(1);
    EXPECT_EQ(first, drawn(1));
    EXPECT_NE(first, drawn(2));
    double sum = 0;
    for (const double transform : first) {
        ASSERT_GE(transform, 0.25);
        ASSERT_LT(transform, 0.75);
        sum += transform;
    }
    EXPECT_NEAR(sum / 1000, 0.5, 4 * 0.5 / std::sqrt(12.0 * 1000));
}

TEST(ForecastOfTest, ReadsTheQuantilesAtTheCalibratedLevels) {
    Calibration calibration;
    calibration.levels = {0.125, 0.25, 0.5, 0.875, 0.9375};
    calibration.shrink = 0.5;
    const domain::Forecast forecast = forecast_of(a_distribution(1), 0, calibration, 40);
    EXPECT_THAT(forecast.quantiles, ElementsAre(DoubleNear(40 * std::exp(-0.15), 1e-9),
                                                DoubleNear(40 * std::exp(-0.1), 1e-9), 40,
                                                DoubleNear(40 * std::exp(0.2), 1e-9),
                                                DoubleNear(40 * std::exp(0.25), 1e-9)));
    EXPECT_EQ(forecast.point, 40);
}

TEST(ForecastOfTest, ThePointIsTheShrunkenMedian) {
    const std::vector<double> values = {0.2};
    auto support = std::make_shared<const Support>(Support::from(values, 1, 1).value());
    const Distributions rises(support, {0, 1}, {0});
    Calibration calibration;
    for (const auto& [shrink, point] : {std::pair(0.0, 10.0), std::pair(0.5, 10 * std::exp(0.1)),
                                        std::pair(1.0, 10 * std::exp(0.2))}) {
        calibration.shrink = shrink;
        EXPECT_NEAR(forecast_of(rises, 0, calibration, 10).point, point, 1e-12);
    }
}

Calibration with_levels(double low, double high, double independent) {
    return {.levels = {low, 0.25, 0.5, 0.75, high},
            .shrink = 0,
            .sample = 1000,
            .independent = independent};
}

TEST(WithCareTest, FewGamesTakeTheWilderOfTwoStretches) {
    const auto careful = with_care(with_levels(0.04, 0.96, 20), with_levels(0.01, 0.90, 20));
    EXPECT_THAT(careful.levels, ElementsAre(0.01, 0.25, 0.5, 0.75, 0.96));
}

TEST(WithCareTest, ManyGamesSpeakForThemselves) {
    const auto latest = with_levels(0.04, 0.96, 500);
    EXPECT_EQ(with_care(latest, with_levels(0.01, 0.99, 20)), latest);
}

/// Ten events whose rows agree are ten rows, whatever their number.
TEST(CalibrationTest, CountsIndependentRows) {
    const auto together = [](std::size_t i) { return static_cast<double>(i / 100) / 10; };
    const auto apart = [](std::size_t i) { return static_cast<double>(i % 100) / 100; };
    EXPECT_LT(calibrate(sample_of(1000, 100, together))->independent, 15.0);
    EXPECT_GT(calibrate(sample_of(1000, 1, apart))->independent, 500.0);
}

}  // namespace
}  // namespace seatsync::learning
