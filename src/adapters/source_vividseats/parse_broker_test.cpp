#include "adapters/source_vividseats/factory.hpp"
#include "testing/made_source.hpp"
#include "testing/observations_of.hpp"
#include "testing/recorded_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_vividseats {
namespace {

using namespace std::chrono_literals;
using domain::OwnListing;
using feed::Sighting;
using testing::all_of;
using testing::only;

constexpr feed::Instant kNow = std::chrono::sys_days(2026y / 6 / 12) + 18h;

std::unique_ptr<feed::SourceApi> broker() {
    return testing::made_source(factories().at(1));
}

Result<feed::Answer> read_as(const std::string& endpoint, std::string_view body) {
    return broker()->parse({.key = "test", .endpoint = endpoint}, body, kNow);
}

/// Read as `seatsync` reads a recorded file: the endpoint is found by its looks.
Result<feed::Answer> read(std::string_view body) {
    SEATSYNC_TRY(const std::string endpoint, broker()->endpoint_of(body));
    return read_as(endpoint, body);
}

OwnListing lot(const char* id, const char* seats, std::int64_t cents) {
    OwnListing listing;
    listing.market = "vividseats_broker";
    listing.id = id;
    listing.event = domain::EventId("vividseats_broker:1361816");
    listing.seating = {"335", "F", seats};
    listing.quantity = 1;
    listing.list_cents = cents;
    listing.event_at = listing.received_at = kNow;
    return listing;
}

TEST(VividSeatsBrokerTest, SaysWhatIsWrongWithAListing) {
    const auto answer = read(R"({"success":true,"listings":[{"id":1},{"id":2,"productionId":3},
        {"id":4,"productionId":5,"quantity":2,"price":"12.50","faceValue":40}]})")
                            .value();
    ASSERT_EQ(answer.items.size(), 3U);
    EXPECT_EQ(answer.items[0].problem, "productionId: it is missing");
    EXPECT_EQ(answer.items[1].problem, "quantity: it is missing");
    const auto good = only<OwnListing>(answer.items[2]);
    EXPECT_EQ(good.list_cents, 1250);
    EXPECT_EQ(good.face_cents, 4000);
    EXPECT_EQ(good.seating.seats, "");
    EXPECT_EQ(answer.next, "");
}

TEST(VividSeatsBrokerTest, RefusesWhatIsNoSuccess) {
    EXPECT_EQ(read(R"({"success":false})").error(),
              fail(ErrorCode::unavailable, "an error under status 200: no success"));
    EXPECT_EQ(read(R"({"success":true})").error(),
              fail(ErrorCode::corrupt_data, "listings: it is missing"));
    EXPECT_EQ(read_as("listing", R"({"success":true})").error().code, ErrorCode::corrupt_data);
    EXPECT_EQ(read_as("nothing", "{}").error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(read(R"({"a":1})").error().code, ErrorCode::invalid_argument);
}

TEST(VividSeatsBrokerTest, ReadsVersion1) {
    const auto answer = read(
                            "<?xml version=\"1.0\"?><brokerListings><!-- two --><brokerListing>"
                            "<id>7</id><productionId>8</productionId><quantity>2</quantity>"
                            "<section>Lower &amp; Left</section><seatFrom>3</seatFrom>"
                            "<seatThru>4</seatThru><price>19.99</price><faceValue>0.0</faceValue>"
                            "</brokerListing><brokerListing/></brokerListings>")
                            .value();
    ASSERT_EQ(answer.items.size(), 2U);
    const auto first = only<OwnListing>(answer.items[0]);
    EXPECT_EQ(first.event.value(), "vividseats_broker:8");
    EXPECT_EQ(first.seating, (domain::Seating{"Lower & Left", "", "3-4"}));
    EXPECT_EQ(first.quantity, 2);
    EXPECT_EQ(first.list_cents, 1999);
    EXPECT_EQ(first.face_cents, std::nullopt);
    EXPECT_EQ(answer.items[1].problem, "id: it is missing");
    EXPECT_TRUE(read("<brokerListings/>").value().items.empty());
}

TEST(VividSeatsBrokerTest, RefusesOtherXml) {
    const auto error = [](const char* xml) { return read_as("listings_v1", xml).error(); };
    EXPECT_EQ(error("<html><body>blocked</body></html>"),
              fail(ErrorCode::unavailable, "a page for people instead of XML"));
    EXPECT_EQ(error("<error/>"), fail(ErrorCode::corrupt_data, "brokerListings: it is missing"));
    EXPECT_EQ(error("<brokerListings><brokerListing>").code, ErrorCode::corrupt_data);
    EXPECT_EQ(error("").code, ErrorCode::corrupt_data);
}

class VividSeatsBrokerRecordedTest : public testing::RecordedTest {
  protected:
    static std::string body(const char* file) {
        return testing::recorded_answer(std::string("vividseats/") + file).body;
    }
};

TEST_F(VividSeatsBrokerRecordedTest, TheListings) {
    const auto answer = read(body("broker_listings_get.json")).value();
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "10845010354");
    EXPECT_EQ(only<OwnListing>(answer.items[0]), lot("10845010354", "1", 100));
    const auto seen = only<Sighting>(answer.items[0]);
    EXPECT_EQ(seen.event.id.value(), "vividseats_broker:1361816");
    EXPECT_EQ(seen.event.title, "Test Event - Seller Integration");
    EXPECT_EQ(seen.event.league, "unknown");
    EXPECT_EQ(seen.event.venue.name, "Soldier Field");
    EXPECT_EQ(seen.event.venue.city, "Chicago");
    EXPECT_TRUE(seen.event.start_tbd);
    EXPECT_EQ(domain::format_utc(seen.event.start), "2025-07-13T12:00:00Z");
    EXPECT_EQ(seen.local_date, 2025y / 7 / 13);
}

TEST_F(VividSeatsBrokerRecordedTest, TheAnswerToAChange) {
    const auto answer = read(body("broker_listing_create_success.json")).value();
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(only<OwnListing>(answer.items[0]), lot("10845010354", "1", 100));
}

TEST_F(VividSeatsBrokerRecordedTest, AnErrorUnderStatus200) {
    EXPECT_EQ(read(body("broker_error_invalid_section.json")).error(),
              fail(ErrorCode::unavailable,
                   "an error under status 200: Create parameters failed validation, see errors.; "
                   "\"Invalid section. Cannot be longer than 45 characters.\""));
}

TEST_F(VividSeatsBrokerRecordedTest, TheListingsOfVersion1) {
    const auto answer = read(body("broker_v1_getListings.xml")).value();
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "10865298969");
    EXPECT_EQ(only<OwnListing>(answer.items[0]), lot("10865298969", "1-2", 200));
    EXPECT_TRUE(all_of<Sighting>(answer.items[0]).empty());
}

}  // namespace
}  // namespace seatsync::source_vividseats
