#include "app/market_statistics.hpp"

#include "testing/fakes/fake_market_store.hpp"
#include "testing/observations.hpp"

#include <gtest/gtest.h>

namespace seatsync::app {
namespace {

using namespace std::chrono_literals;
using seatsync::testing::a_quote;
using seatsync::testing::an_event;
using seatsync::testing::at;
using seatsync::testing::FakeMarketStore;

const Instant kStart = at("2021-06-12T02:10:00Z");  // Of every event of an_event().

/// A store with one event and its prices so many hours before the start.
class MarketStatisticsTest : public ::testing::Test {
  protected:
    void add(const char* event, std::vector<std::pair<int, std::int64_t>> hours_and_cents) {
        domain::ObservationBatch batch;
        batch.events.push_back(an_event(event));
        for (const auto& [hours, cents] : hours_and_cents)
            batch.quotes.push_back(a_quote(event, kStart - std::chrono::hours(hours), cents));
        ASSERT_TRUE(store_.append(batch).has_value());
    }

    std::vector<SetStatistics> statistics(Instant as_of = Instant::max()) {
        return *market_statistics(store_, as_of);
    }

    FakeMarketStore store_;
};

TEST_F(MarketStatisticsTest, CountsAndTakesMedians) {
    add("a:1", {{50, 1000}, {26, 1000}, {2, 400}});
    add("a:2", {{10, 7000}});
    add("b:1", {});
    const auto sets = statistics();
    ASSERT_EQ(sets.size(), 2U);
    const auto& a = sets[0];
    EXPECT_EQ(a.name_space, "a");
    EXPECT_EQ(a.currency, "USD");
    EXPECT_EQ(a.events, 2U);
    EXPECT_EQ(a.series, 2U);
    EXPECT_EQ(a.snapshots, 4U);
    EXPECT_EQ(a.priced, 4U);
    EXPECT_EQ(a.gap_median_h, 24.0);
    EXPECT_EQ(a.gap_max_h, 24.0);
    EXPECT_EQ(a.median_cents, 1000.0);
    EXPECT_EQ(sets[1].name_space, "b");
    EXPECT_EQ(sets[1].events, 1U);
    EXPECT_EQ(sets[1].snapshots, 0U);
    EXPECT_EQ(sets[1].median_cents, std::nullopt);
}

TEST_F(MarketStatisticsTest, TakesTheMiddleOfAnEvenNumber) {
    add("a:1", {{50, 1000}, {26, 2000}});
    EXPECT_EQ(statistics()[0].median_cents, 1500.0);
}

TEST_F(MarketStatisticsTest, FollowsPricesTowardsTheEvent) {
    add("a:1", {{24 * 5, 4000}, {24 * 3, 4000}, {24, 2000}, {1, 1000}});
    const auto set = statistics()[0];
    EXPECT_EQ(set.by_distance[0].snapshots, 1U);  // Under a day.
    EXPECT_EQ(set.by_distance[0].median_cents, 1000.0);
    EXPECT_DOUBLE_EQ(*set.by_distance[0].median_relative, 1.0 / 3);
    EXPECT_EQ(set.by_distance[1].median_cents, 2000.0);  // A day exactly.
    EXPECT_EQ(set.by_distance[2].snapshots, 2U);
    EXPECT_EQ(set.by_distance[3].median_cents, std::nullopt);
}

TEST_F(MarketStatisticsTest, SharesOutOneDayMoves) {
    // From 72 h: 48 h is a day later, unchanged. From 48 h: 20 h is nearer to a day than 30 h.
    // From 30 h and 20 h: 2 h is 28 and 18 hours later. From 2 h: nothing.
    add("a:1", {{72, 1000}, {48, 1000}, {30, 1000}, {20, 900}, {2, 900}});
    const auto set = statistics()[0];
    EXPECT_EQ(set.one_day_moves, 4U);
    EXPECT_DOUBLE_EQ(*set.unchanged_share, 2.0 / 4);
}

TEST_F(MarketStatisticsTest, KnowsNoOneDayMoveOutside18To30Hours) {
    add("a:1", {{60, 1000}, {43, 1000}});
    add("a:2", {{60, 1000}, {29, 1000}});
    EXPECT_EQ(statistics()[0].one_day_moves, 0U);
    EXPECT_EQ(statistics()[0].unchanged_share, std::nullopt);
    add("a:3", {{60, 1000}, {42, 1000}});
    add("a:4", {{60, 1000}, {30, 900}});
    EXPECT_EQ(statistics()[0].one_day_moves, 2U);
    EXPECT_EQ(statistics()[0].unchanged_share, 0.5);
}

TEST_F(MarketStatisticsTest, LeavesPricesFromTheStartOnOut) {
    add("a:1", {{2, 1000}, {0, 5}, {-3, 5}});
    const auto set = statistics()[0];
    EXPECT_EQ(set.snapshots, 3U);
    EXPECT_EQ(set.priced, 1U);
    EXPECT_EQ(set.median_cents, 1000.0);
}

TEST_F(MarketStatisticsTest, HidesWhatWasNotYetKnown) {
    add("a:1", {{50, 1000}, {2, 400}});
    EXPECT_EQ(statistics(kStart - 10h)[0].snapshots, 1U);
}

}  // namespace
}  // namespace seatsync::app
