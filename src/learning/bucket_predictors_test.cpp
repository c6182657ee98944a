#include "learning/bucket_predictors.hpp"

#include <gtest/gtest.h>

namespace seatsync::learning {
namespace {

constexpr std::size_t kDaysColumn = 1;

void add(Samples& samples, std::size_t rows, float days_to_event, double log_ratio) {
    samples.x.columns = 2;
    for (std::size_t i = 0; i < rows; ++i) {
        samples.x.add(std::vector<float>{9.0F, days_to_event});
        samples.log_ratio.push_back(log_ratio);
        samples.event.push_back(i);
    }
}

Matrix asked_at(float days_to_event) {
    return {.columns = 2, .values = {9.0F, days_to_event}};
}

/// Falls of a tenth near the event, unchanged or a rise of a fifth far from it.
Samples falling() {
    Samples samples;
    add(samples, 80, 0.5F, -0.1);
    add(samples, 40, 100, 0.0);
    add(samples, 40, 100, 0.2);
    return samples;
}

std::unique_ptr<Predictor> fitted(std::unique_ptr<Predictor> predictor, const Samples& samples) {
    const FitOptions options{.seed = 1, .days_to_event_column = kDaysColumn, .rounds = 0};
    EXPECT_TRUE(predictor->fit(samples, Samples{}, options).has_value());
    return predictor;
}

double quantile_of(const Predictor& predictor, float days_to_event, double level) {
    return predictor.predict(asked_at(days_to_event)).value().quantile(0, level);
}

TEST(BucketPredictorsTest, TheLastValueSpreadsAsPastGamesDid) {
    const auto last = fitted(make_last_value(), falling());
    EXPECT_EQ(last->name(), "last_value");
    EXPECT_FALSE(last->expects_moves());
    EXPECT_DOUBLE_EQ(quantile_of(*last, 0.2F, 0.05), -0.1);
    EXPECT_DOUBLE_EQ(quantile_of(*last, 0.2F, 0.95), -0.1);
    EXPECT_DOUBLE_EQ(quantile_of(*last, 120, 0.25), 0.0);
    EXPECT_DOUBLE_EQ(quantile_of(*last, 120, 0.75), 0.2);
}

TEST(BucketPredictorsTest, TheDecayCurveExpectsTheMedianMove) {
    const auto curve = fitted(make_decay_curve(), falling());
    EXPECT_EQ(curve->name(), "decay_curve");
    EXPECT_TRUE(curve->expects_moves());
    EXPECT_DOUBLE_EQ(quantile_of(*curve, 0.2F, 0.5), -0.1);
    EXPECT_DOUBLE_EQ(quantile_of(*curve, 0.2F, 0.95), -0.1);
    EXPECT_DOUBLE_EQ(quantile_of(*curve, 120, 0.05), 0.0);
    EXPECT_DOUBLE_EQ(quantile_of(*curve, 120, 0.95), 0.2);
}

TEST(BucketPredictorsTest, TheTuningPartIsLearnedFromToo) {
    Samples near, far;
    add(near, 80, 0.5F, -0.1);
    add(far, 80, 100, 0.2);
    const auto last = make_last_value();
    ASSERT_TRUE(
        last->fit(near, far, {.seed = 1, .days_to_event_column = kDaysColumn, .rounds = 0}));
    EXPECT_DOUBLE_EQ(quantile_of(*last, 100, 0.5), 0.2);
}

TEST(BucketPredictorsTest, APlaceWithFewOutcomesIsAnsweredFromItsNeighbours) {
    Samples samples;
    add(samples, 20, 0.5F, -0.4);  // Too few alone…
    add(samples, 60, 1.5F, -0.1);  // …the next stretch joins in…
    add(samples, 60, 100, 0.3);    // …but not the farthest.
    const auto last = fitted(make_last_value(), samples);
    EXPECT_DOUBLE_EQ(quantile_of(*last, 0.5F, 0.2), -0.4);
    EXPECT_DOUBLE_EQ(quantile_of(*last, 0.5F, 0.9), -0.1);
    EXPECT_DOUBLE_EQ(quantile_of(*last, 1.5F, 0.05), -0.1);
}

TEST(BucketPredictorsTest, AStretchBeginsAtItsDay) {
    Samples samples;
    add(samples, 60, 1.99F, -0.1);
    add(samples, 60, 2.0F, 0.1);
    const auto last = fitted(make_last_value(), samples);
    EXPECT_DOUBLE_EQ(quantile_of(*last, 1.0F, 0.95), -0.1);
    EXPECT_DOUBLE_EQ(quantile_of(*last, 2.5F, 0.05), 0.1);
}

TEST(BucketPredictorsTest, RefuseWhatTheyCannotDo) {
    const auto code = [](const auto& result) { return result.error().code; };
    auto last = make_last_value();
    EXPECT_EQ(code(last->fit(Samples{}, Samples{}, {})), ErrorCode::insufficient_data);
    EXPECT_EQ(code(last->predict(asked_at(1))), ErrorCode::invalid_argument);
    last = fitted(std::move(last), falling());
    EXPECT_EQ(code(last->predict({.columns = 1, .values = {1}})), ErrorCode::invalid_argument);
    EXPECT_EQ(code(last->save()), ErrorCode::invalid_argument);
    EXPECT_EQ(code(last->load("")), ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace seatsync::learning
