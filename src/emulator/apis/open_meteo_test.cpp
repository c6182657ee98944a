#include "emulator/answers.hpp"
#include "emulator/api_fixture.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>

namespace seatsync::emulator {
namespace {

struct OpenMeteoTest : ::testing::Test {
    ApiFixture api{make_open_meteo()};
    Place place = api.world().teams().front().place;

    [[nodiscard]] std::string target(const std::string& more) const {
        return fmt::format("/v1/forecast?latitude={:.6f}&longitude={:.6f}{}", place.latitude,
                           place.longitude, more);
    }
};

TEST_F(OpenMeteoTest, TellsTheHoursFromMidnightInGmt) {
    const Response response = api.get(
        target("&hourly=temperature_2m,precipitation_probability,weather_code&forecast_days=2"));
    ASSERT_EQ(response.status, 200U);
    EXPECT_EQ(response.items, 48U);
    const auto body = ApiFixture::json(response);
    EXPECT_EQ(body.at("utc_offset_seconds").as_int64(), 0);
    EXPECT_EQ(body.at("hourly_units").at("temperature_2m").as_string(), "°C");
    const auto& hourly = body.at("hourly");
    ASSERT_EQ(hourly.at("time").as_array().size(), 48U);
    const Instant midnight = std::chrono::floor<std::chrono::days>(api.world().now());
    for (const int hour : {0, 15, 47}) {
        const auto at = static_cast<std::size_t>(hour);
        const WeatherHour expected =
            weather_at(api.world(), place, midnight + std::chrono::hours(hour));
        EXPECT_EQ(std::string(hourly.at("time").at(at).as_string()),
                  utc_bare(expected.hour).substr(0, 16));
        EXPECT_EQ(hourly.at("temperature_2m").at(at).to_number<double>(), expected.temperature_c);
        EXPECT_NEAR(hourly.at("precipitation_probability").at(at).to_number<double>(),
                    100 * expected.precipitation_chance, 0.5);
        EXPECT_EQ(hourly.at("weather_code").at(at).to_number<double>(), expected.wmo_code);
    }
    EXPECT_FALSE(body.as_object().contains("current"));
}

TEST_F(OpenMeteoTest, TellsLocalTimesWithoutOffset) {
    const auto body = ApiFixture::json(
        api.get(target("&hourly=temperature_2m&timezone=America/New_York&forecast_days=1")));
    EXPECT_EQ(body.at("utc_offset_seconds").as_int64(), -4 * 3600);
    EXPECT_EQ(body.at("hourly").at("time").at(0).as_string(), "2026-06-12T00:00");
    const Instant midnight = std::chrono::floor<std::chrono::days>(api.world().now());
    EXPECT_EQ(body.at("hourly").at("temperature_2m").at(0).to_number<double>(),
              weather_at(api.world(), place, midnight + std::chrono::hours(4)).temperature_c);
}

TEST_F(OpenMeteoTest, TellsWhatIsNow) {
    api.world().advance_to(api.world().now() + std::chrono::minutes(25));
    const Response response = api.get(target("&current=wind_speed_10m"));
    EXPECT_EQ(response.items, 1U);
    const auto body = ApiFixture::json(response);
    EXPECT_EQ(body.at("current").at("time").as_string(), "2026-06-12T15:15");
    EXPECT_EQ(body.at("current").at("wind_speed_10m").to_number<double>(),
              weather_at(api.world(), place, api.world().now()).wind_kmh);
}

TEST_F(OpenMeteoTest, SaysWhyItRefuses) {
    struct Row {
        std::string target;
        unsigned status;
        const char* reason;
    };
    for (const Row& row :
         {Row{target("&hourly=winddiren_10m"), 400, "winddiren_10m for key hourly"},
          Row{target("&forecast_days=17"), 400, "Forecast days"},
          Row{target("&timezone=Mars/Olympus"), 400, "timezone"},
          Row{target("&apikey=bad"), 400, "API key"},
          Row{"/v1/forecast?latitude=91&longitude=0", 400, "latitude"},
          Row{"/v1/elsewhere", 404, "Not Found"}}) {
        const Response response = api.get(row.target);
        EXPECT_EQ(response.status, row.status) << row.target;
        EXPECT_EQ(response.items, 0U);
        const auto body = ApiFixture::json(response);
        EXPECT_TRUE(body.at("error").as_bool());
        EXPECT_NE(std::string(body.at("reason").as_string()).find(row.reason), std::string::npos);
    }
}

TEST_F(OpenMeteoTest, CountsTheRequestsOfAMinute) {
    for (int i = 0; i < 600; ++i)
        ASSERT_EQ(api.get(target("")).status, 200U);
    EXPECT_EQ(api.get(target("")).status, 429U);
    api.world().advance_to(api.world().now() + std::chrono::minutes(1));
    EXPECT_EQ(api.get(target("")).status, 200U);
}

TEST_F(OpenMeteoTest, ThePaidHostWantsAKey) {
    const http::Headers paid = {{"Host", "customer-api.open-meteo.com"}};
    EXPECT_EQ(api.get(target(""), paid).status, 400U);
    EXPECT_EQ(api.get(target("&apikey=x"), paid).status, 200U);
}

}  // namespace
}  // namespace seatsync::emulator
