#include "adapters/source_stubhub/factory.hpp"
#include "testing/made_source.hpp"
#include "testing/observations_of.hpp"
#include "testing/recorded_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_stubhub {
namespace {

using namespace std::chrono_literals;
using domain::Ask;
using domain::EventStatus;
using domain::OwnListing;
using domain::OwnSale;
using domain::PriceKind;
using domain::Quote;
using feed::Sighting;
using testing::only;

constexpr feed::Instant kNow = std::chrono::sys_days(2026y / 4 / 1) + 18h;

std::unique_ptr<feed::SourceApi> stubhub() {
    return testing::made_source(factories().at(0));
}

Result<feed::Answer> read_as(const char* endpoint, std::string_view body) {
    return stubhub()->parse(
        {.key = "test", .endpoint = endpoint, .parameters = {{"league", "mlb"}}}, body, kNow);
}

/// Read as `seatsync` reads a recorded file: the endpoint is found by its looks.
feed::Answer read(std::string_view body) {
    const auto api = stubhub();
    return api->parse({.key = "test", .endpoint = api->endpoint_of(body).value()}, body, kNow)
        .value();
}

feed::Item only_item(const char* endpoint, const std::string& item) {
    const auto answer = read_as(endpoint, R"({"_embedded":{"items":[)" + item + "]}}").value();
    EXPECT_EQ(answer.items.size(), 1U);
    return answer.items.at(0);
}

feed::Item event_with(const std::string& more) {
    return only_item(
        "events", R"({"id":7,"name":" A at B ","start_date":"2026-04-03T19:10:00-07:00",)" + more +
                      R"("_embedded":{"venue":{"name":"Park","city":"Seattle"}}})");
}

TEST(StubHubParseTest, ReadsAnEventWithItsLowestPrice) {
    const auto item = event_with(
        R"("type":"Main","status":"Normal","date_confirmed":true,"time_confirmed":true,
           "min_ticket_price":{"amount":108.97,"currency_code":"CAD","display":"x"},)");
    EXPECT_EQ(item.key, "7");
    const auto seen = only<Sighting>(item);
    EXPECT_EQ(seen.event.id.value(), "stubhub:7");
    EXPECT_EQ(seen.event.league, "mlb");
    EXPECT_EQ(seen.event.title, "A at B");
    EXPECT_EQ(seen.event.venue.name, "Park");
    EXPECT_EQ(seen.event.venue.city, "Seattle");
    EXPECT_EQ(domain::format_utc(seen.event.start), "2026-04-04T02:10:00Z");
    EXPECT_FALSE(seen.event.start_tbd);
    EXPECT_EQ(seen.local_date, 2026y / 4 / 3);
    EXPECT_EQ(seen.event.status, EventStatus::scheduled);
    EXPECT_EQ(seen.event.received_at, kNow);
    Quote expected;
    expected.series = {domain::EventId("stubhub:7"), "stubhub", "", PriceKind::advertised,
                       domain::Currency::from_code("CAD").value()};
    expected.event_at = expected.received_at = kNow;
    expected.get_in_cents = 10897;
    EXPECT_EQ(only<Quote>(item), expected);
}

TEST(StubHubParseTest, MakesNoQuoteWithoutAPrice) {
    for (const char* price : {"", R"("min_ticket_price":null,)",
                              R"("min_ticket_price":{"amount":0,"currency_code":"USD"},)",
                              R"("min_ticket_price":{"amount":null,"currency_code":"USD"},)"})
        EXPECT_EQ(event_with(price).observations.size(), 1U) << price;
}

TEST(StubHubParseTest, RefusesAPriceWhoseCurrencyIsNotClear) {
    EXPECT_NE(event_with(R"("min_ticket_price":{"amount":5},)").problem.find("min_ticket_price"),
              std::string::npos);
    EXPECT_NE(
        event_with(R"("min_ticket_price":{"amount":5,"currency_code":"JPY"},)").problem.find("JPY"),
        std::string::npos);
}

TEST(StubHubParseTest, DoesNotBelieveAnUnconfirmedStart) {
    const auto no_hour = only<Sighting>(event_with(R"("time_confirmed":false,)"));
    EXPECT_TRUE(no_hour.event.start_tbd);
    EXPECT_EQ(domain::format_utc(no_hour.event.start), "2026-04-03T12:00:00Z");
    EXPECT_EQ(no_hour.local_date, 2026y / 4 / 3);
    const auto no_date = only<Sighting>(event_with(R"("date_confirmed":false,)"));
    EXPECT_TRUE(no_date.event.start_tbd);
    EXPECT_EQ(no_date.local_date, std::nullopt);
}

TEST(StubHubParseTest, ReadsEachStatus) {
    for (const auto& [word, status] : {std::pair("Normal", EventStatus::scheduled),
                                       std::pair("Rescheduled", EventStatus::scheduled),
                                       std::pair("Relocated", EventStatus::scheduled),
                                       std::pair("Contingent", EventStatus::scheduled),
                                       std::pair("Postponed", EventStatus::postponed),
                                       std::pair("Cancelled", EventStatus::cancelled)})
        EXPECT_EQ(
            only<Sighting>(event_with(R"("status":")" + std::string(word) + R"(",)")).event.status,
            status)
            << word;
    EXPECT_EQ(event_with(R"("status":"Odd",)").problem, "status: 'Odd' is not known");
}

TEST(StubHubParseTest, PassesOverAParkingPass) {
    const auto item = event_with(R"("type":"Parking",)");
    EXPECT_EQ(item.passed_over, "a parking pass");
    EXPECT_TRUE(item.observations.empty());
}

TEST(StubHubParseTest, ReadsAnOwnListing) {
    const auto listing =
        only<OwnListing>(only_item("sellerlistings",
                                   R"({"id":5,"number_of_tickets":4,"status":"Active",
            "seating":{"section":"101","row":"H","seat_from":"1","seat_to":"4"},
            "face_value":{"amount":20,"currency_code":"EUR"},
            "ticket_price":{"amount":80,"currency_code":"EUR"},
            "ticket_proceeds":{"amount":70.4,"currency_code":"EUR"},
            "_embedded":{"event":{"id":7}}})"));
    OwnListing expected;
    expected.market = "stubhub";
    expected.id = "5";
    expected.event = domain::EventId("stubhub:7");
    expected.seating = {"101", "H", "1-4"};
    expected.quantity = 4;
    expected.currency = domain::Currency::from_code("EUR").value();
    expected.list_cents = 8000;
    expected.seller_net_cents = 7040;
    expected.face_cents = 2000;
    expected.status = "Active";
    expected.event_at = expected.received_at = kNow;
    EXPECT_EQ(listing, expected);
}

TEST(StubHubParseTest, RefusesAListingInTwoCurrencies) {
    const auto item = only_item("sellerlistings",
                                R"({"id":5,"number_of_tickets":4,
                                    "ticket_price":{"amount":80,"currency_code":"EUR"},
                                    "ticket_proceeds":{"amount":70,"currency_code":"USD"}})");
    EXPECT_EQ(item.problem, "ticket_proceeds: it is in USD, the fields before it in EUR");
}

TEST(StubHubParseTest, AnOwnResourceTellsItsEvent) {
    const std::string embedded =
        R"("_embedded":{"event":{"id":7,"name":"A at B","start_date":"2026-04-03T19:10:00-07:00"},
                        "venue":{"name":"Park","city":"Seattle"}})";
    for (const auto& item :
         {only_item("sales", R"({"id":9,"created_at":"2026-03-30T12:31:02Z","status":"Confirmed",
                                 "number_of_tickets":2,)" +
                                 embedded + "}"),
          only_item("sellerlistings", R"({"id":9,"number_of_tickets":2,)" + embedded + "}")}) {
        ASSERT_EQ(item.observations.size(), 2U) << item.problem;
        const auto& seen = std::get<Sighting>(item.observations[0]);  // Before what names it.
        EXPECT_EQ(seen.event.id.value(), "stubhub:7");
        EXPECT_EQ(seen.event.league, "unknown");
        EXPECT_EQ(seen.event.title, "A at B");
        EXPECT_EQ(seen.event.venue.name, "Park");
        EXPECT_EQ(seen.event.venue.city, "Seattle");
        EXPECT_EQ(domain::format_utc(seen.event.start), "2026-04-04T02:10:00Z");
        EXPECT_EQ(seen.local_date, 2026y / 4 / 3);
        EXPECT_EQ(seen.event.received_at, kNow);
    }
    EXPECT_EQ(only_item("sales", R"({"id":9,"created_at":"2026-03-30T12:31:02Z",
                                     "status":"Confirmed","number_of_tickets":2,
                                     "_embedded":{"event":{"id":7,"name":"A at B"}}})")
                  .observations.size(),
              1U);
}

TEST(StubHubParseTest, ReadsAnOwnSale) {
    const auto sale =
        only<OwnSale>(only_item("sales", R"({"id":9,"created_at":"2026-03-30T12:31:02+01:00",
                               "number_of_tickets":2,"status":"Confirmed",
                               "seating":{"section":"9","row":"","seat_from":"8","seat_to":"8"},
                               "proceeds":{"amount":140.8,"currency_code":"USD"},
                               "_embedded":{"event":{"id":7}}})"));
    OwnSale expected;
    expected.market = "stubhub";
    expected.id = "9";
    expected.event = domain::EventId("stubhub:7");
    expected.seating = {"9", "", "8"};
    expected.quantity = 2;
    expected.total_net_cents = 14080;
    expected.status = "Confirmed";
    expected.event_at = std::chrono::sys_days(2026y / 3 / 30) + 11h + 31min + 2s;
    expected.received_at = kNow;
    EXPECT_EQ(sale, expected);
}

TEST(StubHubParseTest, TellsAnOfferInBothPrices) {
    const auto asks = testing::all_of<Ask>(
        only_item("listings", R"({"id":5,"number_of_tickets":3,"seating":{"section":"H","row":"2"},
                        "ticket_price":{"amount":90,"currency_code":"GBP"},
                        "estimated_total_charge":{"amount":400.01,"currency_code":"USD"},
                        "_links":{"listing:event":{"href":"https://x/v2/events/735?page=2"}}})"));
    ASSERT_EQ(asks.size(), 2U);
    Ask expected;
    expected.series = {domain::EventId("stubhub:735"), "stubhub", "", PriceKind::list,
                       domain::Currency::from_code("GBP").value()};
    expected.id = "5";
    expected.seating = {"H", "2", ""};
    expected.price_cents = 9000;
    expected.quantity = 3;
    expected.event_at = expected.received_at = kNow;
    EXPECT_EQ(asks[0], expected);
    expected.series.kind = PriceKind::all_in;
    expected.series.currency = domain::Currency::usd();
    expected.price_cents = 13334;  // 133.3366…
    EXPECT_EQ(asks[1], expected);
}

TEST(StubHubParseTest, TurnsPagesByTheLinkToTheNext) {
    const auto next = [](const char* page) { return read_as("events", page).value().next; };
    EXPECT_EQ(next(R"({"page":2,"_links":{"next":{"href":"u"}},"_embedded":{"items":[{}]}})"), "3");
    EXPECT_EQ(next(R"({"page":2,"_links":{"next":null},"_embedded":{"items":[{}]}})"), "");
    EXPECT_EQ(next(R"({"page":2,"_embedded":{"items":[{}]}})"), "");
    EXPECT_EQ(next(R"({"page":2,"_links":{"next":{"href":"u"}},"_embedded":{"items":[]}})"), "");
}

TEST(StubHubParseTest, TakesOnePageOfTheNearGames) {
    const auto answer = stubhub()->parse(
        {.key = "t", .endpoint = "events", .parameters = {{"league", "mlb"}, {"near", "yes"}}},
        R"({"page":1,"_links":{"next":{"href":"u"}},"_embedded":{"items":[{}]}})", kNow);
    EXPECT_EQ(answer->next, "");
}

TEST(StubHubParseTest, TellsAnErrorUnderStatus200) {
    EXPECT_EQ(
        read_as("events", R"({"code":"internal_server_error","message":"oops"})").error(),
        fail(ErrorCode::unavailable, "an error under status 200: internal_server_error oops"));
    EXPECT_EQ(read_as("events", "{}").error().code, ErrorCode::corrupt_data);
    EXPECT_EQ(read_as("events", R"({"_embedded":{"items":7}})").error().code,
              ErrorCode::corrupt_data);
    EXPECT_EQ(read_as("events", "<html>").error().code, ErrorCode::unavailable);
    EXPECT_EQ(read_as("odd", "{}").error().code, ErrorCode::invalid_argument);
    EXPECT_TRUE(read_as("events", R"({"total_items":0,"_embedded":null})")->items.empty());
}

TEST(StubHubParseTest, KnowsAnEmptyPageByItsAddress) {
    const auto api = stubhub();
    for (const auto& [path, endpoint] :
         {std::pair("/v2/sellerlistings?page=1", "sellerlistings"), std::pair("/v2/sales", "sales"),
          std::pair("/v2/events/7/listings", "listings"), std::pair("/catalog/events", "events")})
        EXPECT_EQ(api->endpoint_of(R"({"_links":{"self":{"href":"https://x)" + std::string(path) +
                                   R"("}},"_embedded":{"items":[]}})")
                      .value(),
                  endpoint);
    EXPECT_EQ(api->endpoint_of(R"({"_embedded":{"items":[{"proceeds":1}]}})").value(), "sales");
    EXPECT_EQ(api->endpoint_of("{}").error().code, ErrorCode::invalid_argument);
}

class StubHubRecordedTest : public testing::RecordedTest {
  protected:
    static feed::Answer answer(const char* file) {
        return read(testing::recorded_answer(file).body);
    }
};

TEST_F(StubHubRecordedTest, OneEvent) {
    const auto read = answer("stubhub/v2_event.json");
    ASSERT_EQ(read.items.size(), 1U);
    const auto seen = only<Sighting>(read.items[0]);
    EXPECT_EQ(seen.event.id.value(), "stubhub:883382");
    EXPECT_EQ(seen.event.title, "Jessie J");
    EXPECT_EQ(seen.event.league, "unknown");
    EXPECT_EQ(seen.event.venue.name, "Paradiso");
    EXPECT_EQ(seen.event.venue.city, "Amsterdam");
    EXPECT_EQ(domain::format_utc(seen.event.start), "2015-06-08T17:30:00Z");
    EXPECT_EQ(seen.local_date, 2015y / 6 / 8);
    EXPECT_EQ(only<Quote>(read.items[0]).get_in_cents, 10897);
    EXPECT_EQ(only<Quote>(read.items[0]).series.kind, PriceKind::advertised);
}

TEST_F(StubHubRecordedTest, EventsOfACategory) {
    const auto read = answer("stubhub/v2_category_events_page1.json");
    ASSERT_EQ(read.items.size(), 8U);
    EXPECT_EQ(read.next, "2");
    const auto seen = only<Sighting>(read.items[0]);
    EXPECT_EQ(seen.event.title, "Michelle Branch");
    EXPECT_EQ(domain::format_utc(seen.event.start), "2015-06-08T08:30:00Z");
    EXPECT_EQ(seen.local_date, 2015y / 6 / 8);
    for (const auto& item : read.items)
        EXPECT_EQ(item.observations.size(), 1U) << item.problem;
}

TEST_F(StubHubRecordedTest, OffersOfAnEvent) {
    const auto read = answer("stubhub/v2_event_listings_page1.json");
    ASSERT_EQ(read.items.size(), 10U);
    EXPECT_EQ(read.next, "2");
    const auto first = testing::all_of<Ask>(read.items[0]);
    ASSERT_EQ(first.size(), 2U);
    EXPECT_EQ(first[0].series.event.value(), "stubhub:735160");
    EXPECT_EQ(first[0].price_cents, 8750);
    EXPECT_EQ(first[0].series.currency.code(), "GBP");
    EXPECT_EQ(first[0].quantity, 8);
    EXPECT_EQ(first[0].seating, (domain::Seating{"General Admission", "", ""}));
    EXPECT_EQ(first[1].price_cents, 15634);  // 1250.75 / 8 = 156.34375
    EXPECT_EQ(first[1].series.currency.code(), "USD");
    EXPECT_EQ(testing::all_of<Ask>(read.items[1])[0].price_cents, 8939);  // 89.3864
    EXPECT_EQ(testing::all_of<Ask>(read.items[4])[0].series.currency.code(), "EUR");
    EXPECT_EQ(testing::all_of<Ask>(read.items[2])[0].seating.section, "H");
}

TEST_F(StubHubRecordedTest, OwnListings) {
    const auto read = answer("stubhub/v2_sellerlistings_page1.json");
    ASSERT_EQ(read.items.size(), 6U);
    EXPECT_EQ(read.next, "2");
    const auto first = only<OwnListing>(read.items[0]);
    EXPECT_EQ(first.id, "5236138");
    EXPECT_EQ(first.event.value(), "stubhub:735139");
    EXPECT_EQ(first.seating, (domain::Seating{"101", "H", "AA-XY"}));
    EXPECT_EQ(first.quantity, 2);
    EXPECT_EQ(first.list_cents, 800);
    EXPECT_EQ(first.seller_net_cents, 704);
    EXPECT_EQ(first.face_cents, 100);
    EXPECT_EQ(only<OwnListing>(read.items[2]).quantity, 99);
    EXPECT_EQ(only<OwnListing>(read.items[5]).seller_net_cents, 176);
}

TEST_F(StubHubRecordedTest, ASearch) {
    const auto read = answer("stubhub/v2_search.json");
    ASSERT_EQ(read.items.size(), 30U);
    EXPECT_EQ(read.items[0].passed_over, "a search result of the type Category, no event");
    EXPECT_EQ(read.items[1].key, "735159");
    const auto seen = only<Sighting>(read.items[1]);
    EXPECT_EQ(seen.event.title, "One Direction");
    EXPECT_EQ(domain::format_utc(seen.event.start), "2015-10-16T17:30:00Z");
    EXPECT_EQ(domain::format_utc(only<Sighting>(read.items[4]).event.start),
              "2015-07-29T00:00:00Z");
    EXPECT_EQ(only<Sighting>(read.items[4]).local_date, 2015y / 7 / 28);
}

TEST_F(StubHubRecordedTest, OffersAsTheyOnceWere) {
    const auto read = answer("stubhub/search_inventory_v2_nba.json");
    ASSERT_EQ(read.items.size(), 15U);
    EXPECT_EQ(read.items[0].key, "1192865774");
    const auto first = testing::all_of<Ask>(read.items[0]);
    ASSERT_EQ(first.size(), 2U);
    EXPECT_EQ(first[0].series.event.value(), "stubhub:9371369");
    EXPECT_EQ(first[0].series.kind, PriceKind::all_in);
    EXPECT_EQ(first[0].price_cents, 1537);
    EXPECT_EQ(first[1].series.kind, PriceKind::list);
    EXPECT_EQ(first[1].price_cents, 1100);
    EXPECT_EQ(first[0].seating, (domain::Seating{"Lower Center 112", "12", "General Admission"}));
    EXPECT_EQ(first[0].quantity, 1);
    EXPECT_EQ(first[0].series.zone, "");
    const auto last = testing::all_of<Ask>(read.items[14]);
    EXPECT_EQ(last[0].price_cents, 47025);
    EXPECT_EQ(last[0].seating.seats, "7,8,9,10");
    // A face value of 0.00 is none.
    EXPECT_EQ(testing::all_of<Ask>(read.items[6])[0].face_cents, std::nullopt);
}

TEST_F(StubHubRecordedTest, AnEventAsItOnceWas) {
    const auto read = answer("stubhub/catalog_event_v2_nba.json");
    ASSERT_EQ(read.items.size(), 1U);
    const auto seen = only<Sighting>(read.items[0]);
    EXPECT_EQ(seen.event.id.value(), "stubhub:9371369");
    EXPECT_EQ(seen.event.league, "nba");
    EXPECT_EQ(seen.event.home, "Philadelphia 76ers");
    EXPECT_EQ(seen.event.away, "Milwaukee Bucks");
    EXPECT_EQ(seen.event.venue.name, "Wells Fargo Center PA");
    EXPECT_EQ(seen.event.venue.city, "Philadelphia");
    EXPECT_EQ(seen.event.venue.zone.name(), "US/Eastern");
    EXPECT_EQ(domain::format_utc(seen.event.start), "2016-08-18T21:00:00Z");
    EXPECT_EQ(seen.local_date, 2016y / 8 / 18);
}

TEST_F(StubHubRecordedTest, WhatHoldsNoOfferIsPassedOver) {
    EXPECT_EQ(answer("stubhub/catalog_venue_configuration_v2.json").items.at(0),
              (feed::Item{.key = "1361", .passed_over = "a seating plan, no offer"}));
    EXPECT_EQ(answer("stubhub/v2_listing_constraints.json").items.at(0),
              (feed::Item{.key = "constraints", .passed_over = "rules for a listing"}));
    EXPECT_EQ(answer("stubhub/oauth2_token.json").items.at(0),
              (feed::Item{.key = "token", .passed_over = "a token"}));
}

TEST_F(StubHubRecordedTest, AToken) {
    const auto token =
        stubhub()->parse_token(testing::recorded_answer("stubhub/oauth2_token.json").body);
    EXPECT_EQ(token->value, "SCRUBBED_ACCESS_TOKEN");
    EXPECT_EQ(token->lifetime, 1199s);
}

TEST_F(StubHubRecordedTest, ARefusedListing) {
    EXPECT_EQ(stubhub()->error_of(
                  testing::recorded_answer("stubhub/error_400_validation_failed.http.json")),
              fail(ErrorCode::invalid_argument,
                   "status 400: the request is not accepted (validation_failed; "
                   "seller_listing.ticket_price: [\"You must provide either 'ticket_price' or "
                   "'ticket_proceeds'\"])"));
}

}  // namespace
}  // namespace seatsync::source_stubhub
