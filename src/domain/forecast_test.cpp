#include "domain/forecast.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace seatsync::domain {

namespace {

Forecast a_forecast() {
    return {.point = 50.0, .quantiles = {30.0, 40.0, 50.0, 60.0, 80.0}};
}

TEST(HorizonTest, IsReadAsItIsWritten) {
    for (const Horizon horizon : kHorizons)
        EXPECT_EQ(horizon_named(name_of(horizon)).value(), horizon);
    EXPECT_EQ(horizon_named("2d").error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(horizon_named("").error().code, ErrorCode::invalid_argument);
}

TEST(HorizonTest, HasANameDaysAndAPlace) {
    EXPECT_EQ(name_of(Horizon::day_1), "1d");
    EXPECT_EQ(name_of(Horizon::day_3), "3d");
    EXPECT_EQ(name_of(Horizon::day_7), "7d");
    EXPECT_EQ(name_of(Horizon::close), "close");
    EXPECT_EQ(days_of(Horizon::day_1), 1.0);
    EXPECT_EQ(days_of(Horizon::day_3), 3.0);
    EXPECT_EQ(days_of(Horizon::day_7), 7.0);
    EXPECT_EQ(days_of(Horizon::close), 0.0);
    for (std::size_t i = 0; i < kHorizons.size(); ++i)
        EXPECT_EQ(index_of(kHorizons[i]), i);
}

TEST(ForecastTest, AcceptsADistribution) {
    EXPECT_EQ(checked(a_forecast()).value(), a_forecast());
    Forecast certain = a_forecast();
    certain.quantiles.fill(50.0);  // Equal quantiles do not cross.
    EXPECT_TRUE(checked(certain).has_value());
}

TEST(ForecastTest, RefusesNumbersThatAreNoPrice) {
    for (const double bad : {0.0, -1.0, std::nan(""), HUGE_VAL}) {
        Forecast bad_point = a_forecast();
        bad_point.point = bad;
        EXPECT_EQ(checked(bad_point).error().code, ErrorCode::internal) << bad;
        for (std::size_t i = 0; i < kLevels.size(); ++i) {
            Forecast bad_quantile = a_forecast();
            bad_quantile.quantiles.at(i) = bad;
            EXPECT_EQ(checked(bad_quantile).error().code, ErrorCode::internal)
                << bad << " at " << i;
        }
    }
}

TEST(ForecastTest, RefusesQuantilesThatCross) {
    for (std::size_t i = 1; i < kLevels.size(); ++i) {
        Forecast crossed = a_forecast();
        std::swap(crossed.quantiles.at(i - 1), crossed.quantiles.at(i));
        EXPECT_EQ(checked(crossed).error().code, ErrorCode::internal) << i;
    }
}

}  // namespace

}  // namespace seatsync::domain
