#include "adapters/source_ticketmaster/factory.hpp"
#include "testing/made_source.hpp"
#include "testing/observations_of.hpp"
#include "testing/recorded_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_ticketmaster {
namespace {

using namespace std::chrono_literals;
using domain::Ask;
using domain::EventStatus;
using domain::NearbyEvent;
using domain::PriceKind;
using domain::Quote;
using domain::Reading;
using feed::Sighting;
using testing::only;

constexpr feed::Instant kNow = std::chrono::sys_days(2026y / 4 / 1) + 18h;

std::unique_ptr<feed::SourceApi> ticketmaster() {
    return testing::made_source(factories().at(0));
}

Result<feed::Answer> read_as(const char* endpoint, std::string_view body) {
    return ticketmaster()->parse({.key = "test", .endpoint = endpoint}, body, kNow);
}

/// Read as `seatsync` reads a recorded file: the endpoint is found by its looks.
feed::Answer read(std::string_view body) {
    return read_as(ticketmaster()->endpoint_of(body).value().c_str(), body).value();
}

constexpr const char* kStart =
    R"({"localDate":"2026-04-03","localTime":"19:10:00","dateTime":"2026-04-04T02:10:00Z"})";

/// One game with the usual fields. `start` is dates.start; `more` is put into the event.
std::string event_with(const std::string& start, const std::string& more = "") {
    return R"({"_embedded":{"events":[{"id":"G5v","name":"Suns vs. Nets",)" + more +
           R"("dates":{"start":)" + start + R"(,"status":{"code":"onsale"}},
              "classifications":[{"segment":{"name":"Sports"},"subGenre":{"name":"NBA"}}],
              "_embedded":{"venues":[{"name":"Center ","city":{"name":"Phoenix"},
                "timezone":"America/Phoenix",
                "location":{"longitude":"-112.07","latitude":"33.44"}}],
               "attractions":[{"name":"Suns"},{"name":"Nets"}]}}]},
            "page":{"size":20,"totalElements":1,"totalPages":1,"number":0}})";
}

feed::Item only_item(const std::string& body) {
    const auto answer = read(body);
    EXPECT_EQ(answer.items.size(), 1U);
    return answer.items.at(0);
}

TEST(TicketmasterParseTest, ReadsAnEventWithItsPriceRange) {
    const auto item = only_item(event_with(
        kStart,
        R"("priceRanges":[{"type":"standard","currency":"CAD","min":54.0,"max":3150.5}],)"));
    EXPECT_EQ(item.key, "G5v");
    const auto seen = only<Sighting>(item);
    EXPECT_EQ(seen.event.id.value(), "ticketmaster:G5v");
    EXPECT_EQ(seen.event.league, "nba");
    EXPECT_EQ(seen.event.title, "Suns vs. Nets");
    EXPECT_EQ(seen.event.home, "Suns");
    EXPECT_EQ(seen.event.away, "Nets");
    EXPECT_EQ(seen.event.venue.name, "Center");
    EXPECT_EQ(seen.event.venue.city, "Phoenix");
    EXPECT_EQ(seen.event.venue.zone.name(), "America/Phoenix");
    EXPECT_EQ(domain::format_utc(seen.event.start), "2026-04-04T02:10:00Z");
    EXPECT_FALSE(seen.event.start_tbd);
    EXPECT_EQ(seen.local_date, 2026y / 4 / 3);
    EXPECT_EQ(seen.event.received_at, kNow);
    Quote expected;
    expected.series = {domain::EventId("ticketmaster:G5v"), "ticketmaster", "",
                       PriceKind::advertised, domain::Currency::from_code("CAD").value()};
    expected.event_at = expected.received_at = kNow;
    expected.get_in_cents = 5400;
    expected.highest_cents = 315050;
    EXPECT_EQ(only<Quote>(item), expected);
}

TEST(TicketmasterParseTest, MakesOneQuoteOfRangesOfAKind) {
    const auto quotes = testing::all_of<Quote>(only_item(
        event_with(kStart, R"("priceRanges":[{"type":"standard","currency":"USD","min":54,"max":90},
                                  {"type":"vip","currency":"USD","min":40,"max":80},
                                  {"type":"standard including fees","currency":"USD","min":60},
                                  {"type":"vip","currency":"USD","max":300},
                                  {"type":"vip","currency":"USD","min":0,"max":null}],)")));
    ASSERT_EQ(quotes.size(), 2U);
    EXPECT_EQ(quotes[0].series.kind, PriceKind::advertised);
    EXPECT_EQ(quotes[0].get_in_cents, 4000);
    EXPECT_EQ(quotes[0].highest_cents, 30000);
    EXPECT_EQ(quotes[1].series.kind, PriceKind::all_in);
    EXPECT_EQ(quotes[1].get_in_cents, 6000);
    EXPECT_EQ(quotes[1].highest_cents, std::nullopt);
}

TEST(TicketmasterParseTest, TellsResaleApart) {
    std::string body = event_with(
        kStart, R"("priceRanges":[{"type":"standard","currency":"USD","min":54,"max":90}],)");
    body.replace(body.find("G5v"), 3, "Z7r");
    EXPECT_EQ(only<Quote>(only_item(body)).series.market, "ticketmaster_resale");
}

TEST(TicketmasterParseTest, DoesNotBelieveAnHourThatIsToBeAnnounced) {
    for (const char* start :
         {R"({"localDate":"2026-04-03","timeTBA":true})",
          R"({"localDate":"2026-04-03","timeTBA":true,"dateTime":"2026-04-04T02:10:00Z"})",
          R"({"localDate":"2026-04-03","noSpecificTime":true,"dateTime":"2026-04-04T02:10:00Z"})",
          R"({"localDate":"2026-04-03"})"}) {
        const auto seen = only<Sighting>(only_item(event_with(start)));
        EXPECT_TRUE(seen.event.start_tbd) << start;
        EXPECT_EQ(domain::format_utc(seen.event.start), "2026-04-03T12:00:00Z") << start;
        EXPECT_EQ(seen.local_date, 2026y / 4 / 3) << start;
    }
    for (const char* flag : {"dateTBA", "dateTBD"}) {
        const auto seen = only<Sighting>(only_item(
            event_with(R"({"localDate":"2026-04-03","dateTime":"2026-04-04T02:10:00Z",")" +
                       std::string(flag) + R"(":true})")));
        EXPECT_TRUE(seen.event.start_tbd) << flag;
        EXPECT_EQ(seen.local_date, std::nullopt) << flag;
    }
}

TEST(TicketmasterParseTest, PassesOverWhatIsNoGame) {
    EXPECT_EQ(only_item(event_with(R"({"dateTBA":true})")).passed_over,
              "its date is to be announced");
    EXPECT_EQ(only_item(event_with(kStart, R"("test":true,)")).passed_over, "a test event");
}

TEST(TicketmasterParseTest, ReadsEachStatus) {
    for (const auto& [code, status] :
         {std::pair("onsale", EventStatus::scheduled), std::pair("offsale", EventStatus::scheduled),
          std::pair("rescheduled", EventStatus::scheduled),
          std::pair("postponed", EventStatus::postponed),
          std::pair("cancelled", EventStatus::cancelled),
          std::pair("canceled", EventStatus::cancelled)}) {
        std::string body = event_with(kStart);
        body.replace(body.find("onsale"), 6, code);
        EXPECT_EQ(only<Sighting>(only_item(body)).event.status, status) << code;
    }
    std::string body = event_with(kStart);
    body.replace(body.find("onsale"), 6, "odd");
    EXPECT_EQ(only_item(body).problem, "dates.status.code: 'odd' is not known");
}

TEST(TicketmasterParseTest, TellsTheSidesWhereTheNameDoes) {
    struct Row {
        const char* name;
        const char* home;
        const char* away;
    };
    for (const Row& row :
         {Row{"Suns vs. Nets", "Suns", "Nets"}, Row{"Nets v. Suns", "Nets", "Suns"},
          Row{"Nets at Suns", "Suns", "Nets"}, Row{"Suns @ Nets", "Nets", "Suns"},
          Row{"Playoffs: Suns vs. Nets", "", ""}, Row{"Suns", "", ""}}) {
        std::string body = event_with(kStart);
        body.replace(body.find("Suns vs. Nets"), 13, row.name);
        const auto seen = only<Sighting>(only_item(body));
        EXPECT_EQ(seen.event.home, row.home) << row.name;
        EXPECT_EQ(seen.event.away, row.away) << row.name;
    }
}

TEST(TicketmasterParseTest, TurnsPagesAsFarAsTheyAreServed) {
    const auto paged = [](int number, int size, int pages) {
        return read(R"({"_embedded":{"events":[{}]},"page":{"number":)" + std::to_string(number) +
                    R"(,"size":)" + std::to_string(size) + R"(,"totalPages":)" +
                    std::to_string(pages) + R"(,"totalElements":5555}})");
    };
    EXPECT_EQ(paged(0, 200, 3).next, "1");
    EXPECT_EQ(paged(1, 200, 3).next, "2");
    EXPECT_EQ(paged(2, 200, 3).next, "");
    EXPECT_EQ(paged(3, 200, 9).next, "4");
    EXPECT_EQ(paged(3, 200, 9).items.size(), 1U);
    const auto last = paged(4, 200, 9);
    EXPECT_EQ(last.next, "");
    ASSERT_EQ(last.items.size(), 2U);
    EXPECT_EQ(last.items[1].key, "paging");
    EXPECT_NE(last.items[1].problem.find("5555 events"), std::string::npos);
}

TEST(TicketmasterParseTest, HasNothingToSayOfASearchWithoutHit) {
    const auto answer =
        read(R"({"_links":{},"page":{"size":20,"totalElements":0,"totalPages":0,"number":0}})");
    EXPECT_TRUE(answer.items.empty());
    EXPECT_EQ(answer.next, "");
}

TEST(TicketmasterParseTest, TellsAnErrorUnderStatus200) {
    EXPECT_EQ(read_as("events", R"({"errors":[{"code":"DIS1035","detail":"too deep"}]})").error(),
              fail(ErrorCode::unavailable, "an error under status 200: DIS1035: too deep"));
    EXPECT_EQ(read_as("event", R"({"fault":{"faultstring":"Quota"}})").error(),
              fail(ErrorCode::unavailable, "an error under status 200: Quota"));
    EXPECT_EQ(read_as("events", "{}").error().code, ErrorCode::corrupt_data);
    EXPECT_EQ(read_as("event", "{}").error().code, ErrorCode::corrupt_data);
    EXPECT_EQ(read_as("availability", "{}").error().code, ErrorCode::corrupt_data);
    EXPECT_EQ(read_as("top_picks", "{}").error().code, ErrorCode::corrupt_data);
    EXPECT_EQ(read_as("events", "<html>").error().code, ErrorCode::unavailable);
    EXPECT_EQ(read_as("odd", "{}").error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(ticketmaster()->endpoint_of("{}").error().code, ErrorCode::invalid_argument);
}

TEST(TicketmasterParseTest, ReadsEachAvailability) {
    const auto answer = read(R"([{"eventId":"a","status":"TICKETS_AVAILABLE"},
                                 {"eventid":"b","status":"FEW_TICKETS_LEFT"},
                                 {"eventId":"c","status":"TICKETS_NOT_AVAILABLE"},
                                 {"eventId":"d","status":"UNKNOWN"},
                                 {"eventId":"e","status":"MAYBE"}])");
    ASSERT_EQ(answer.items.size(), 5U);
    Reading expected;
    expected.source = "ticketmaster";
    expected.subject = "ticketmaster:a";
    expected.measure = "availability_code";
    expected.valid_at = expected.event_at = expected.received_at = kNow;
    expected.value = 2;
    EXPECT_EQ(only<Reading>(answer.items[0]), expected);
    EXPECT_EQ(answer.items[1].key, "b");
    EXPECT_EQ(only<Reading>(answer.items[1]).value, 1);
    EXPECT_EQ(only<Reading>(answer.items[2]).value, 0);
    EXPECT_EQ(only<Reading>(answer.items[3]).value, std::nullopt);
    EXPECT_EQ(answer.items[4].problem, "status: 'MAYBE' is not known");
}

TEST(TicketmasterParseTest, ReadsPicksOfBothSales) {
    const auto answer = ticketmaster()->parse(
        {.key = "t", .endpoint = "top_picks", .parameters = {{"event", "1C00"}}},
        R"({"picks":[{"section":"103","row":"18","selection":"resale","seats":["1","2"],
                      "offers":["A","B"]},
                     {"section":"104","offers":["A"]},
                     {"section":"105","seats":["1"],"offers":["C"]}],
            "page":{"number":1,"totalPages":2},
            "_embedded":{"offer":[
              {"offerId":"A","currency":"USD","faceValue":76.5,"totalPrice":93.25},
              {"offerId":"B","currency":"USD","faceValue":76.5}]}})",
        kNow);
    ASSERT_EQ(answer->items.size(), 3U);
    const auto asks = testing::all_of<Ask>(answer->items[0]);
    ASSERT_EQ(asks.size(), 2U);
    EXPECT_EQ(asks[0].series.event.value(), "ticketmaster:1C00");
    EXPECT_EQ(asks[0].series.market, "ticketmaster_resale");
    EXPECT_EQ(asks[0].series.kind, PriceKind::all_in);
    EXPECT_EQ(asks[1].series.kind, PriceKind::face);
    EXPECT_EQ(asks[1].price_cents, 7650);
    EXPECT_EQ(asks[1].id, "B/103/18/1,2");
    // How many seats is not told.
    EXPECT_NE(answer->items[1].problem.find("quantity"), std::string::npos);
    EXPECT_EQ(answer->items[2].problem, "offers: there is no offer 'C'");
    EXPECT_EQ(answer->next, "2");
}

class TicketmasterRecordedTest : public testing::RecordedTest {
  protected:
    static feed::Answer answer(const char* file) {
        return read(testing::recorded_answer(file).body);
    }
};

TEST_F(TicketmasterRecordedTest, GamesOfTheSuns) {
    const auto read = answer("ticketmaster/discovery_events_nba_2022_page1.json");
    ASSERT_EQ(read.items.size(), 6U);
    EXPECT_EQ(read.next, "2");
    const auto first = only<Sighting>(read.items[0]);
    EXPECT_EQ(first.event.id.value(), "ticketmaster:G5v0Z98m24-oh");
    EXPECT_EQ(first.event.home, "Phoenix Suns");
    EXPECT_EQ(first.event.away, "Brooklyn Nets");
    EXPECT_EQ(first.event.league, "nba");
    EXPECT_EQ(first.event.venue.name, "Footprint Center");
    EXPECT_EQ(domain::format_utc(first.event.start), "2023-01-20T03:00:00Z");
    EXPECT_EQ(first.local_date, 2023y / 1 / 19);
    EXPECT_EQ(only<Quote>(read.items[0]).get_in_cents, 5400);
    EXPECT_EQ(only<Quote>(read.items[0]).highest_cents, 315000);
    EXPECT_TRUE(testing::all_of<Quote>(read.items[1]).empty());
    EXPECT_EQ(only<Sighting>(read.items[3]).event.home, "Milwaukee Bucks");
    const auto no_hour = only<Sighting>(read.items[5]);
    EXPECT_TRUE(no_hour.event.start_tbd);
    EXPECT_EQ(domain::format_utc(no_hour.event.start), "2022-10-21T12:00:00Z");
    EXPECT_EQ(no_hour.event.league, "miscellaneous");
    EXPECT_EQ(no_hour.event.home, "");
}

TEST_F(TicketmasterRecordedTest, EventsOfTheUnitedStates) {
    const auto read = answer("ticketmaster/discovery_events_us_2020.json");
    ASSERT_EQ(read.items.size(), 5U);
    EXPECT_EQ(read.next, "1");
    EXPECT_EQ(only<Sighting>(read.items[0]).event.home, "LA Clippers");
    EXPECT_EQ(only<Sighting>(read.items[1]).event.venue.name, "Spectrum Center");
    EXPECT_EQ(only<Quote>(read.items[1]).get_in_cents, 9750);
    EXPECT_EQ(only<Quote>(read.items[1]).series.market, "ticketmaster");
    EXPECT_EQ(only<Sighting>(read.items[2]).event.league, "nhl");
    EXPECT_EQ(only<Sighting>(read.items[3]).event.league, "music");
    EXPECT_EQ(only<Quote>(read.items[4]).highest_cents, 7000);
}

TEST_F(TicketmasterRecordedTest, OneEvent) {
    const auto read = answer("ticketmaster/discovery_get_event_pricerange.http.json");
    ASSERT_EQ(read.items.size(), 1U);
    const auto seen = only<Sighting>(read.items[0]);
    EXPECT_EQ(seen.event.title, "Radiohead");
    EXPECT_EQ(domain::format_utc(seen.event.start), "2016-07-27T23:30:00Z");
    EXPECT_EQ(only<Quote>(read.items[0]).get_in_cents, 8000);
    EXPECT_EQ(only<Quote>(read.items[0]).highest_cents, 8000);
}

TEST_F(TicketmasterRecordedTest, AnHourToBeAnnounced) {
    const auto read = answer("ticketmaster/discovery_search_events_timetba.http.json");
    ASSERT_EQ(read.items.size(), 1U);
    EXPECT_EQ(read.next, "1");
    const auto seen = only<Sighting>(read.items[0]);
    EXPECT_TRUE(seen.event.start_tbd);
    EXPECT_EQ(seen.local_date, 2016y / 3 / 6);
    EXPECT_EQ(seen.event.league, "pga tour");
    EXPECT_EQ(read.items[0].observations.size(), 1U);
}

TEST_F(TicketmasterRecordedTest, WhatIsNoEventIsPassedOver) {
    EXPECT_EQ(
        answer("ticketmaster/discovery_get_attraction.http.json").items.at(0),
        (feed::Item{.key = "K8vZ9175BhV", .passed_over = "one of the attractions, no event"}));
    EXPECT_EQ(answer("ticketmaster/discovery_get_venue.http.json").items.at(0),
              (feed::Item{.key = "KovZpZAFnIEA", .passed_over = "one of the venues, no event"}));
    EXPECT_EQ(answer("ticketmaster/discovery_search_venues.http.json").items.at(0),
              (feed::Item{.key = "KovZpZAFnIEA", .passed_over = "one of the venues, no event"}));
}

TEST_F(TicketmasterRecordedTest, Availability) {
    const auto read = answer("ticketmaster/inventory_status_2018.json");
    ASSERT_GE(read.items.size(), 50U);
    EXPECT_EQ(read.items[0].key, "vvG17Z4GpqrfLs");
    EXPECT_EQ(only<Reading>(read.items[0]).subject, "ticketmaster:vvG17Z4GpqrfLs");
    EXPECT_EQ(only<Reading>(read.items[0]).value, 0);
    for (const auto& item : read.items)
        EXPECT_EQ(item.problem, "");
}

TEST_F(TicketmasterRecordedTest, ATopPick) {
    const auto read = answer("ticketmaster/top_picks_event.json");
    ASSERT_EQ(read.items.size(), 1U);
    EXPECT_EQ(read.next, "");
    Ask expected;
    expected.series = {domain::EventId("ticketmaster:1C00506FB56F338A"), "ticketmaster", "",
                       PriceKind::all_in, domain::Currency::usd()};
    expected.id = "GJ6DC7BQ/103/18/1,2";
    expected.seating = {"103", "18", "1,2"};
    expected.price_cents = 9325;
    expected.face_cents = 7650;
    expected.quantity = 2;
    expected.event_at = expected.received_at = kNow;
    EXPECT_EQ(only<Ask>(read.items[0]), expected);
}

TEST_F(TicketmasterRecordedTest, EachError) {
    const auto error = [](const char* file) {
        return ticketmaster()->error_of(testing::recorded_answer(file));
    };
    EXPECT_EQ(error("ticketmaster/error_401_invalid_apikey.http.json"),
              fail(ErrorCode::invalid_argument,
                   "status 401: the key is not accepted for this "
                   "(oauth.v2.InvalidApiKey: Invalid ApiKey)"));
    EXPECT_EQ(error("ticketmaster/error_404_DIS1004.http.json"),
              fail(ErrorCode::not_found,
                   "status 404: there is no such thing (DIS1004: Resource not found with provided "
                   "criteria (locale=en-us, id=abcde))"));
    const auto quota = error("ticketmaster/error_429_quota.http.json");
    EXPECT_EQ(quota.code, ErrorCode::unavailable);
    EXPECT_NE(quota.detail.find("policies.ratelimit.QuotaViolation"), std::string::npos);
}

}  // namespace
}  // namespace seatsync::source_ticketmaster
