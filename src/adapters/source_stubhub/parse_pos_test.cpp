#include "adapters/source_stubhub/factory.hpp"
#include "testing/made_source.hpp"
#include "testing/observations_of.hpp"
#include "testing/recorded_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_stubhub {
namespace {

using namespace std::chrono_literals;
using domain::OwnListing;
using domain::OwnSale;
using feed::Sighting;
using testing::only;

constexpr feed::Instant kNow = std::chrono::sys_days(2026y / 4 / 22) + 18h;

std::unique_ptr<feed::SourceApi> pos() {
    return testing::made_source(factories().at(1));
}

Result<feed::Answer> read_as(const char* endpoint, std::string_view body) {
    return pos()->parse({.key = "test", .endpoint = endpoint}, body, kNow);
}

feed::Answer read(std::string_view body) {
    return read_as(pos()->endpoint_of(body).value().c_str(), body).value();
}

feed::Item only_sale(const std::string& more) {
    return read_as("invoices", R"({"invoices":[{"id":1,"quantitySold":2,"currencyCode":"USD",
        "saleDate":"2026-04-13T18:37:22",)" +
                                   more + R"("totalNetProceeds":10}]})")
        .value()
        .items.at(0);
}

TEST(StubHubPosParseTest, TellsWhatWasDeleted) {
    const auto answer =
        read_as("inventory",
                R"({"inventory":[],"deletedInventoryIds":[71,"x"],"paginationToken":5})")
            .value();
    ASSERT_EQ(answer.items.size(), 2U);
    OwnListing expected;
    expected.market = "stubhub_pos";
    expected.id = "71";
    expected.status = "Deleted";
    expected.event_at = expected.received_at = kNow;
    EXPECT_EQ(only<OwnListing>(answer.items[0]), expected);
    EXPECT_EQ(answer.items[0].key, "71");
    EXPECT_EQ(answer.items[1].problem, "deletedInventoryIds: it is no number");
    EXPECT_EQ(answer.next, "");  // An empty page is the last.
}

TEST(StubHubPosParseTest, MarksACancelledSale) {
    EXPECT_EQ(only<OwnSale>(only_sale(R"("posState":{"saleStatus":"Open"},)")).status, "Open");
    EXPECT_EQ(only<OwnSale>(only_sale(R"("posState":{"saleStatus":"Open"},
                                         "cancellationDate":"2026-04-14T00:00:00",)"))
                  .status,
              "Cancelled");
}

TEST(StubHubPosParseTest, ReadsTheStateOfTheEvent) {
    const auto seen = [](const std::string& more) {
        return only<Sighting>(only_sale(R"("event":{"id":3,"name":"A at B",)" + more +
                                        R"("date":"2026-04-26T19:00:00"},)"));
    };
    EXPECT_EQ(seen(R"("eventStatus":"Postponed",)").event.status, domain::EventStatus::postponed);
    EXPECT_EQ(seen(R"("eventStatus":"Cancelled",)").event.status, domain::EventStatus::cancelled);
    EXPECT_EQ(seen(R"("dateConfirmed":false,)").local_date, std::nullopt);
    // Its time has no zone: the date is all that is known.
    EXPECT_TRUE(seen("").event.start_tbd);
    EXPECT_EQ(domain::format_utc(seen("").event.start), "2026-04-26T12:00:00Z");
    EXPECT_EQ(seen("").local_date, 2026y / 4 / 26);
    EXPECT_EQ(seen("").event.league, "unknown");
}

TEST(StubHubPosParseTest, TellsAnErrorUnderStatus200) {
    EXPECT_EQ(read_as("invoices", R"({"message":"try later"})").error(),
              fail(ErrorCode::unavailable, "an error under status 200: try later"));
    EXPECT_EQ(read_as("inventory", "{}").error().code, ErrorCode::corrupt_data);
    EXPECT_EQ(read_as("bulk", "{}").error().code, ErrorCode::corrupt_data);
    EXPECT_EQ(read_as("odd", "{}").error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(pos()->endpoint_of("{}").error().code, ErrorCode::invalid_argument);
}

class StubHubPosRecordedTest : public testing::RecordedTest {
  protected:
    static feed::Answer answer(const char* file) {
        return read(testing::recorded_answer(file).body);
    }
};

TEST_F(StubHubPosRecordedTest, Stock) {
    const auto read = answer("stubhub/pos_inventory_export.json");
    ASSERT_EQ(read.items.size(), 5U);
    EXPECT_EQ(read.next, "17951828250");
    OwnListing expected;
    expected.market = "stubhub_pos";
    expected.id = "624237201";
    expected.event = domain::EventId("stubhub_pos:159055082");
    expected.seating = {"105", "15", "1-6"};
    expected.quantity = 6;
    expected.face_cents = 2500;
    expected.status = "Delisted";
    expected.event_at = expected.received_at = kNow;
    EXPECT_EQ(only<OwnListing>(read.items[0]), expected);
    const auto seen = only<Sighting>(read.items[0]);
    EXPECT_EQ(seen.event.id, expected.event);
    EXPECT_EQ(seen.event.league, "nba");
    EXPECT_EQ(seen.event.title, "New Orleans Pelicans  at New York Knicks");
    EXPECT_EQ(seen.event.venue.name, "Madison Square Garden");
    EXPECT_EQ(seen.event.venue.city, "New York");
    EXPECT_EQ(domain::format_utc(seen.event.start), "2026-03-24T23:30:00Z");
    EXPECT_EQ(seen.local_date, 2026y / 3 / 24);
    EXPECT_EQ(only<OwnListing>(read.items[4]).seating, (domain::Seating{"110", "21", "45-46"}));
}

TEST_F(StubHubPosRecordedTest, LeanStock) {
    const auto read = answer("stubhub/pos_inventory_export_lean.json");
    ASSERT_EQ(read.items.size(), 1U);
    EXPECT_EQ(read.next, "");
    OwnListing expected;
    expected.market = "stubhub_pos";
    expected.id = "987692221";
    expected.event = domain::EventId("stubhub_pos:159263602");
    expected.seating = {"123", "37", ""};
    expected.quantity = 12;
    expected.list_cents = 10069;
    expected.event_at = expected.received_at = kNow;
    EXPECT_EQ(only<OwnListing>(read.items[0]), expected);
}

TEST_F(StubHubPosRecordedTest, ASale) {
    const auto read = answer("stubhub/pos_invoice_export_sale.json");
    ASSERT_EQ(read.items.size(), 1U);
    EXPECT_EQ(read.next, "10228694988");
    OwnSale expected;
    expected.market = "stubhub_pos";
    expected.id = "857526347";
    expected.event = domain::EventId("stubhub_pos:160549665");
    expected.seating = {"SRO", "", "9001-9002"};
    expected.quantity = 2;
    expected.total_net_cents = 13010;
    expected.status = "PendingAllocation";
    expected.event_at = std::chrono::sys_days(2026y / 4 / 13) + 18h + 37min + 22s;
    expected.received_at = kNow;
    EXPECT_EQ(only<OwnSale>(read.items[0]), expected);
    const auto seen = only<Sighting>(read.items[0]);
    EXPECT_EQ(seen.event.status, domain::EventStatus::scheduled);
    EXPECT_EQ(domain::format_utc(seen.event.start), "2026-04-27T02:00:00Z");
    EXPECT_EQ(seen.local_date, 2026y / 4 / 26);
}

TEST_F(StubHubPosRecordedTest, ABulkChangeUnderWay) {
    EXPECT_EQ(answer("stubhub/pos_bulk_result_queued.json").items.at(0),
              (feed::Item{.key = "bulk", .passed_over = "a bulk change under way"}));
}

}  // namespace
}  // namespace seatsync::source_stubhub
