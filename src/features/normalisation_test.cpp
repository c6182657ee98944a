#include "features/normalisation.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace seatsync::features {
namespace {

const Feature& named(const char* name) {
    return *find_feature(name);
}

/// Prices 2, 4, 9 and one missing: mean 5, squares 9 + 1 + 16 = 26 over 2.
TEST(NormalisationTest, TwinsAreInDeviationsFromTheMeanOfTheTrainingRows) {
    const std::array features = {&named("log_price"), &named("whole_dollars"),
                                 &named("popularity")};
    const double none = std::nan("");
    const ValueTable training{.rows = {{0, 0}, {0, 1}, {0, 2}, {0, 3}},
                              .columns = 3,
                              .values = {2, 1, none, 4, 1, none, none, 1, none, 9, 1, none}};
    const auto fitted = Normalisation::fit(features, training);
    const Typical price = fitted.typical().at("log_price");
    EXPECT_EQ(price.mean, 5);
    EXPECT_NEAR(price.deviation, std::sqrt(13.0), 1e-12);
    EXPECT_EQ(price.rows, 3U);
    const Value twin = fitted.twin(named("log_price"), {7.0, 0.5});
    EXPECT_NEAR(twin.number, 2 / std::sqrt(13.0), 1e-12);
    EXPECT_NEAR(twin.error, 0.5 / std::sqrt(13.0), 1e-12);
    EXPECT_EQ(fitted.twin(named("log_price"), because("nobody knows")).reason, "nobody knows");
    EXPECT_EQ(fitted.twin(named("whole_dollars"), 1.0).reason,
              "the feature did not vary in the training rows");
    EXPECT_EQ(fitted.twin(named("popularity"), 0.5).reason,
              "the feature had no value in any training row");
}

}  // namespace
}  // namespace seatsync::features
