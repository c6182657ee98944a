#include "emulator/answers.hpp"
#include "emulator/api_fixture.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>

#include <cmath>

namespace seatsync::emulator {
namespace {

struct NwsTest : ::testing::Test {
    ApiFixture api{make_nws()};

    [[nodiscard]] Response ask(const std::string& target) {
        return api.get(target, {{"User-Agent", "test"}});
    }
};

TEST_F(NwsTest, APointLeadsToItsForecastByTheHour) {
    const Response point = ask("/points/40.71,-74.12");
    ASSERT_EQ(point.status, 200U);
    EXPECT_EQ(point.items, 1U);
    EXPECT_FALSE(http::header(point.headers, "ETag").empty());
    const auto properties = ApiFixture::json(point).at("properties");
    const std::string url(properties.at("forecastHourly").as_string());
    ASSERT_TRUE(url.starts_with("https://api.weather.gov/gridpoints/")) << url;
    const Response forecast = ask(url.substr(url.find("/gridpoints")));
    ASSERT_EQ(forecast.status, 200U);
    EXPECT_EQ(forecast.items, 156U);
    const auto body = ApiFixture::json(forecast);
    const auto& periods = body.at("properties").at("periods").as_array();
    ASSERT_EQ(periods.size(), 156U);
    const Instant now = api.world().now();
    for (const std::size_t i : {0U, 100U, 155U}) {
        const WeatherHour expected =
            weather_at(api.world(), {40.71, -74.12}, now + std::chrono::hours(i));
        const auto& period = periods.at(i);
        const domain::Zone zone =
            domain::Zone::named(std::string(properties.at("timeZone").as_string())).value();
        EXPECT_EQ(std::string(period.at("startTime").as_string()),
                  local_with_offset(expected.hour, zone));
        EXPECT_EQ(period.at("temperature").as_int64(),
                  std::llround(32 + 1.8 * expected.temperature_c));
        EXPECT_EQ(period.at("probabilityOfPrecipitation").at("value").as_int64(),
                  std::llround(100 * expected.precipitation_chance));
        const std::string wind(period.at("windSpeed").as_string());
        const auto mph = std::llround(expected.wind_kmh / 1.609344);
        EXPECT_TRUE(wind.ends_with(fmt::format("{} mph", mph))) << wind;
        EXPECT_EQ(wind.find(" to ") != wind.npos, mph > 10) << wind;
    }
    EXPECT_EQ(body.at("properties").at("updateTime").as_string(), "2026-06-12T12:00:00+00:00");
}

TEST_F(NwsTest, TellsMetricUnitsToThoseWhoAsk) {
    const auto point = ApiFixture::json(ask("/points/40.71,-74.12"));
    const std::string url(point.at("properties").at("forecastHourly").as_string());
    const auto body = ApiFixture::json(ask(url.substr(url.find("/gridpoints")) + "?units=si"));
    const auto& period = body.at("properties").at("periods").at(0);
    const WeatherHour expected = weather_at(api.world(), {40.71, -74.12}, api.world().now());
    EXPECT_EQ(period.at("temperatureUnit").as_string(), "C");
    EXPECT_EQ(period.at("temperature").as_int64(), std::llround(expected.temperature_c));
    EXPECT_TRUE(std::string(period.at("windSpeed").as_string()).ends_with("km/h"));
}

TEST_F(NwsTest, IsStrictAboutRequests) {
    struct Row {
        const char* target;
        unsigned status;
        const char* type;
    };
    for (const Row& row :
         {Row{"/points/40.7100,-74.12", 301, "AdjustPointPrecision"},
          Row{"/points/40.71,-74.12345", 301, "AdjustPointPrecision"},
          Row{"/points/51.5,-0.12", 404, "InvalidPoint"}, Row{"/points/here", 400, "BadRequest"},
          Row{"/gridpoints/TAE/1/forecast/hourly", 404, "NotFound"},
          Row{"/gridpoints/TAE/0,0/forecast/hourly", 404, "NotFound"},
          Row{"/elsewhere", 404, "NotFound"}}) {
        const Response response = ask(row.target);
        EXPECT_EQ(response.status, row.status) << row.target;
        EXPECT_EQ(response.items, 0U);
        EXPECT_EQ(http::header(response.headers, "Content-Type"), "application/problem+json");
        EXPECT_TRUE(
            std::string(ApiFixture::json(response).at("type").as_string()).ends_with(row.type));
    }
    EXPECT_EQ(api.get("/points/40.71,-74.12").status, 403U) << "no User-Agent";
}

}  // namespace
}  // namespace seatsync::emulator
