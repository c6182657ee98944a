#include "learning/microstructure.hpp"

#include "domain/forecast.hpp"
#include "learning/bucket_predictors.hpp"
#include "learning/flow_fixture.hpp"
#include "learning/metrics.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace seatsync::learning {
namespace {

const FitOptions& options() {
    static const FitOptions all{.days_to_event_column = *feature_column("days_to_event"),
                                .horizon = domain::Horizon::day_1};
    return all;
}

double mean_loss(const Predictor& predictor, const Samples& samples) {
    const auto predicted = predictor.predict(samples.x);
    EXPECT_TRUE(predicted) << predicted.error().detail;
    double sum = 0;
    for (std::size_t i = 0; i < samples.size(); ++i)
        for (const double level : domain::kLevels)
            sum += pinball(level, predicted->quantile(i, level), samples.log_ratio[i]);
    return sum / static_cast<double>(samples.size());
}

TEST(MicrostructureTest, BeatsTheLastValueWhereMarketsDiffer) {
    const KnownFlow flow{.spread = 0.5};
    const Samples train = simulated(flow, 40, 8, 1);
    const Samples later = simulated(flow, 20, 8, 2);
    const Samples test = simulated(flow, 40, 8, 3);
    const auto structural = make_microstructure();
    ASSERT_TRUE(structural->fit(train, later, options()));
    EXPECT_GE(structural->rounds(), 1U);
    const auto last_value = make_last_value();
    ASSERT_TRUE(last_value->fit(train, later, options()));
    EXPECT_LT(mean_loss(*structural, test), 0.97 * mean_loss(*last_value, test));
}

TEST(MicrostructureTest, KnowsHowOftenThePriceStays) {
    const Samples train = simulated({.undercut = 0.1}, 60, 5, 1);
    const auto structural = make_microstructure();
    ASSERT_TRUE(structural->fit(train, {}, options()));
    const Samples test = simulated({.undercut = 0.1}, 40, 5, 4);
    const auto predicted = structural->predict(test.x);
    ASSERT_TRUE(predicted);
    for (const std::size_t parity : {0U, 1U}) {
        double said = 0;
        double stayed = 0;
        double higher_said = 0;
        double higher = 0;
        double count = 0;
        for (std::size_t i = 0; i < test.size(); ++i) {
            if (test.event[i] % 2 != parity)
                continue;
            const auto at_zero = predicted->cumulative(i, 0);
            said += at_zero.up_to - at_zero.below;
            stayed += test.log_ratio[i] == 0 ? 1 : 0;
            higher_said += 1 - at_zero.up_to;
            higher += test.log_ratio[i] > 0 ? 1 : 0;
            ++count;
        }
        EXPECT_NEAR(said / count, stayed / count, 0.05) << parity;
        EXPECT_NEAR(higher_said / count, higher / count, 0.06) << parity;
    }
}

TEST(MicrostructureTest, EachRowIsADistribution) {
    const Samples train = simulated({}, 40, 3, 1);
    const auto structural = make_microstructure();
    ASSERT_TRUE(structural->fit(train, {}, options()));
    const auto predicted = structural->predict(train.x);
    ASSERT_TRUE(predicted);
    for (std::size_t i = 0; i < train.size(); i += 50) {
        EXPECT_NEAR(predicted->cumulative(i, 100).up_to, 1, 1e-5);
        double last = predicted->quantile(i, 0.02);
        for (const double level : {0.1, 0.3, 0.5, 0.7, 0.9, 0.98}) {
            EXPECT_GE(predicted->quantile(i, level), last);
            last = predicted->quantile(i, level);
        }
    }
}

TEST(MicrostructureTest, GoesOnWhereItWasSaved) {
    const Samples train = simulated({}, 20, 3, 1);
    const auto structural = make_microstructure();
    EXPECT_FALSE(structural->save());
    ASSERT_TRUE(structural->fit(train, {}, options()));
    const auto again = make_microstructure();
    ASSERT_TRUE(again->fit(train, {}, options()));
    const auto bytes = structural->save();
    ASSERT_TRUE(bytes);
    EXPECT_EQ(*bytes, *again->save());  // Same samples, same bits.
    const auto stored = make_microstructure();
    const auto loaded = stored->load(*bytes);
    ASSERT_TRUE(loaded) << loaded.error().detail;
    const auto one = structural->predict(train.x);
    const auto other = stored->predict(train.x);
    for (std::size_t i = 0; i < train.size(); i += 20)
        for (const double level : domain::kLevels)
            EXPECT_EQ(one->quantile(i, level), other->quantile(i, level));
    for (std::size_t length = 0; length < bytes->size(); length += 11)
        EXPECT_FALSE(make_microstructure()->load(bytes->substr(0, length))) << length;
    EXPECT_FALSE(make_microstructure()->load(*bytes + "x"));
}

TEST(MicrostructureTest, RefusesWhatItCannotRead) {
    const auto structural = make_microstructure();
    const Samples few = simulated({}, 2, 1, 1);
    EXPECT_EQ(structural->fit(few, {}, options()).error().code, ErrorCode::insufficient_data);
    ASSERT_TRUE(structural->fit(simulated({}, 20, 1, 1), {}, options()));
    EXPECT_EQ(structural->predict({.columns = 2, .values = {1, 2}}).error().code,
              ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace seatsync::learning
