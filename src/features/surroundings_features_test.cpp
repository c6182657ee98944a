#include "testing/expect_feature.hpp"
#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <cmath>

namespace seatsync::features {
namespace {

using testing::expect_missing;
using testing::expect_value;

/// The Diamondbacks (33.4455, -112.0667) at home to the Braves (33.8908, -84.4678) on day 20.
class SurroundingsFeaturesTest : public ::testing::Test {
  protected:
    SurroundingsFeaturesTest() {
        batch_.events = {testing::an_event("s:1")};
        batch_.events[0].home = "Arizona Diamondbacks";
        batch_.events[0].away = "Atlanta Braves";
        batch_.events[0].start = testing::on_day(20);
        batch_.quotes = {testing::a_quote("s:1", testing::on_day(1), 10000)};
    }

    domain::Reading& read(double day, const char* subject, const char* measure, double valid,
                          std::optional<double> value) {
        domain::Reading reading = testing::a_reading(testing::on_day(day));
        reading.subject = subject;
        reading.measure = measure;
        reading.valid_at = testing::on_day(valid);
        reading.value = value;
        batch_.readings.push_back(reading);
        return batch_.readings.back();
    }

    void nearby(const char* id, double day, double start, double latitude,
                std::optional<std::int64_t> attendance,
                domain::EventStatus status = domain::EventStatus::scheduled) {
        domain::NearbyEvent event = testing::a_nearby_event(testing::on_day(day));
        event.id = id;
        event.start = testing::on_day(start);
        event.latitude = latitude;
        event.longitude = -112.0667;
        event.attendance = attendance;
        event.status = status;
        batch_.nearby_events.push_back(event);
    }

    static constexpr const char* kPlace = "33.4455,-112.0667";
    domain::ObservationBatch batch_;
};

TEST_F(SurroundingsFeaturesTest, TheWeatherToldLastForTheHourOfTheStart) {
    expect_missing(batch_, "s:1", 9, "weather_temperature",
                   "no weather for the hour of the start is stored");
    read(2, kPlace, "temperature_c", 20.05, 30);
    read(2, kPlace, "temperature_c", 20.0 + 1.0 / 24, 31);
    read(2, kPlace, "temperature_c", 20.0 - 1.0 / 48, 28);
    read(4, kPlace, "temperature_c", 20.0 - 1.0 / 48, 26);
    read(6, kPlace, "temperature_c", 20.0 - 1.0 / 48, 25);
    read(6, kPlace, "temperature_c", 20.1, 99);
    read(6, "33.9,-84.5", "temperature_c", 20, 99);
    expect_value(batch_, "s:1", 3, "weather_temperature", 28);
    expect_value(batch_, "s:1", 5, "weather_temperature", 26);
    expect_value(batch_, "s:1", 6, "weather_temperature", 25);
    read(2, kPlace, "wind_speed_kmh", 20, 12);
    expect_value(batch_, "s:1", 9, "weather_wind", 12);
    expect_missing(batch_, "s:1", 9, "weather_score", "the wind or the chance of rain is not told");
    read(2, kPlace, "precipitation_probability_pct", 20, 40);
    expect_value(batch_, "s:1", 9, "weather_rain_chance", 40);
    expect_value(batch_, "s:1", 9, "weather_score", -0.4 - 0.4);
    batch_.events[0].home = "Nobody";
    expect_missing(batch_, "s:1", 9, "weather_temperature", "the place of the venue is not known");
}

/// The wind chill of -10 °C in 30 km/h is -19.5 °C by the table of Environment Canada (-20).
TEST_F(SurroundingsFeaturesTest, ColdFeelsColderInTheWind) {
    read(2, kPlace, "temperature_c", 20, -10);
    read(2, kPlace, "wind_speed_kmh", 20, 30);
    read(2, kPlace, "precipitation_probability_pct", 20, 0);
    expect_value(batch_, "s:1", 9, "weather_score", -(21 + 19.5) / 10, 0.01);
}

TEST_F(SurroundingsFeaturesTest, EventsNearbyAtTheSameTimeCompete) {
    expect_missing(batch_, "s:1", 9, "event_competition",
                   "no event within 25 km of the venue is stored at all");
    nearby("far in time", 2, 30, 33.4455, 100);
    expect_value(batch_, "s:1", 9, "event_competition", 0);
    expect_missing(batch_, "s:1", 1.5, "nearby_events",
                   "no event within 25 km of the venue is stored at all");
    nearby("here", 2, 20.2, 33.6, 5000);  // 17 km away, 4.8 h later.
    nearby("no number", 2, 19.8, 33.6, {});
    nearby("too far", 2, 20, 33.7, 7000);     // 28 km away.
    nearby("too late", 2, 20.3, 33.6, 7000);  // 7.2 h later.
    nearby("cancelled", 2, 20, 33.6, 7000, domain::EventStatus::cancelled);
    nearby("here", 5, 20.2, 33.6, 9000);
    expect_value(batch_, "s:1", 3, "event_competition", std::log(5001.0));
    expect_value(batch_, "s:1", 9, "event_competition", std::log(9001.0));
    expect_value(batch_, "s:1", 9, "nearby_events", std::log(3.0));
}

/// Phoenix to Atlanta: 2,555 km on a sphere of 6371 km.
TEST_F(SurroundingsFeaturesTest, TheVisitorTravels) {
    expect_value(batch_, "s:1", 9, "travel_km", 2554, 10);
    expect_value(batch_, "s:1", 9, "travel_difficulty", std::log(2555), 0.005);
    EXPECT_NEAR(distance_km({0, 0}, {0, 180}), 6371 * std::acos(-1.0), 1e-6);
    EXPECT_NEAR(distance_km({0, 0}, {1, 0}), 6371 * std::acos(-1.0) / 180, 1e-6);
    batch_.events[0].away = "Nobody";
    expect_missing(batch_, "s:1", 9, "travel_km", "the place of the visitor's home is not known");
}

TEST_F(SurroundingsFeaturesTest, TheEconomyAsPublished) {
    expect_missing(batch_, "s:1", 40, "economic_indicators",
                   "the S&P 500 of now or of 30 d ago is not stored");
    read(9, "^GSPC", "close_USD", 9, 4000);
    read(39, "^GSPC", "close_USD", 38, 4200);
    read(41, "^GSPC", "close_USD", 41, 1);
    expect_value(batch_, "s:1", 40, "economic_indicators", std::log(1.05));
    read(30, "^VIX", "close_USD", 30, 17.5);
    expect_value(batch_, "s:1", 36, "volatility_index", 17.5);
    expect_missing(batch_, "s:1", 40, "volatility_index",
                   "no recent value of the series is stored");
    read(30, "UMCSENT", "level", 0, 70);
    read(33, "UMCSENT", "level", 0, 71);
    read(30, "UNRATE", "level", -20, 5.5);
    read(30, "UNRATE", "level", 10, {});
    expect_value(batch_, "s:1", 32, "consumer_sentiment", 70);
    expect_value(batch_, "s:1", 34, "consumer_sentiment", 71);
    expect_value(batch_, "s:1", 34, "unemployment_rate", 5.5);
}

}  // namespace
}  // namespace seatsync::features
