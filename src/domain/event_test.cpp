#include "domain/event.hpp"

#include "testing/observations.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace seatsync::domain {

namespace {

using testing::an_event;
using testing::at;

std::string an_id_of(std::size_t bytes) {
    std::string id = "mlb:";
    id.resize(bytes, 'x');
    return id;
}

TEST(EventIdTest, HasTwoParts) {
    EXPECT_EQ(make_event_id("mlb", "1").value(), EventId("mlb:1"));
    EXPECT_EQ(parse_event_id("mlb:a:b").value(), EventId("mlb:a:b"));
    EXPECT_EQ(parse_event_id(an_id_of(200)).value().value().size(), 200U);
}

TEST(EventIdTest, RefusesWhatHasNot) {
    for (const std::string& text :
         {std::string(), std::string("mlb"), std::string(":1"), std::string("mlb:"),
          std::string("mlb:\n"), std::string("mlb:\x7F"), an_id_of(201)}) {
        EXPECT_EQ(parse_event_id(text).error().code, ErrorCode::invalid_argument) << text;
        EXPECT_FALSE(is_event_id(text)) << text;
    }
    EXPECT_FALSE(make_event_id("a:b", "1").has_value());
    EXPECT_FALSE(make_event_id("", "1").has_value());
    EXPECT_FALSE(make_event_id("a", "").has_value());
}

TEST(EventStatusTest, IsReadAsItIsWritten) {
    for (const auto status : {EventStatus::scheduled, EventStatus::postponed,
                              EventStatus::cancelled, EventStatus::finished})
        EXPECT_EQ(event_status_named(name_of(status)).value(), status);
    EXPECT_EQ(name_of(EventStatus::postponed), "postponed");
    EXPECT_FALSE(event_status_named("Final").has_value());
    EXPECT_FALSE(event_status_named("").has_value());
}

TEST(EventTest, AcceptsAGame) {
    EXPECT_EQ(checked(an_event("mlb:1")).value(), an_event("mlb:1"));
}

TEST(EventTest, AcceptsWhatIsUnknown) {
    Event bare;
    bare.id = EventId("mlb:1");
    bare.league = "mlb";
    bare.start = at("2021-06-01T00:00:00Z");
    EXPECT_TRUE(checked(bare).has_value());
}

TEST(EventTest, RefusesBadValues) {
    struct Row {
        const char* name;
        std::function<void(Event&)> spoil;
    };
    const std::vector<Row> rows = {
        {"bad id", [](Event& e) { e.id = EventId("1"); }},
        {"no league", [](Event& e) { e.league.clear(); }},
        {"control character in the title", [](Event& e) { e.title += '\t'; }},
        {"control character in the league", [](Event& e) { e.league += '\x01'; }},
        {"control character in the season", [](Event& e) { e.season += '\n'; }},
        {"control character in the category", [](Event& e) { e.category += '\n'; }},
        {"control character in the home team", [](Event& e) { e.home += '\0'; }},
        {"control character in the away team", [](Event& e) { e.away += '\r'; }},
        {"control character in the venue", [](Event& e) { e.venue.name += '\x1B'; }},
        {"too long a city", [](Event& e) { e.venue.city = std::string(501, 'x'); }},
        {"no seats", [](Event& e) { e.venue.capacity = 0; }},
        {"negative seats", [](Event& e) { e.venue.capacity = -1; }},
        {"before tickets", [](Event& e) { e.start = at("1899-12-31T23:59:59Z"); }},
        {"far future", [](Event& e) { e.start = at("2200-01-01T00:00:01Z"); }},
    };
    for (const Row& row : rows) {
        Event event = an_event("mlb:1");
        row.spoil(event);
        EXPECT_EQ(checked(event).error().code, ErrorCode::invalid_argument) << row.name;
        EXPECT_FALSE(validate(event).has_value()) << row.name;
    }
}

TEST(EventTest, AcceptsTheEndsOfItsRanges) {
    Event event = an_event("mlb:1");
    event.venue.city = std::string(500, 'x');
    event.venue.capacity = 1;
    event.start = at("1900-01-01T00:00:00Z");
    EXPECT_TRUE(checked(event).has_value());
    event.start = at("2200-01-01T00:00:00Z");
    EXPECT_TRUE(checked(event).has_value());
}

TEST(EventTest, IsShownByTheBestNameThereIs) {
    Event event = an_event("mlb:1");
    EXPECT_EQ(display_name(event), "Texas Rangers at Los Angeles Dodgers");
    event.away.clear();
    EXPECT_EQ(display_name(event), "Rangers at Dodgers");
    event.title.clear();
    EXPECT_EQ(display_name(event), "mlb:1");
}

}  // namespace

}  // namespace seatsync::domain
