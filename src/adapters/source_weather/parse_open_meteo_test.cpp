#include "adapters/source_weather/parse_open_meteo.hpp"

#include "adapters/source_weather/parse_fixture.hpp"
#include "testing/observations.hpp"
#include "testing/recorded_answer.hpp"

namespace seatsync::source_weather {
namespace {

using testing::at;

const feed::Instant kReceived = at("2026-06-10T12:00:00Z");

feed::Answer places(std::string_view body, std::string_view subjects = "40.8296,-73.9262") {
    return parse_open_meteo(body, subjects, kReceived).value();
}

TEST(OpenMeteoParseTest, EachHourIsAnItemWithAReadingPerVariable) {
    const auto answer = places(R"({"latitude":40.8,"longitude":-73.9,"utc_offset_seconds":0,
        "hourly":{"time":["2026-06-10T12:00","2026-06-10T13:00"],
                  "temperature_2m":[20.5,null],"precipitation":[0,1.2],
                  "precipitation_probability":[5,60],"wind_speed_10m":[12.4,13],
                  "weather_code":[3,61],"cloud_cover":[50,60]}})");
    ASSERT_EQ(answer.items.size(), 2U);
    EXPECT_EQ(answer.items[0].key, "40.8296,-73.9262/hourly/2026-06-10T12:00");
    EXPECT_EQ(shown(answer.items[0]),
              "temperature_c=20.5 precipitation_mm=0 precipitation_probability_pct=5 "
              "wind_speed_kmh=12.4 weather_code=3");
    EXPECT_EQ(shown(answer.items[1]),
              "temperature_c=- precipitation_mm=1.2 precipitation_probability_pct=60 "
              "wind_speed_kmh=13 weather_code=61");
    EXPECT_EQ(reading_in(answer.items[1], "precipitation_mm"),
              (domain::Reading{.source = "open_meteo",
                               .subject = "40.8296,-73.9262",
                               .measure = "precipitation_mm",
                               .valid_at = at("2026-06-10T13:00:00Z"),
                               .event_at = kReceived,
                               .received_at = kReceived,
                               .value = 1.2}));
    EXPECT_EQ(answer.next, "");
}

TEST(OpenMeteoParseTest, LocalTimesBecomeUtcAndWhatIsOverHappenedThen) {
    const auto answer = places(R"({"utc_offset_seconds":-14400,
        "hourly":{"time":["2026-06-10T07:00"],"temperature_2m":[1]},
        "daily":{"time":["2026-06-10"],"temperature_2m_max":[25]}})");
    const auto hour = reading_in(answer.items.at(0), "temperature_c");
    EXPECT_EQ(hour.valid_at, at("2026-06-10T11:00:00Z"));
    EXPECT_EQ(hour.event_at, at("2026-06-10T11:00:00Z"));
    EXPECT_EQ(reading_in(answer.items.at(1), "day_max_temperature_c").valid_at,
              at("2026-06-10T04:00:00Z"));
}

TEST(OpenMeteoParseTest, ConvertsByTheUnitsThatAreTold) {
    const auto answer = places(R"({"utc_offset_seconds":0,
        "hourly_units":{"temperature_2m":"°F","precipitation":"inch","windspeed_10m":"mp/h"},
        "hourly":{"time":["2026-06-10T12:00"],"temperature_2m":[86],"precipitation":[0.5],
                  "windspeed_10m":[10],"weathercode":[0]}})");
    EXPECT_EQ(shown(answer.items.at(0)),
              "temperature_c=30 precipitation_mm=12.7 wind_speed_kmh=16.09 weather_code=0");
    EXPECT_NE(places(R"({"utc_offset_seconds":0,"hourly_units":{"temperature_2m":"°R"},
        "hourly":{"time":["2026-06-10T12:00"],"temperature_2m":[1]}})")
                  .items.at(0)
                  .problem.find("°R"),
              std::string::npos);
}

TEST(OpenMeteoParseTest, AWrongHourIsAProblemAndTheOthersStay) {
    const auto answer = places(R"({"utc_offset_seconds":0,
        "hourly":{"time":["2026-06-10T12:00","noon",7,"2026-06-10T15:00","2026-06-10T16:00"],
                  "temperature_2m":[20,21,22,"warm"]}})");
    ASSERT_EQ(answer.items.size(), 5U);
    EXPECT_EQ(shown(answer.items[0]), "temperature_c=20");
    EXPECT_NE(answer.items[1].problem, "");
    EXPECT_EQ(answer.items[2].problem, "time: it is missing");
    EXPECT_EQ(answer.items[3].problem, "temperature_2m: \"warm\" is not a number");
    EXPECT_EQ(answer.items[4].problem, "temperature_2m: it has 4 values, too few");
}

TEST(OpenMeteoParseTest, HoursWithoutAKnownVariableArePassedOver) {
    const auto answer = places(
        R"({"utc_offset_seconds":0,"hourly":{"time":["2026-06-10T12:00"],"cloud_cover":[1]}})");
    EXPECT_EQ(answer.items.at(0).passed_over, "it holds no variable that is known here");
}

TEST(OpenMeteoParseTest, SeveralPlacesAreAList) {
    const std::string_view body = R"([
        {"latitude":40.84,"longitude":-73.92,"utc_offset_seconds":0,
         "current":{"time":"2026-06-10T12:00","temperature_2m":20}},
        {"error":true,"reason":"no such cell"},
        {"latitude":33.75,"longitude":-84.39,"utc_offset_seconds":0,
         "current":{"time":"2026-06-10T12:00","temperature_2m":30},"hourly":{}}])";
    const auto answer = places(body, "a;b;c");
    ASSERT_EQ(answer.items.size(), 3U);
    EXPECT_EQ(reading_in(answer.items[0], "temperature_c").subject, "a");
    EXPECT_EQ(answer.items[1].key, "#1");
    EXPECT_EQ(answer.items[1].problem, "no such cell");
    EXPECT_EQ(answer.items[2].problem, "hourly.time: it is missing");
    EXPECT_EQ(reading_in(places(body, "").items.at(0), "temperature_c").subject,
              "40.8400,-73.9200");
}

struct Refusal {
    const char* name;
    const char* body;
    ErrorCode code;
    const char* detail;
};

class OpenMeteoRefusalTest : public ::testing::TestWithParam<Refusal> {};

TEST_P(OpenMeteoRefusalTest, IsAnError) {
    const auto answer = parse_open_meteo(GetParam().body, "", kReceived);
    ASSERT_TRUE(answer.has_error());
    EXPECT_EQ(answer.error().code, GetParam().code);
    EXPECT_NE(answer.error().detail.find(GetParam().detail), std::string::npos)
        << answer.error().detail;
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, OpenMeteoRefusalTest,
    ::testing::Values(
        Refusal{"Html", "<html></html>", ErrorCode::unavailable, "HTML"},
        Refusal{"Empty", "", ErrorCode::unavailable, "empty"},
        Refusal{"ErrorUnder200", R"({"error":true,"reason":"Minutely limit"})",
                ErrorCode::unavailable, "Minutely limit"},
        Refusal{"NoOffset", R"({"hourly":{}})", ErrorCode::corrupt_data, "utc_offset_seconds"},
        Refusal{"WildOffset", R"({"utc_offset_seconds":86401})", ErrorCode::corrupt_data,
                "utc_offset_seconds"},
        Refusal{"NoPlace", R"({"utc_offset_seconds":0})", ErrorCode::corrupt_data, "latitude"},
        Refusal{"NoBlock", R"({"utc_offset_seconds":0,"latitude":1,"longitude":2})",
                ErrorCode::corrupt_data, "no current"}),
    [](const auto& named) { return std::string(named.param.name); });

using OpenMeteoRecordedTest = testing::RecordedTest;

TEST_F(OpenMeteoRecordedTest, HoursAndDaysOfBerlin) {
    const auto answer =
        places(testing::recorded_answer("weather/openmeteo_hourly_daily_2021.json").body, "berlin");
    ASSERT_EQ(answer.items.size(), 1U + 48U + 7U);
    EXPECT_EQ(shown(answer.items[0]), "temperature_c=5.5 wind_speed_kmh=5.3 weather_code=3");
    EXPECT_EQ(reading_in(answer.items[0], "temperature_c").valid_at, at("2021-11-24T22:00:00Z"));
    EXPECT_EQ(shown(answer.items[1]), "temperature_c=6.9 precipitation_mm=0 weather_code=3");
    EXPECT_EQ(reading_in(answer.items[1], "temperature_c").valid_at, at("2021-11-23T23:00:00Z"));
    EXPECT_EQ(shown(answer.items[5]), "temperature_c=6.5 precipitation_mm=0.03 weather_code=51");
    EXPECT_EQ(shown(answer.items[48]).substr(0, 17), "temperature_c=3.8");
    EXPECT_EQ(shown(answer.items[49]),
              "day_max_temperature_c=7.6 day_min_temperature_c=5.5 day_precipitation_mm=0.19 "
              "day_max_wind_speed_kmh=10.9 day_weather_code=61");
    EXPECT_EQ(reading_in(answer.items[49], "day_weather_code").valid_at,
              at("2021-11-23T23:00:00Z"));
}

TEST_F(OpenMeteoRecordedTest, CurrentAndDayOfComo) {
    const auto answer =
        places(testing::recorded_answer("weather/openmeteo_current_daily_2024.json").body, "");
    ASSERT_EQ(answer.items.size(), 2U);
    EXPECT_EQ(shown(answer.items[0]), "temperature_c=14.6 precipitation_mm=0.2 wind_speed_kmh=4.8");
    const auto reading = reading_in(answer.items[0], "temperature_c");
    EXPECT_EQ(reading.valid_at, at("2024-07-08T01:00:00Z"));
    EXPECT_EQ(reading.subject, "46.0000,9.1800");
    EXPECT_EQ(shown(answer.items[1]),
              "day_max_temperature_c=22.5 day_min_temperature_c=14.5 day_weather_code=95");
}

TEST_F(OpenMeteoRecordedTest, AnImplausibleTemperatureIsReadAsItIs) {
    const auto answer =
        places(testing::recorded_answer("weather/openmeteo_current_gmt_2024.json").body, "");
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(reading_in(answer.items[0], "temperature_c").value, 99.0);
    EXPECT_EQ(reading_in(answer.items[0], "temperature_c").valid_at, at("2024-08-07T04:15:00Z"));
}

}  // namespace
}  // namespace seatsync::source_weather
