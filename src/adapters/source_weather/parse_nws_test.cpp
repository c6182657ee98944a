#include "adapters/source_weather/parse_nws.hpp"

#include "adapters/source_weather/parse_fixture.hpp"
#include "testing/observations.hpp"
#include "testing/recorded_answer.hpp"

namespace seatsync::source_weather {
namespace {

using testing::at;

const feed::Instant kReceived = at("2026-06-10T12:00:00Z");

feed::Answer nws(std::string_view body) {
    return parse_nws(body, "30,-85", kReceived).value();
}

TEST(NwsParseTest, AForecastHasReadingsAtTheStartOfEachPeriod) {
    const auto answer = nws(R"({"properties":{"updateTime":"2026-06-10T10:00:00+00:00","periods":[
        {"startTime":"2026-06-10T14:00:00-04:00","temperature":"41","temperatureUnit":"F",
         "windSpeed":"10 to 15 mph","probabilityOfPrecipitation":{"unitCode":"wmoUnit:percent",
         "value":20}},
        {"startTime":"2026-06-10T15:00:00-04:00",
         "temperature":{"unitCode":"wmoUnit:degC","value":5.5},
         "windSpeed":{"unitCode":"wmoUnit:km_h-1","maxValue":24,"minValue":12},
         "probabilityOfPrecipitation":{"unitCode":"wmoUnit:percent","value":null}}]}})");
    ASSERT_EQ(answer.items.size(), 2U);
    EXPECT_EQ(shown(answer.items[0]),
              "temperature_c=5 wind_speed_kmh=24.14 precipitation_probability_pct=20");
    EXPECT_EQ(reading_in(answer.items[0], "precipitation_probability_pct"),
              (domain::Reading{.source = "nws",
                               .subject = "30,-85",
                               .measure = "precipitation_probability_pct",
                               .valid_at = at("2026-06-10T18:00:00Z"),
                               .event_at = at("2026-06-10T10:00:00Z"),
                               .received_at = kReceived,
                               .value = 20.0}));
    EXPECT_EQ(shown(answer.items[1]).substr(0, 18), "temperature_c=5.5 ");
    EXPECT_EQ(reading_in(answer.items[1], "precipitation_probability_pct").value, std::nullopt);
}

TEST(NwsParseTest, AnUpdateAfterReceptionCountsAsReceived) {
    const auto answer = nws(R"({"properties":{"updateTime":"2026-06-10T12:05:00+00:00","periods":[
        {"startTime":"2026-06-10T14:00:00-04:00","temperature":1,"temperatureUnit":"C"}]}})");
    EXPECT_EQ(reading_in(answer.items.at(0), "temperature_c").event_at, kReceived);
    EXPECT_EQ(reading_in(answer.items.at(0), "wind_speed_kmh").value, std::nullopt);
}

TEST(NwsParseTest, AWrongPeriodIsAProblemAndTheOthersStay) {
    const auto answer = nws(R"({"properties":{"periods":[
        {"startTime":null,"temperature":1,"temperatureUnit":"C"},
        {"startTime":"2026-06-10T14:00:00-04:00","temperature":1},
        {"startTime":"2026-06-10T15:00:00-04:00","windSpeed":"breezy"},
        {"startTime":"2026-06-10T16:00:00-04:00","temperature":1,"temperatureUnit":"C"}]}})");
    ASSERT_EQ(answer.items.size(), 4U);
    EXPECT_EQ(answer.items[0].problem, "startTime: it is missing");
    EXPECT_EQ(answer.items[1].problem, "temperatureUnit: it is missing");
    EXPECT_EQ(answer.items[2].problem, "windSpeed: 'breezy' is no speed");
    EXPECT_EQ(reading_in(answer.items[3], "temperature_c").value, 1);
}

TEST(NwsParseTest, TheUpperBoundOfTheWindCounts) {
    struct Row {
        const char* text;
        double kmh;
    };
    for (const Row& row : {Row{"10 to 15 mph", 24.14016}, Row{"0 mph", 0}, Row{"16 km/h", 16},
                           Row{"5 to 10 km/h", 10}, Row{"7.5 mph", 12.07008}})
        EXPECT_NEAR(upper_wind_speed(row.text).value(), row.kmh, 1e-9) << row.text;
    for (const char* wrong :
         {"", "mph", "10", "10mph", "ten mph", "10 furlongs", " mph", "10  mph"})
        EXPECT_EQ(upper_wind_speed(wrong).error().code, ErrorCode::corrupt_data) << wrong;
}

TEST(NwsParseTest, AStateHoldsInEachHourAndAnAmountInAll) {
    const auto answer = nws(R"({"properties":{"gridId":"TAE","updateTime":"2026-06-10T10:00:00Z",
        "temperature":{"uom":"wmoUnit:degC","values":[
            {"validTime":"2026-06-10T12:00:00+00:00/PT2H","value":"20"},
            {"validTime":"2026-06-10T14:00:00+00:00/PT90M","value":21}]},
        "quantitativePrecipitation":{"unitCode":"wmoUnit:mm","values":[
            {"validTime":"2026-06-10T12:00:00+00:00/PT1H","value":0.5},
            {"validTime":"2026-06-10T13:00:00+00:00/PT6H","value":2}]}}})");
    ASSERT_EQ(answer.items.size(), 4U);
    EXPECT_EQ(answer.items[0].key, "temperature/2026-06-10T12:00:00+00:00/PT2H");
    EXPECT_EQ(shown(answer.items[0]), "temperature_c=20 temperature_c=20");
    EXPECT_EQ(std::get<domain::Reading>(answer.items[0].observations[1]).valid_at,
              at("2026-06-10T13:00:00Z"));
    EXPECT_NE(answer.items[1].problem.find("PT90M"), std::string::npos);
    EXPECT_EQ(shown(answer.items[2]), "precipitation_mm=0.5");
    EXPECT_EQ(shown(answer.items[3]), "precipitation_6h_mm=2");
}

TEST(NwsParseTest, APointLeadsToItsForecast) {
    const auto answer = nws(R"({"id":"https://api.weather.gov/points/30,-85","properties":{
        "gridId":"TAE","forecastHourly":"http://elsewhere/gridpoints/TAE/58,65/forecast/hourly"}})");
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].passed_over, "it tells where the forecast is");
    EXPECT_EQ(answer.next, "/gridpoints/TAE/58,65/forecast/hourly");
    const auto lost = nws(R"({"properties":{"forecastHourly":"https://elsewhere/x"}})");
    EXPECT_NE(lost.items.at(0).problem, "");
    EXPECT_EQ(lost.next, "");
}

TEST(NwsParseTest, RefusesWhatItDoesNotKnow) {
    EXPECT_EQ(parse_nws("<html>", "s", kReceived).error().code, ErrorCode::unavailable);
    EXPECT_EQ(parse_nws("", "s", kReceived).error().code, ErrorCode::unavailable);
    EXPECT_EQ(parse_nws("{}", "s", kReceived).error().code, ErrorCode::corrupt_data);
    const auto problem =
        parse_nws(R"({"title":"Not Found","detail":"Outside","status":404})", "s", kReceived);
    EXPECT_EQ(problem.error(), (Error{ErrorCode::unavailable, "Not Found: Outside"}));
    EXPECT_EQ(parse_nws(R"({"properties":{"periods":7}})", "s", kReceived).error().code,
              ErrorCode::corrupt_data);
}

using NwsRecordedTest = testing::RecordedTest;

struct RecordedForecast {
    const char* file;
    const char* first;
    const char* second;
    const char* start;
    const char* issued;
};

class NwsRecordedForecastTest : public testing::RecordedTest,
                                public ::testing::WithParamInterface<RecordedForecast> {};

TEST_P(NwsRecordedForecastTest, TellsBothPeriods) {
    const auto& row = GetParam();
    const auto answer = nws(testing::recorded_answer(std::string("weather/") + row.file).body);
    ASSERT_EQ(answer.items.size(), 2U);
    EXPECT_EQ(shown(answer.items[0]), row.first);
    EXPECT_EQ(shown(answer.items[1]), row.second);
    EXPECT_EQ(reading_in(answer.items[0], "temperature_c").valid_at, at(row.start));
    EXPECT_EQ(reading_in(answer.items[0], "temperature_c").event_at, at(row.issued));
}

INSTANTIATE_TEST_SUITE_P(
    Files, NwsRecordedForecastTest,
    ::testing::Values(
        RecordedForecast{"nws_gridpoints_forecast_us.json",
                         "temperature_c=5 wind_speed_kmh=16.09 precipitation_probability_pct=20",
                         "temperature_c=20 wind_speed_kmh=8.047 precipitation_probability_pct=-",
                         "2019-10-13T18:00:00Z", "2019-10-13T18:16:20Z"},
        RecordedForecast{"nws_gridpoints_forecast_si.json",
                         "temperature_c=5 wind_speed_kmh=16 precipitation_probability_pct=20",
                         "temperature_c=20 wind_speed_kmh=10 precipitation_probability_pct=-",
                         "2019-10-13T18:00:00Z", "2019-10-13T18:16:20Z"},
        RecordedForecast{"nws_gridpoints_forecast_hourly_us.json",
                         "temperature_c=25.56 wind_speed_kmh=0 precipitation_probability_pct=20",
                         "temperature_c=25 wind_speed_kmh=0 precipitation_probability_pct=20",
                         "2019-10-15T00:00:00Z", "2019-10-14T23:16:24Z"}));

TEST_F(NwsRecordedTest, AnEmptyPeriodIsAProblem) {
    const auto answer =
        nws(testing::recorded_answer("weather/nws_gridpoints_forecast_empty.json").body);
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].problem, "startTime: it is missing");
}

TEST_F(NwsRecordedTest, RawGrid) {
    const auto answer = nws(testing::recorded_answer("weather/nws_gridpoint_raw.json").body);
    ASSERT_EQ(answer.items.size(), 30U + 30U + 27U + 30U);
    const auto first = reading_in(answer.items[0], "temperature_c");
    EXPECT_NEAR(first.value.value(), 22.7778, 1e-4);
    EXPECT_EQ(first.valid_at, at("2022-02-03T21:00:00Z"));
    EXPECT_EQ(first.event_at, at("2022-02-04T03:15:41Z"));
    EXPECT_EQ(answer.items[4].observations.size(), 10U);  // PT10H
    EXPECT_EQ(answer.items[30].observations.size(), 3U);
    EXPECT_EQ(reading_in(answer.items[30], "precipitation_probability_pct").value, 8);
    EXPECT_EQ(shown(answer.items[62]), "precipitation_6h_mm=2.032");
    EXPECT_EQ(reading_in(answer.items[87], "wind_speed_kmh").value, 20.372);
}

TEST_F(NwsRecordedTest, ObservationsOfAStation) {
    const auto answer = nws(testing::recorded_answer("weather/nws_observations.json").body);
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(shown(answer.items[0]), "temperature_c=10 wind_speed_kmh=36 precipitation_mm=-");
    EXPECT_EQ(reading_in(answer.items[0], "temperature_c").valid_at, at("2019-06-27T10:53:00Z"));
    EXPECT_EQ(reading_in(answer.items[0], "temperature_c").event_at, at("2019-06-27T10:53:00Z"));
}

TEST_F(NwsRecordedTest, Point) {
    const auto answer = nws(testing::recorded_answer("weather/nws_points.json").body);
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "https://api.weather.gov/points/30,-85");
    EXPECT_EQ(answer.next, "/gridpoints/TAE/58,65/forecast/hourly");
}

}  // namespace
}  // namespace seatsync::source_weather
