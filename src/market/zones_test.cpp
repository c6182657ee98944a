#include "market/zones.hpp"

#include "market/team_tables.hpp"

#include <gtest/gtest.h>

namespace seatsync::market {
namespace {

struct Row {
    const char* venue;
    const char* section;
    const char* zone;
    bool is_guess;
    double confidence;
};

TEST(ZonesTest, PlacesSectionsByTheTableOfTheVenue) {
    const Row rows[] = {
        {"Dodger Stadium", "Loge 112", "Loge", false, 1.0},
        {"Dodger Stadium", "Loge Box 112LB", "Loge", false, 1.0},
        {"UNIQLO Field at Dodger Stadium", "Reserve 12", "Reserve", false, 1.0},
        {"Dodger Stadium", "Field Box 23", "Field", false, 1.0},
        {"Dodger Stadium", "Top Deck 5", "Top Deck", false, 1.0},
        {"Dodger Stadium", "dugout club", "Dugout Club", false, 1.0},
        {"Dodger Stadium", "112", "Loge", false, 0.9},
        {"sofi stadium", "109", "100s", false, 0.9},
        {"SoFi Stadium", "Club 109", "100s", false, 0.9},
        {"SoFi Stadium", "Section C109", "", true, 0.0},
        {"Yankee Stadium", "Sec 203", "Bleachers", false, 0.9},
        {"Yankee Stadium", "Bleachers", "Bleachers", false, 1.0},
        {"MetLife Stadium", "Section 301", "300s", false, 0.9},
    };
    for (const auto& row : rows) {
        const auto place = shipped_venue_tables().place(row.venue, row.section);
        EXPECT_EQ(place.zone, row.zone) << row.section;
        EXPECT_EQ(place.is_guess, row.is_guess) << row.section;
        EXPECT_EQ(place.confidence, row.confidence) << row.section;
        EXPECT_FALSE(place.reason.empty());
    }
}

TEST(ZonesTest, GuessesByWordsAndNumbersWhereNoTableTells) {
    const Row rows[] = {
        {"Nowhere Park", "Loge 12", "loge", true, 0.6},
        {"Nowhere Park", "Sec 112", "100 level", true, 0.4},
        {"Nowhere Park", "112", "100 level", true, 0.4},
        {"Nowhere Park", "Field Box 23", "field", true, 0.6},
        {"Nowhere Park", "Club 109", "club", true, 0.6},
        {"Nowhere Park", "GA", "general", true, 0.6},
        {"Nowhere Park", "General Admission", "general", true, 0.6},
        {"Nowhere Park", "Suite 14", "suite", true, 0.6},
        {"Nowhere Park", "Bleachers", "bleachers", true, 0.6},
        {"Nowhere Park", "Standing Room Only", "standing", true, 0.6},
        {"Nowhere Park", "Orchestra", "", true, 0.0},
        {"Nowhere Park", "12", "", true, 0.0},
        {"Nowhere Park", "", "", true, 0.0},
        {"Dodger Stadium", "12", "", true, 0.0},
        {"Dodger Stadium", "999", "900 level", true, 0.4},
        {"Dodger Stadium", "Suite 301A 302B", "suite", true, 0.6},
    };
    for (const auto& row : rows) {
        const auto place = shipped_venue_tables().place(row.venue, row.section);
        EXPECT_EQ(place.zone, row.zone) << row.section;
        EXPECT_EQ(place.is_guess, row.is_guess) << row.section;
        EXPECT_EQ(place.confidence, row.confidence) << row.section;
    }
}

TEST(ZonesTest, AGuessNeverPrices) {
    const auto& venues = shipped_venue_tables();
    EXPECT_EQ(priceable_zone(venues.place("Dodger Stadium", "Loge 112")), "Loge");
    EXPECT_EQ(priceable_zone(venues.place("Nowhere Park", "Loge 112")), std::nullopt);
    EXPECT_EQ(priceable_zone(venues.place("Nowhere Park", "112")), std::nullopt);
    EXPECT_EQ(priceable_zone({.zone = "", .confidence = 1, .is_guess = false, .reason = ""}),
              std::nullopt);
}

TEST(ZonesTest, SectionsOfATableLieInOneZoneOrNeedItsWord) {
    const VenueTables venues(
        {{.name = "Park",
          .also = {},
          .zones = {
              {.name = "Low", .sections = {{.from = 1, .to = 20}}, .names = {}, .words = {"Field"}},
              {.name = "High",
               .sections = {{.from = 10, .to = 30}},
               .names = {},
               .words = {"Deck"}}}}});
    EXPECT_EQ(venues.place("park", "9").zone, "Low");
    EXPECT_EQ(venues.place("park", "15").zone, "");
    EXPECT_EQ(venues.place("park", "20").zone, "");
    EXPECT_EQ(venues.place("park", "21").zone, "High");
    EXPECT_EQ(venues.place("park", "30").zone, "High");
    EXPECT_EQ(venues.place("park", "31").zone, "");
    EXPECT_EQ(venues.place("park", "Deck 15").zone, "High");
    EXPECT_EQ(venues.place("park", "Field 15").zone, "Low");
    EXPECT_EQ(venues.find("Elsewhere"), nullptr);
}

}  // namespace
}  // namespace seatsync::market
