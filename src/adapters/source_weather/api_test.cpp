#include "adapters/source_weather/factory.hpp"
#include "testing/made_source.hpp"
#include "testing/observations.hpp"
#include "testing/recorded_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_weather {
namespace {

using namespace std::chrono_literals;
using testing::at;

const feed::Instant kNow = at("2026-06-10T12:00:00Z");

std::unique_ptr<feed::SourceApi> source(const std::string& name,
                                        std::map<std::string, std::string> told = {}) {
    if (name == "nws")
        told.emplace("contact", "ops@club.example");
    for (const auto& factory : factories())
        if (factory.name == name)
            return testing::made_source(factory, told, {{"SEATSYNC_OPENWEATHER_API_KEY", "key-1"}});
    throw std::logic_error("no source " + name);
}

feed::Watch two_games() {
    domain::Event game = testing::an_event("mlb:1");
    game.venue.name = "Harbour Park";
    game.start = at("2026-06-12T23:10:00Z");
    domain::Event late = game;
    late.venue.name = "Far Field";
    late.start = at("2026-06-20T12:00:01Z");
    feed::Watch watch;
    watch.games = {game, late};
    watch.venues = {{"Harbour Park", {40.75, -73.9262}}, {"Far Field", {1, 2}}};
    return watch;
}

class WeatherApiTest : public ::testing::TestWithParam<const char*> {};

TEST_P(WeatherApiTest, AsksForTheVenuesOfTheNextTenDays) {
    const auto api = source(GetParam());
    const auto tasks = api->tasks(two_games(), kNow);
    ASSERT_EQ(tasks.size(), 1U);
    EXPECT_EQ(tasks[0].key, "forecast/Harbour Park");
    EXPECT_EQ(tasks[0].endpoint, "forecast");
    EXPECT_EQ(tasks[0].parameter("subject"), "40.7500,-73.9262");
    EXPECT_EQ(tasks[0].next_start, at("2026-06-12T23:10:00Z"));
    EXPECT_EQ(api->tasks(two_games(), kNow + 1s).size(), 2U);
    EXPECT_EQ(api->info().name, GetParam());
    EXPECT_EQ(api->info().kind, feed::SourceKind::context);
    EXPECT_TRUE(api->info().missing.empty());
    EXPECT_FALSE(api->info().limits.empty());
    EXPECT_FALSE(api->info().terms.empty());
}

INSTANTIATE_TEST_SUITE_P(Sources, WeatherApiTest,
                         ::testing::Values("open_meteo", "nws", "openweather"),
                         [](const auto& named) { return std::string(named.param); });

TEST(OpenMeteoApiTest, AsksInGmtForElevenDays) {
    const auto api = source("open_meteo");
    const auto task = api->tasks(two_games(), kNow).at(0);
    EXPECT_EQ(task.period, 3600s);
    EXPECT_EQ(task.period_min, 1800s);
    EXPECT_EQ(feed::full_url(api->request(task, "", kNow)),
              "https://api.open-meteo.com/v1/forecast?latitude=40.7500&longitude=-73.9262"
              "&hourly=temperature_2m,precipitation,precipitation_probability,wind_speed_10m,"
              "weather_code&timezone=GMT&forecast_days=11");
    EXPECT_NE(api->info().terms.find("CC BY 4.0"), std::string::npos);
}

TEST(OpenMeteoApiTest, TheKeyOfAPaidPlanIsASecret) {
    const auto api =
        testing::made_source(factories().at(0), {}, {{"SEATSYNC_OPEN_METEO_API_KEY", "key-2"}});
    const auto request = api->request(api->tasks(two_games(), kNow).at(0), "", kNow);
    EXPECT_EQ(request.query.back(), (feed::HttpField{"apikey", "key-2", true}));
}

TEST(OpenMeteoApiTest, ParsesForTheSubjectOfTheTask) {
    const auto api = source("open_meteo");
    const auto answer = api->parse(
        api->tasks(two_games(), kNow).at(0),
        R"({"utc_offset_seconds":0,"current":{"time":"2026-06-10T12:00","temperature_2m":20}})",
        kNow);
    EXPECT_EQ(std::get<domain::Reading>(answer->items.at(0).observations.at(0)).subject,
              "40.7500,-73.9262");
}

TEST(NwsApiTest, IsNotAskedBeyondTheUnitedStates) {
    const auto asked = [](const char* zone) {
        feed::Watch watch = two_games();
        for (domain::Event& game : watch.games)
            game.venue.zone =
                zone[0] == 0 ? domain::Zone::utc() : domain::Zone::named(zone).value();
        const auto of = [&](const char* name) {
            return source(name)->tasks(watch, kNow).size() == 1;
        };
        EXPECT_TRUE(of("open_meteo"));
        return of("nws");
    };
    for (const char* zone : {"", "America/New_York", "America/Indiana/Indianapolis",
                             "America/Phoenix", "Pacific/Honolulu", "America/Puerto_Rico"})
        EXPECT_TRUE(asked(zone)) << zone;
    for (const char* zone : {"America/Toronto", "America/Vancouver", "America/Edmonton",
                             "America/Winnipeg", "America/Mexico_City", "Europe/London"})
        EXPECT_FALSE(asked(zone)) << zone;
}

TEST(NwsApiTest, AsksForThePointThenForItsForecast) {
    const auto api = source("nws", {{"base_url", "http://localhost:8090/api.weather.gov"}});
    const auto task = api->tasks(two_games(), kNow).at(0);
    const auto first = api->request(task, "", kNow);
    EXPECT_EQ(feed::full_url(first), "http://localhost:8090/api.weather.gov/points/40.75,-73.9262");
    const std::vector<feed::HttpField> headers = {
        {"User-Agent", "seatsync (ops@club.example)", false},
        {"Accept", "application/geo+json", false}};
    EXPECT_EQ(first.headers, headers);
    const auto point = api->parse(
        task,
        R"({"properties":{"forecastHourly":"https://api.weather.gov/gridpoints/A/1,2/forecast/hourly"}})",
        kNow);
    EXPECT_EQ(feed::full_url(api->request(task, point->next, kNow)),
              "http://localhost:8090/api.weather.gov/gridpoints/A/1,2/forecast/hourly");
    const auto forecast = api->parse(task, R"({"properties":{"periods":[
        {"startTime":"2026-06-10T12:00:00Z","temperature":1,"temperatureUnit":"C"}]}})",
                                     kNow);
    EXPECT_EQ(forecast->next, "");
    EXPECT_EQ(std::get<domain::Reading>(forecast->items.at(0).observations.at(0)).subject,
              "40.7500,-73.9262");
}

TEST(NwsApiTest, APointHasNoZerosAtItsEnd) {
    const auto api = source("nws");
    feed::Task task;
    task.parameters = {{"latitude", "30.0000"}, {"longitude", "-85.1000"}};
    EXPECT_EQ(api->request(task, "", kNow).url, "https://api.weather.gov/points/30,-85.1");
}

TEST(NwsApiTest, WithoutAContactItIsUnconfigured) {
    EXPECT_EQ(testing::made_source(factories().at(1))->info().missing,
              std::vector<std::string>{"contact"});
}

TEST(OpenWeatherApiTest, TheKeyIsASecretOfTheQuery) {
    const auto api = source("openweather");
    auto task = api->tasks(two_games(), kNow).at(0);
    const auto request = api->request(task, "", kNow);
    EXPECT_EQ(feed::full_url(request),
              "https://api.openweathermap.org/data/2.5/forecast?lat=40.7500&lon=-73.9262"
              "&appid=key-1");
    EXPECT_EQ(feed::shown_url(request).find("key-1"), std::string::npos);
    task.parameters["units"] = "metric";
    EXPECT_EQ(api->request(task, "", kNow).query.back(),
              (feed::HttpField{"units", "metric", false}));
    const auto answer =
        api->parse(task, R"({"cod":"200","list":[{"dt":1781103600,"main":{"temp":20.5}}]})", kNow);
    const auto reading = std::get<domain::Reading>(answer->items.at(0).observations.at(0));
    EXPECT_EQ(reading.value, 20.5);
    EXPECT_EQ(reading.subject, "40.7500,-73.9262");
    EXPECT_EQ(testing::made_source(factories().at(2))->info().missing,
              std::vector<std::string>{"SEATSYNC_OPENWEATHER_API_KEY"});
}

TEST(WeatherErrorTest, SaysWhatToDoInTheWordsOfTheSource) {
    struct Row {
        const char* source;
        int status;
        const char* body;
        ErrorCode code;
        const char* words;
    };
    for (const Row& row :
         {Row{"open_meteo", 429, R"({"error":true,"reason":"Hourly limit exceeded"})",
              ErrorCode::unavailable, "Hourly limit exceeded"},
          Row{"open_meteo", 502, "<html></html>", ErrorCode::unavailable, "status 502"},
          Row{"nws", 404, R"({"title":"Data Unavailable","detail":"No data for the point"})",
              ErrorCode::not_found, "No data for the point"},
          Row{"nws", 500, R"({"title":"Unexpected Problem"})", ErrorCode::unavailable,
              "Unexpected Problem"},
          Row{"openweather", 429, R"({"cod":429,"message":"Blocked"})", ErrorCode::unavailable,
              "Blocked"}}) {
        const Error error =
            source(row.source)->error_of({.status = row.status, .headers = {}, .body = row.body});
        EXPECT_EQ(error.code, row.code) << row.body;
        EXPECT_NE(error.detail.find(row.words), std::string::npos) << error.detail;
    }
}

TEST(WeatherEndpointTest, EachSourceKnowsItsOwnBodies) {
    const std::map<std::string, std::vector<const char*>> bodies = {
        {"open_meteo",
         {R"({"utc_offset_seconds":0})", R"([{"utc_offset_seconds":0}])", R"({"error":true})"}},
        {"nws",
         {R"({"properties":{"periods":[]}})", R"({"properties":{"gridId":"A"}})",
          R"({"features":[]})"}},
        {"openweather", {R"({"cod":"200"})", R"({"main":{"temp":1}})"}}};
    for (const auto& [name, own] : bodies)
        for (const auto& [other, foreign] : bodies)
            for (const char* body : foreign)
                EXPECT_EQ(source(name)->endpoint_of(body).has_value(), name == other)
                    << name << " " << body;
}

using WeatherRecordedErrorTest = testing::RecordedTest;

TEST_F(WeatherRecordedErrorTest, OpenMeteoBadVariable) {
    const Error error =
        source("open_meteo")
            ->error_of(testing::recorded_answer("weather/openmeteo_error_400.http.json"));
    EXPECT_EQ(error.code, ErrorCode::invalid_argument);
    EXPECT_NE(error.detail.find("winddiren_10m"), std::string::npos) << error.detail;
}

TEST_F(WeatherRecordedErrorTest, OpenWeatherBadKey) {
    const Error error =
        source("openweather")
            ->error_of(testing::recorded_answer("weather/openweather_error_401.http.json"));
    EXPECT_EQ(error.code, ErrorCode::invalid_argument);
    EXPECT_EQ(error.detail.substr(0, 10), "status 401");
}

}  // namespace
}  // namespace seatsync::source_weather
