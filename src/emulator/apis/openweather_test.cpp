#include "emulator/answers.hpp"
#include "emulator/api_fixture.hpp"
#include "emulator/surroundings.hpp"

#include <fmt/format.h>

namespace seatsync::emulator {
namespace {

struct OpenWeatherTest : ::testing::Test {
    ApiFixture api{make_openweather()};
    Place place = api.world().teams().front().place;

    [[nodiscard]] std::string target(const std::string& path, const std::string& more) const {
        return fmt::format("/data/2.5/{}?lat={:.6f}&lon={:.6f}&appid=x{}", path, place.latitude,
                           place.longitude, more);
    }
};

TEST_F(OpenWeatherTest, TellsStepsOfThreeHours) {
    const Response response = api.get(target("forecast", ""));
    ASSERT_EQ(response.status, 200U);
    EXPECT_EQ(response.items, 40U);
    const auto body = ApiFixture::json(response);
    EXPECT_EQ(body.at("cod").as_string(), "200");
    const auto& list = body.at("list").as_array();
    ASSERT_EQ(list.size(), 40U);
    EXPECT_EQ(list.at(0).at("dt_txt").as_string(), "2026-06-12 18:00:00");
    const Instant first = api.world().now() + std::chrono::hours(3);
    std::size_t wet = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Instant time = first + std::chrono::hours(3 * i);
        const WeatherHour expected = weather_at(api.world(), place, time);
        const auto& step = list.at(i);
        EXPECT_EQ(step.at("dt").as_int64(), epoch_seconds(time));
        EXPECT_NEAR(step.at("main").at("temp").to_number<double>(), expected.temperature_c + 273.15,
                    0.01);
        EXPECT_NEAR(step.at("wind").at("speed").to_number<double>(), expected.wind_kmh / 3.6, 0.01);
        EXPECT_EQ(step.at("pop").to_number<double>(), expected.precipitation_chance);
        double rain = 0;
        for (int back = 1; back <= 3; ++back)
            rain +=
                weather_at(api.world(), place, time - std::chrono::hours(back)).precipitation_mm;
        EXPECT_EQ(step.as_object().contains("rain"), rain > 0);
        if (rain > 0) {
            EXPECT_NEAR(step.at("rain").at("3h").to_number<double>(), rain, 0.01);
            ++wet;
        }
    }
    EXPECT_GT(wet, 0U) << "no rain in five days: nothing was compared";
}

TEST_F(OpenWeatherTest, TellsTheUnitsAskedForAndNow) {
    const WeatherHour expected = weather_at(api.world(), place, api.world().now());
    const auto metric = ApiFixture::json(api.get(target("weather", "&units=metric")));
    EXPECT_EQ(metric.at("cod").as_int64(), 200);
    EXPECT_NEAR(metric.at("main").at("temp").to_number<double>(), expected.temperature_c, 0.01);
    const Response imperial = api.get(target("weather", "&units=imperial"));
    EXPECT_EQ(imperial.items, 1U);
    EXPECT_NEAR(ApiFixture::json(imperial).at("wind").at("speed").to_number<double>(),
                expected.wind_kmh / 1.609344, 0.01);
}

TEST_F(OpenWeatherTest, RefusesWithANumberOrAText) {
    const Response bad_key = api.get("/data/2.5/forecast?lat=1&lon=1&appid=bad");
    EXPECT_EQ(bad_key.status, 401U);
    EXPECT_EQ(ApiFixture::json(bad_key).at("cod").as_int64(), 401);
    EXPECT_EQ(api.get("/data/2.5/forecast?lat=1&lon=1").status, 401U);
    for (const char* path : {"/data/2.5/forecast?appid=x", "/data/2.5/forecast?appid=x&lat=x&lon=1",
                             "/data/2.5/elsewhere?appid=x"}) {
        const Response response = api.get(path);
        EXPECT_EQ(std::to_string(response.status),
                  std::string(ApiFixture::json(response).at("cod").as_string()));
        EXPECT_GE(response.status, 400U) << path;
    }
}

TEST_F(OpenWeatherTest, CountsTheRequestsOfAMinuteByKey) {
    for (int i = 0; i < 60; ++i)
        ASSERT_EQ(api.get(target("weather", "")).status, 200U);
    EXPECT_EQ(api.get(target("weather", "")).status, 429U);
    EXPECT_EQ(api.get("/data/2.5/weather?lat=1&lon=1&appid=y").status, 200U);
    api.world().advance_to(api.world().now() + std::chrono::minutes(1));
    EXPECT_EQ(api.get(target("weather", "")).status, 200U);
}

}  // namespace
}  // namespace seatsync::emulator
