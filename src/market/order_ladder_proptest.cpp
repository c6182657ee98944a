#include "market/order_ladder.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

namespace seatsync::market {
namespace {

LadderListing listing_of(std::int64_t price_cents, std::int64_t seats) {
    LadderListing listing;
    listing.price_cents = price_cents;
    listing.seats = seats;
    return listing;
}

std::int64_t sum_of_seats(const OrderLadder& ladder) {
    std::int64_t seats = 0;
    for (const LadderListing& listing : ladder.listings())
        seats += listing.seats;
    return seats;
}

void one_action(OrderLadder& ladder, int kind, std::int64_t number) {
    const auto open = static_cast<std::int64_t>(ladder.listings().size());
    if (kind == 0 || open == 0)
        return ladder.add(listing_of(100 + number, 1 + number % 6));
    const auto index = static_cast<std::size_t>(number % open);
    if (kind == 1) {
        const std::int64_t part = 1 + number % ladder.listings()[index].seats;
        const bool possible = can_sell(ladder.listings()[index], part);
        return ladder.sell(index, possible ? part : ladder.listings()[index].seats);
    }
    if (kind == 2)
        return ladder.withdraw(index);
    if (kind == 3)
        return ladder.reprice(index, 100 + number);
    ladder.expire_all();
}

RC_GTEST_PROP(OrderLadderProperty, NoListingAndNoSeatIsLost, (std::vector<std::uint16_t> numbers)) {
    OrderLadder ladder;
    for (const std::uint16_t number : numbers) {
        const int kind = number % 32 == 31 ? 4 : number % 4;
        one_action(ladder, kind, number / 4);
        const LadderAccount& a = ladder.account();
        RC_ASSERT(a.appeared.listings ==
                  a.sold.listings + a.withdrawn.listings + a.expired.listings + a.open.listings);
        RC_ASSERT(a.appeared.seats ==
                  a.sold.seats + a.withdrawn.seats + a.expired.seats + a.open.seats);
        RC_ASSERT(a.open.listings == static_cast<std::int64_t>(ladder.listings().size()));
        RC_ASSERT(a.open.seats == sum_of_seats(ladder));
    }
}

RC_GTEST_PROP(OrderLadderProperty, TheSummaryIsThatOfTheSortedPrices,
              (std::vector<std::uint16_t> numbers)) {
    OrderLadder ladder;
    std::vector<std::int64_t> prices;
    for (const std::uint16_t number : numbers) {
        prices.push_back(1 + number);
        ladder.add(listing_of(prices.back(), 2));
    }
    std::sort(prices.begin(), prices.end());
    const LadderSummary summary = ladder.summary();
    RC_ASSERT(summary.get_in_cents.has_value() == !prices.empty());
    if (prices.empty())
        return;
    RC_ASSERT(*summary.get_in_cents == prices.front());
    RC_ASSERT(*summary.highest_cents == prices.back());
    const std::size_t n = prices.size();
    RC_ASSERT(*summary.median_cents == (prices[(n - 1) / 2] + prices[n / 2]) / 2);
    RC_ASSERT(summary.seats == 2 * static_cast<std::int64_t>(n));
}

TEST(OrderLadderTest, SummarisesWhatAPageShows) {
    OrderLadder ladder;
    for (const std::int64_t price : {4000, 1000, 2500, 9001})
        ladder.add(listing_of(price, 2));
    const LadderSummary summary = ladder.summary();
    EXPECT_EQ(summary.get_in_cents, 1000);
    EXPECT_EQ(summary.median_cents, 3250);
    EXPECT_EQ(summary.average_cents, 4125);  // 16501 / 4, cut.
    EXPECT_EQ(summary.highest_cents, 9001);
    EXPECT_EQ(summary.listings, 4);
    EXPECT_EQ(summary.seats, 8);
}

TEST(OrderLadderTest, AnEmptyLadderHasNoPrice) {
    const LadderSummary summary = OrderLadder().summary();
    EXPECT_EQ(summary.get_in_cents, std::nullopt);
    EXPECT_EQ(summary.median_cents, std::nullopt);
    EXPECT_EQ(summary.average_cents, std::nullopt);
    EXPECT_EQ(summary.highest_cents, std::nullopt);
    EXPECT_EQ(summary.listings, 0);
}

TEST(OrderLadderTest, APartialSaleLeavesTheListingOpen) {
    OrderLadder ladder;
    ladder.add(listing_of(1000, 4));
    ladder.sell(0, 2);
    EXPECT_EQ(ladder.account().sold, (Tally{0, 2}));
    EXPECT_EQ(ladder.account().open, (Tally{1, 2}));
    ladder.sell(0, 2);
    EXPECT_EQ(ladder.account().sold, (Tally{1, 4}));
    EXPECT_EQ(ladder.account().sales, 2);
}

TEST(OrderLadderTest, SellsWholeListingsAndPartsThatLeaveNoSingleSeat) {
    EXPECT_TRUE(can_sell(listing_of(1000, 1), 1));
    EXPECT_TRUE(can_sell(listing_of(1000, 4), 4));
    EXPECT_TRUE(can_sell(listing_of(1000, 4), 2));
    EXPECT_FALSE(can_sell(listing_of(1000, 4), 3));
    EXPECT_FALSE(can_sell(listing_of(1000, 2), 1));
    EXPECT_FALSE(can_sell(listing_of(1000, 2), 3));
    EXPECT_FALSE(can_sell(listing_of(1000, 2), 0));
}

TEST(OrderLadderTest, TheSamePriceAgainIsNoRepricing) {
    OrderLadder ladder;
    ladder.add(listing_of(1000, 2));
    ladder.reprice(0, 1000);
    EXPECT_EQ(ladder.account().repriced, 0);
    ladder.reprice(0, 900);
    EXPECT_EQ(ladder.account().repriced, 1);
    EXPECT_EQ(ladder.summary().get_in_cents, 900);
}

}  // namespace
}  // namespace seatsync::market
