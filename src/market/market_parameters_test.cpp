#include "market/market_parameters.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace seatsync::market {
namespace {

using testing::HasSubstr;

template <class Parameters>
void expect_guarded(std::span<const ParameterRange<Parameters>> ranges) {
    // One row for each member: the structs hold doubles only.
    EXPECT_EQ(ranges.size() * sizeof(double), sizeof(Parameters));
    for (const ParameterRange<Parameters>& range : ranges) {
        SCOPED_TRACE(range.name);
        Parameters parameters;
        for (const double good : {range.low, range.high}) {
            parameters.*range.value = good;
            EXPECT_TRUE(check(parameters).has_value()) << good;
        }
        for (const double bad : {std::nextafter(range.low, -1e9), std::nextafter(range.high, 1e9),
                                 std::numeric_limits<double>::quiet_NaN()}) {
            parameters.*range.value = bad;
            const Result<> result = check(parameters);
            ASSERT_FALSE(result.has_value()) << bad;
            EXPECT_EQ(result.error().code, ErrorCode::invalid_argument);
            EXPECT_THAT(result.error().detail, HasSubstr(std::string(range.name)));
        }
    }
}

TEST(MarketParametersTest, RefusesEachValueOutsideItsRange) {
    expect_guarded(market_parameter_ranges());
    expect_guarded(collection_parameter_ranges());
}

TEST(MarketParametersTest, TheDefaultsAreWithinTheirRanges) {
    EXPECT_TRUE(check(MarketParameters{}).has_value());
    EXPECT_TRUE(check(CollectionParameters{}).has_value());
}

}  // namespace
}  // namespace seatsync::market
