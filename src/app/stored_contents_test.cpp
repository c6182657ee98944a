#include "app/stored_contents.hpp"

#include "testing/fakes/fake_market_store.hpp"
#include "testing/fakes/unavailable_market_store.hpp"
#include "testing/observations.hpp"

#include <gtest/gtest.h>

namespace seatsync::app {
namespace {

using namespace std::chrono_literals;
using testing::at;

const auto kTime = at("2021-06-10T11:00:00Z");

template <class Row>
void expect_held(const StoredContents& contents, Row row) {
    row.event_at = row.received_at += 1h;
    EXPECT_TRUE(contents.holds(row)) << Table<Row>::kName;
    StoredContents replaced = contents;
    replaced.replace(row);
    constexpr bool kNamesItsSource = requires {
        row.source;
    };
    EXPECT_EQ(replaced.holds(row), !kNamesItsSource) << Table<Row>::kName;
}

TEST(StoredContentsTest, HoldsEachKindOfTheStore) {
    domain::ObservationBatch batch;
    batch.records = {testing::a_record("Texas Rangers", kTime)};
    batch.results = {testing::a_result("shop:1", kTime)};
    batch.readings = {testing::a_reading(kTime)};
    batch.mentions = {testing::a_mention(kTime)};
    batch.availabilities = {testing::an_availability(kTime)};
    batch.nearby_events = {testing::a_nearby_event(kTime)};
    batch.own_listings = {testing::an_own_listing(kTime)};
    batch.own_sales = {testing::an_own_sale(kTime)};
    testing::FakeMarketStore store;
    ASSERT_TRUE(store.append(batch));
    StoredContents contents;
    ASSERT_TRUE(contents.load(store, kTime + 1min));
    std::apply(
        [&](const auto&... rows) {
            const auto each = [&](const auto& of_kind) {
                for (const auto& row : of_kind)
                    if constexpr (
                        requires {
                            contents.holds(row);
                            row.event_at;
                        } &&
                        !requires { row.series; })
                        expect_held(contents, row);
            };
            (each(rows), ...);
        },
        domain::kinds_of(batch));
    auto other = batch.records[0];
    other.wins = 99;
    EXPECT_FALSE(contents.holds(other));
    contents.replace(other);
    EXPECT_TRUE(contents.holds(other));
    EXPECT_FALSE(contents.holds(batch.records[0]));
}

TEST(StoredContentsTest, LooksBackAMonthForMentionsAndReadings) {
    auto mention = testing::a_mention(kTime);
    auto reading = testing::a_reading(kTime);
    reading.valid_at = kTime;
    testing::FakeMarketStore store;
    ASSERT_TRUE(store.append({.readings = {reading}, .mentions = {mention}}));
    StoredContents later;
    ASSERT_TRUE(later.load(store, kTime + 31 * 24h));
    EXPECT_TRUE(later.holds(reading));
    EXPECT_TRUE(later.holds(mention));
    StoredContents much_later;
    ASSERT_TRUE(much_later.load(store, kTime + 31 * 24h + 1s));
    EXPECT_FALSE(much_later.holds(reading));
    EXPECT_FALSE(much_later.holds(mention));
}

TEST(StoredContentsTest, SaysThatTheStoreCannotBeRead) {
    testing::UnavailableMarketStore store;
    StoredContents contents;
    EXPECT_EQ(contents.load(store, kTime).error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace seatsync::app
