#include "adapters/source_weather/parse_openweather.hpp"

#include "adapters/source_weather/parse_fixture.hpp"
#include "testing/observations.hpp"
#include "testing/recorded_answer.hpp"

namespace seatsync::source_weather {
namespace {

using testing::at;

const feed::Instant kReceived = at("2026-06-10T12:00:00Z");

feed::Answer weather(std::string_view body, std::string_view units = "") {
    return parse_openweather(body, "here", units, kReceived).value();
}

constexpr const char* kForecast = R"({"cod":"200","list":[
    {"dt":1781103600,"main":{"temp":293.15},"wind":{"speed":10},"pop":0.45,
     "rain":{"3h":1.5},"snow":{"3h":0.5},"weather":[{"id":500}]}]})";

TEST(OpenWeatherParseTest, AForecastStepHasAReadingPerQuantity) {
    const auto answer = weather(kForecast);
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "1781103600");
    EXPECT_EQ(shown(answer.items[0]),
              "temperature_c=20 wind_speed_kmh=36 precipitation_probability_pct=45 "
              "precipitation_3h_mm=2 openweather_code=500");
    EXPECT_EQ(reading_in(answer.items[0], "wind_speed_kmh"),
              (domain::Reading{.source = "openweather",
                               .subject = "here",
                               .measure = "wind_speed_kmh",
                               .valid_at = at("2026-06-10T15:00:00Z"),
                               .event_at = kReceived,
                               .received_at = kReceived,
                               .value = 36.0}));
}

TEST(OpenWeatherParseTest, TheUnitsAreThoseAskedFor) {
    EXPECT_EQ(shown(weather(kForecast, "metric").items.at(0)).substr(0, 37),
              "temperature_c=293.1 wind_speed_kmh=36");
    EXPECT_EQ(shown(weather(kForecast, "imperial").items.at(0)).substr(0, 40),
              "temperature_c=145.1 wind_speed_kmh=16.09");
}

TEST(OpenWeatherParseTest, CurrentWeatherWithRainOfTheLastHour) {
    const auto answer =
        weather(R"({"cod":200,"dt":1781085600,"main":{"temp":280},"rain":{"1h":0.3}})");
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(shown(answer.items[0]), "temperature_c=6.85 precipitation_mm=0.3");
    EXPECT_EQ(reading_in(answer.items[0], "temperature_c").event_at, at("2026-06-10T10:00:00Z"));
}

TEST(OpenWeatherParseTest, AWrongStepIsAProblemAndTheOthersStay) {
    const auto answer = weather(R"({"cod":"200","list":[{"main":{"temp":280}},
        {"dt":1781103600},{"dt":1781103600,"main":{"temp":"cold"}},
        {"dt":1781103600,"main":{"temp":280}}]})");
    ASSERT_EQ(answer.items.size(), 4U);
    EXPECT_EQ(answer.items[0].problem, "dt: it is missing");
    EXPECT_EQ(answer.items[1].problem, "it says nothing that is of use");
    EXPECT_EQ(answer.items[2].problem, "main.temp: \"cold\" is not a number");
    EXPECT_EQ(shown(answer.items[3]), "temperature_c=6.85");
}

TEST(OpenWeatherParseTest, Refusals) {
    EXPECT_EQ(parse_openweather("<html>", "s", "", kReceived).error().code, ErrorCode::unavailable);
    EXPECT_EQ(parse_openweather("{}", "s", "", kReceived).error().code, ErrorCode::corrupt_data);
    for (const char* body : {R"({"cod":"404","message":"city not found"})",
                             R"({"cod":404,"message":"city not found"})"})
        EXPECT_EQ(parse_openweather(body, "s", "", kReceived).error(),
                  (Error{ErrorCode::unavailable, "404: city not found"}));
    EXPECT_EQ(parse_openweather(R"({"cod":200,"main":{}})", "", "", kReceived).error().detail,
              "coord: it is missing");
}

using OpenWeatherRecordedTest = testing::RecordedTest;

TEST_F(OpenWeatherRecordedTest, CurrentInLondon) {
    const auto answer = parse_openweather(
        testing::recorded_answer("weather/openweather_current_london_2013.json").body, "", "",
        kReceived);
    ASSERT_EQ(answer->items.size(), 1U);
    EXPECT_EQ(shown(answer->items[0]),
              "temperature_c=15.29 wind_speed_kmh=5.544 openweather_code=804");
    const auto reading = reading_in(answer->items[0], "temperature_c");
    EXPECT_EQ(reading.subject, "51.5085,-0.1257");
    EXPECT_EQ(reading.valid_at, at("2013-09-11T10:26:17Z"));
}

TEST_F(OpenWeatherRecordedTest, ForecastForLondon) {
    const auto answer = parse_openweather(
        testing::recorded_answer("weather/openweather_forecast_3h_2013.json").body, "", "",
        kReceived);
    ASSERT_EQ(answer->items.size(), 1U);
    EXPECT_EQ(shown(answer->items[0]),
              "temperature_c=15.28 wind_speed_kmh=15.34 openweather_code=804");
    EXPECT_EQ(reading_in(answer->items[0], "temperature_c").valid_at, at("2013-09-11T09:00:00Z"));
    EXPECT_EQ(reading_in(answer->items[0], "temperature_c").subject, "51.5085,-0.1257");
}

}  // namespace
}  // namespace seatsync::source_weather
