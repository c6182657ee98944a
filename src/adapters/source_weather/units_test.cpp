#include "adapters/source_weather/units.hpp"

#include "adapters/source_weather/iso_interval.hpp"
#include "testing/observations.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_weather {
namespace {

using namespace std::chrono_literals;
using testing::at;

struct Conversion {
    Quantity quantity;
    const char* unit;
    double value;
    double expected;
};

TEST(WeatherUnitsTest, EveryUnitBecomesOurs) {
    for (const Conversion& row : {
             Conversion{Quantity::temperature, "°C", -3.5, -3.5},
             Conversion{Quantity::temperature, "C", 20, 20},
             Conversion{Quantity::temperature, "wmoUnit:degC", 22.5, 22.5},
             Conversion{Quantity::temperature, "°F", 212, 100},
             Conversion{Quantity::temperature, "F", 41, 5},
             Conversion{Quantity::temperature, "wmoUnit:degF", 32, 0},
             Conversion{Quantity::temperature, "K", 288.44, 15.29},
             Conversion{Quantity::depth, "mm", 2.032, 2.032},
             Conversion{Quantity::depth, "unit:m", 0.0051, 5.1},
             Conversion{Quantity::depth, "cm", 1.5, 15},
             Conversion{Quantity::depth, "inch", 0.1, 2.54},
             Conversion{Quantity::depth, "in", 2, 50.8},
             Conversion{Quantity::percentage, "%", 30, 30},
             Conversion{Quantity::percentage, "wmoUnit:percent", 20, 20},
             Conversion{Quantity::percentage, "fraction", 0.45, 45},
             Conversion{Quantity::speed, "km/h", 16, 16},
             Conversion{Quantity::speed, "wmoUnit:km_h-1", 20.372, 20.372},
             Conversion{Quantity::speed, "m/s", 10, 36},
             Conversion{Quantity::speed, "unit:m_s-1", 10, 36},
             Conversion{Quantity::speed, "mph", 10, 16.09344},
             Conversion{Quantity::speed, "mp/h", 10, 16.09344},
             Conversion{Quantity::speed, "kn", 10, 18.52},
             Conversion{Quantity::speed, "kt", 10, 18.52},
             Conversion{Quantity::code, "wmo code", 95, 95},
         })
        EXPECT_NEAR(in_our_unit(row.value, row.quantity, row.unit).value(), row.expected, 1e-9)
            << row.unit;
}

TEST(WeatherUnitsTest, AUnitOfAnotherQuantityIsRefused) {
    EXPECT_EQ(in_our_unit(1, Quantity::temperature, "mm").error().code, ErrorCode::corrupt_data);
    EXPECT_EQ(in_our_unit(1, Quantity::speed, "").error().detail,
              "'' is no unit that is known here");
}

TEST(HourIntervalTest, ReadsStartAndDuration) {
    struct Row {
        const char* duration;
        std::chrono::hours length;
    };
    for (const Row& row : {Row{"PT1H", 1h}, Row{"PT10H", 10h}, Row{"P1D", 24h}, Row{"P1DT6H", 30h},
                           Row{"PT120M", 2h}, Row{"P1W", 168h}, Row{"P14D", 336h}}) {
        const auto interval =
            parse_hour_interval(std::string("2022-02-04T01:00:00+00:00/") + row.duration);
        ASSERT_TRUE(interval.has_value()) << row.duration;
        EXPECT_EQ(*interval, (HourInterval{at("2022-02-04T01:00:00Z"), row.length}));
    }
}

TEST(HourIntervalTest, RefusesWhatIsNoIntervalOfWholeHours) {
    for (const char* duration : {"", "1H", "P", "PT", "PT0H", "PT30M", "PT90M", "P1M", "PT1HX",
                                 "P14DT1H", "PT-1H", "PT99999999999999999999H"})
        EXPECT_FALSE(parse_hour_interval(std::string("2022-02-04T01:00:00Z/") + duration))
            << duration;
    EXPECT_FALSE(parse_hour_interval("2022-02-04T01:00:00Z"));
    EXPECT_FALSE(parse_hour_interval("soon/PT1H"));
}

}  // namespace
}  // namespace seatsync::source_weather
