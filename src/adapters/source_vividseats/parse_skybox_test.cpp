#include "adapters/source_vividseats/factory.hpp"
#include "testing/made_source.hpp"
#include "testing/observations_of.hpp"
#include "testing/recorded_answer.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace seatsync::source_vividseats {
namespace {

using namespace std::chrono_literals;
using domain::OwnListing;
using domain::OwnSale;
using domain::PriceKind;
using domain::Quote;
using feed::Sighting;
using testing::all_of;
using testing::only;

constexpr feed::Instant kNow = std::chrono::sys_days(2026y / 6 / 12) + 18h;
constexpr const char* kEvent = R"("event":{"id":71,"name":"Boston Red Sox at New York Yankees",
    "date":"2026-06-14T19:05:00","performer":{"name":"New York Yankees",
    "category":{"id":2,"name":"MLB","eventType":"SPORT"}},
    "venue":{"name":"Yankee Stadium","city":"Bronx","timeZone":{"id":"America/New_York"}}})";

std::unique_ptr<feed::SourceApi> skybox(const char* page_size = "500") {
    return testing::made_source(factories().at(0), {{"page_size", page_size}});
}

Result<feed::Answer> read_as(const char* endpoint, std::string_view body) {
    return skybox()->parse({.key = "test", .endpoint = endpoint}, body, kNow);
}

feed::Item only_item(const char* endpoint, const std::string& row) {
    return read_as(endpoint, "[" + row + "]").value().items.at(0);
}

std::string lot_with(const std::string& more) {
    return R"({"id":9,"eventId":71,"quantity":4,)" + more + R"("section":"114","row":"7"})";
}

std::string sale_with(const std::string& more) {
    return R"({"id":9,"eventId":71,"quantity":2,"invoiceDate":"2026-06-11T10:00:00Z",)" + more +
           R"("section":"114","row":"7"})";
}

TEST(SkyboxParseTest, ReadsALotOfTheStock) {
    const auto item = only_item(
        "inventory", lot_with(R"("lowSeat":5,"highSeat":8,"listPrice":86.5,"faceValueAverage":60.0,
        "vividRetailPrice":99,"expectedValue":70,"cost":200,"status":"AVAILABLE",)" +
                              std::string(kEvent) + ","));
    EXPECT_EQ(item.key, "9");
    OwnListing expected;
    expected.market = "vividseats";
    expected.id = "9";
    expected.event = domain::EventId("vividseats:71");
    expected.seating = {"114", "7", "5-8"};
    expected.quantity = 4;
    expected.list_cents = 8650;
    expected.face_cents = 6000;
    expected.status = "AVAILABLE";
    expected.event_at = expected.received_at = kNow;
    EXPECT_EQ(only<OwnListing>(item), expected);
}

TEST(SkyboxParseTest, ReadsTheEventOfALot) {
    const auto seen = only<Sighting>(only_item("inventory", lot_with(kEvent + std::string(","))));
    EXPECT_EQ(seen.event.id.value(), "vividseats:71");
    EXPECT_EQ(seen.event.league, "mlb");
    EXPECT_EQ(seen.event.title, "Boston Red Sox at New York Yankees");
    EXPECT_EQ(seen.event.venue.name, "Yankee Stadium");
    EXPECT_EQ(seen.event.venue.city, "Bronx");
    EXPECT_EQ(seen.event.venue.zone.name(), "America/New_York");
    EXPECT_EQ(domain::format_utc(seen.event.start), "2026-06-14T23:05:00Z");
    EXPECT_FALSE(seen.event.start_tbd);
    EXPECT_EQ(seen.local_date, 2026y / 6 / 14);
    EXPECT_EQ(seen.event.received_at, kNow);
}

TEST(SkyboxParseTest, ATimeWithoutItsZoneIsADateAlone) {
    const auto seen = only<Sighting>(
        only_item("inventory",
                  lot_with(R"("event":{"id":71,"name":"A at B","date":"2026-06-14T19:05:00"},)")));
    EXPECT_TRUE(seen.event.start_tbd);
    EXPECT_EQ(domain::format_utc(seen.event.start), "2026-06-14T12:00:00Z");
    EXPECT_EQ(seen.local_date, 2026y / 6 / 14);
    EXPECT_EQ(seen.event.league, "unknown");
}

TEST(SkyboxParseTest, TheZoneMayBeAPlainName) {
    const auto seen =
        only<Sighting>(only_item("inventory", lot_with(R"("event":{"id":71,"name":"A at B",
        "date":"2026-06-14T19:05:00","venue":{"timeZone":"America/Chicago"}},)")));
    EXPECT_EQ(domain::format_utc(seen.event.start), "2026-06-15T00:05:00Z");
}

TEST(SkyboxParseTest, ALotNeedNotTellItsEventOrPrice) {
    const auto item = only_item("inventory", R"({"id":9,"quantity":0,"listPrice":0.0})");
    EXPECT_TRUE(all_of<Sighting>(item).empty());
    const auto lot = only<OwnListing>(item);
    EXPECT_EQ(lot.event.value(), "");
    EXPECT_EQ(lot.list_cents, std::nullopt);
    EXPECT_EQ(lot.face_cents, std::nullopt);
    EXPECT_EQ(lot.quantity, 0);
    EXPECT_EQ(only<OwnListing>(only_item("inventory", R"({"id":9,"quantity":1,
        "event":{"id":72}})"))
                  .event.value(),
              "vividseats:72");
}

TEST(SkyboxParseTest, ReadsCurrencies) {
    const auto currency = [](const std::string& more) {
        const auto lot = only<OwnListing>(only_item("inventory", lot_with(more)));
        return std::string(lot.currency.code());
    };
    EXPECT_EQ(currency(""), "USD");
    EXPECT_EQ(currency(R"("currencyCode":"CAD",)"), "CAD");
    EXPECT_EQ(currency(R"("currencies":[],)"), "USD");
    EXPECT_EQ(currency(R"("currencies":["GBP"],)"), "GBP");
    EXPECT_EQ(only_item("inventory", lot_with(R"("currencies":["GBP","USD"],)")).problem,
              "currencies: it is not one currency");
}

TEST(SkyboxParseTest, ReadsASale) {
    const auto item = only_item(
        "sold", sale_with(R"("invoiceLineId":505,"total":120.25,"currencyCode":"USD","lowSeat":3,
        "highSeat":3,"profit":20,"fulfillmentStatus":"COMPLETE","paymentStatus":"PAID",)"));
    EXPECT_EQ(item.key, "9");
    OwnSale expected;
    expected.market = "vividseats";
    expected.id = "505";
    expected.event = domain::EventId("vividseats:71");
    expected.seating = {"114", "7", "3"};
    expected.quantity = 2;
    expected.total_net_cents = 12025;
    expected.status = "COMPLETE";
    expected.event_at = std::chrono::sys_days(2026y / 6 / 11) + 10h;
    expected.received_at = kNow;
    EXPECT_EQ(only<OwnSale>(item), expected);
    EXPECT_EQ(only<OwnSale>(only_item("sold", sale_with(""))).id, "9");
    EXPECT_EQ(
        only<Sighting>(only_item("sold", sale_with(kEvent + std::string(",")))).event.id.value(),
        "vividseats:71");
}

TEST(SkyboxParseTest, SaysWhatIsWrongWithARow) {
    const auto problem = [](const char* endpoint, const char* row) {
        return only_item(endpoint, row).problem;
    };
    EXPECT_EQ(problem("inventory", R"({"quantity":1})"), "id: it is missing");
    EXPECT_EQ(problem("inventory", R"({"id":9})"), "quantity: it is missing");
    EXPECT_EQ(problem("sold", R"({"id":9,"quantity":1})"), "invoiceDate: it is missing");
    EXPECT_NE(problem("inventory", R"({"id":9,"quantity":1,"listPrice":-5})"), "");
    EXPECT_NE(problem("inventory", R"({"id":9,"quantity":1,"event":{"id":1,"name":"A at B",
        "date":"2026-06-14T19:05:00","venue":{"timeZone":"Nowhere/Else"}}})"),
              "");
}

/// What follows the page of that number, of two rows each.
std::string next_of(const char* cursor, const char* body) {
    return skybox("2")
        ->parse({.key = "test", .endpoint = "inventory", .parameters = {{"cursor", cursor}}}, body,
                kNow)
        .value()
        .next;
}

TEST(SkyboxParseTest, PagesEndWithTheTotal) {
    constexpr const char* kTwoOfFour =
        R"({"rows":[{"id":1,"quantity":1},{"id":2,"quantity":1}],"rowCount":4})";
    EXPECT_EQ(next_of("", kTwoOfFour), "2");
    EXPECT_EQ(next_of("2", kTwoOfFour), "");
    EXPECT_EQ(next_of("2", R"({"rows":[{"id":1,"quantity":1}],"rowCount":5})"), "3");
}

TEST(SkyboxParseTest, PagesWithoutATotalEndWithAnEmptyOne) {
    EXPECT_EQ(next_of("", R"([{"id":1,"quantity":1}])"), "2");
    EXPECT_EQ(next_of("7", R"([{"id":1,"quantity":1}])"), "8");
    EXPECT_EQ(next_of("8", "[]"), "");
}

TEST(SkyboxParseTest, TellsAnErrorUnderStatus200) {
    EXPECT_EQ(read_as("inventory", R"({"message":"try later"})").error(),
              fail(ErrorCode::unavailable, "an error under status 200: try later"));
    EXPECT_EQ(read_as("sold", "{}").error(), fail(ErrorCode::corrupt_data, "rows: it is missing"));
    EXPECT_EQ(read_as("sold", "<html>").error().code, ErrorCode::unavailable);
    EXPECT_EQ(read_as("nothing", "[]").error().code, ErrorCode::invalid_argument);
}

TEST(SkyboxParseTest, KnowsItsAnswersByTheirLooks) {
    const auto api = skybox();
    EXPECT_EQ(api->endpoint_of("[]").value(), "inventory");
    EXPECT_EQ(api->endpoint_of("[" + lot_with(R"("lowSeat":1,)") + "]").value(), "inventory");
    EXPECT_EQ(api->endpoint_of(R"({"rows":[)" + sale_with("") + "]}").value(), "sold");
    EXPECT_EQ(api->endpoint_of(R"({"id":1,"minPrice":3})").value(), "website_production");
    EXPECT_EQ(api->endpoint_of(R"({"a":1})").error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(api->endpoint_of(R"([{"a":1}])").error().code, ErrorCode::invalid_argument);
}

TEST(VividSeatsWebsiteTest, AProductionWithoutFeesTellsOnePriceKind) {
    const auto item = read_as("website_production", R"({"id":5,"minPrice":10,"listingCount":2})")
                          .value()
                          .items.at(0);
    EXPECT_EQ(only<Quote>(item).series.kind, PriceKind::list);
    EXPECT_EQ(only<Quote>(item).get_in_cents, 1000);
    EXPECT_EQ(read_as("website_production", R"({"minPrice":10})").error().code,
              ErrorCode::corrupt_data);
}

class VividSeatsRecordedTest : public testing::RecordedTest {};

TEST_F(VividSeatsRecordedTest, AProductionOfTheWebsite) {
    const std::string body =
        testing::recorded_answer("vividseats/hermes_production_fragment.json").body;
    const auto endpoint = skybox()->endpoint_of(body).value();
    const auto answer = read_as(endpoint.c_str(), body).value();
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "6790581");
    const auto quotes = all_of<Quote>(answer.items[0]);
    ASSERT_EQ(quotes.size(), 2U);
    EXPECT_EQ(quotes[0].series.event.value(), "vividseats:6790581");
    EXPECT_EQ(quotes[0].series.market, "vividseats");
    EXPECT_EQ(quotes[0].series.kind, PriceKind::list);
    EXPECT_EQ(quotes[0].get_in_cents, 24598);
    EXPECT_EQ(quotes[0].median_cents, 34400);
    EXPECT_EQ(quotes[0].average_cents, 36747);
    EXPECT_EQ(quotes[0].highest_cents, 52800);
    EXPECT_EQ(quotes[0].listings, 15);
    EXPECT_EQ(quotes[0].tickets, 43);
    EXPECT_EQ(quotes[1].series.kind, PriceKind::all_in);
    EXPECT_EQ(quotes[1].get_in_cents, 33455);
    EXPECT_EQ(quotes[1].highest_cents, 71494);
    EXPECT_EQ(quotes[1].listings, std::nullopt);
}

}  // namespace
}  // namespace seatsync::source_vividseats
