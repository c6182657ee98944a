#include "market/listing_duplicates.hpp"

#include "testing/observations.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace seatsync::market {
namespace {

using domain::Ask;
using domain::Quote;

struct AskRow {
    const char* id;
    const char* section;
    const char* row;
    const char* seats;
    std::int64_t quantity;
    std::int64_t price_cents;
};

Ask ask_of(const AskRow& row) {
    Ask ask;
    ask.series = {.event = domain::EventId("game:1"),
                  .market = "stubhub",
                  .zone = "",
                  .kind = domain::PriceKind::all_in};
    ask.id = row.id;
    ask.seating = {.section = row.section, .row = row.row, .seats = row.seats};
    ask.quantity = row.quantity;
    ask.price_cents = row.price_cents;
    ask.event_at = seatsync::testing::at("2021-06-01T12:00:00Z");
    ask.received_at = seatsync::testing::at("2021-06-01T12:00:05Z");
    return ask;
}

std::vector<Ask> asks_of(const std::vector<AskRow>& rows) {
    std::vector<Ask> asks;
    for (const auto& row : rows)
        asks.push_back(ask_of(row));
    return asks;
}

std::vector<std::string> ids_of(const std::vector<Ask>& asks) {
    std::vector<std::string> ids;
    for (const auto& ask : asks)
        ids.push_back(ask.id);
    return ids;
}

TEST(ListingDuplicatesTest, CountsTheSameOfferOnce) {
    struct Row {
        const char* name;
        AskRow one, other;
        std::vector<std::string> kept;
    };
    const Row rows[] = {
        {"a section written otherwise",
         {"a", "112", "C", "1-3", 3, 9000},
         {"b", "Sec. 112", "c", "1, 2,3", 3, 8000},
         {"a", "b"}},
        {"same seats under two ids",
         {"a", "112", "C", "1-3", 3, 9000},
         {"b", "112", "c", "3,1,2", 3, 8000},
         {"b"}},
        {"other seats of the row",
         {"a", "112", "C", "1-3", 3, 9000},
         {"b", "112", "C", "4-6", 3, 9000},
         {"a", "b"}},
        {"no seats, all else the same",
         {"a", "112", "C", "", 2, 9000},
         {"b", "112", "C", "*", 2, 9000},
         {"a"}},
        {"no seats, another price",
         {"a", "112", "C", "", 2, 9000},
         {"b", "112", "C", "", 2, 9001},
         {"a", "b"}},
        {"no seats, another quantity",
         {"a", "112", "C", "", 2, 9000},
         {"b", "112", "C", "", 4, 9000},
         {"a", "b"}},
        {"seats of one are not known",
         {"a", "112", "C", "1-2", 2, 9000},
         {"b", "112", "C", "", 2, 9000},
         {"a", "b"}},
        {"without a row nothing is known",
         {"a", "GA", "", "", 2, 9000},
         {"b", "GA", "", "", 2, 9000},
         {"a", "b"}},
        {"seats with letters are not known",
         {"a", "112", "C", "1A", 1, 9000},
         {"b", "112", "C", "1B", 1, 8000},
         {"a", "b"}},
        {"a range beyond any listing is no seats",
         {"a", "112", "C", "1-201", 2, 9000},
         {"b", "112", "C", "1-201", 2, 8000},
         {"a", "b"}},
        {"two hundred seats are",
         {"a", "112", "C", "1-200", 200, 9000},
         {"b", "112", "C", "1-200", 200, 8000},
         {"b"}},
        {"of two at one price the first id",
         {"b", "112", "C", "1-2", 2, 9000},
         {"a", "112", "C", "1-2", 2, 9000},
         {"a"}},
        {"another row",
         {"a", "112", "C", "1-2", 2, 9000},
         {"b", "112", "D", "1-2", 2, 9000},
         {"a", "b"}},
        {"one id twice", {"a", "112", "C", "1-2", 2, 9000}, {"a", "113", "D", "", 2, 8000}, {"a"}},
    };
    for (const auto& row : rows) {
        const auto unique = without_duplicates(asks_of({row.one, row.other}));
        EXPECT_EQ(ids_of(unique.asks), row.kept) << row.name;
        EXPECT_EQ(unique.duplicates, 2 - row.kept.size()) << row.name;
    }
}

TEST(ListingDuplicatesTest, OfOneIdTheLaterReceivedCounts) {
    auto early = ask_of({"a", "112", "C", "1-2", 2, 9000});
    auto late = ask_of({"a", "112", "C", "1-2", 2, 9500});
    late.received_at += std::chrono::seconds(1);
    for (const auto& asks : {std::vector{early, late}, std::vector{late, early}})
        EXPECT_EQ(without_duplicates(asks).asks.front().price_cents, 9500);
    late.received_at = early.received_at;
    for (const auto& asks : {std::vector{early, late}, std::vector{late, early}})
        EXPECT_EQ(without_duplicates(asks).asks.front().price_cents, 9000);
}

TEST(ListingDuplicatesTest, TwoMarketsMayOfferTheSameSeats) {
    auto one = ask_of({"a", "112", "C", "1-2", 2, 9000});
    auto other = one;
    other.series.market = "seatgeek";
    EXPECT_EQ(without_duplicates({one, other}).asks.size(), 2U);
    EXPECT_EQ(quotes_of({one, other}).size(), 2U);
}

TEST(ListingDuplicatesTest, SumsAsksUpAfterLeavingDuplicatesOut) {
    auto asks = asks_of({{"a", "1", "A", "1-2", 2, 1000},
                         {"b", "1", "A", "1,2", 2, 900},
                         {"c", "2", "B", "", 4, 2001},
                         {"d", "3", "B", "5", 1, 3000},
                         {"e", "3", "C", "5", 1, 10000}});
    asks[3].series.zone = "Loge";
    asks[4].series.zone = "Loge";
    asks[4].event_at += std::chrono::seconds(2);
    asks[4].received_at += std::chrono::seconds(3);
    const auto quotes = quotes_of(asks);
    ASSERT_EQ(quotes.size(), 2U);
    const Quote& all = quotes[0];
    EXPECT_EQ(all.series.zone, "");
    EXPECT_EQ(all.series.kind, domain::PriceKind::all_in);
    EXPECT_EQ(all.get_in_cents, 900);
    EXPECT_EQ(all.median_cents, 2500);   // (2001 + 3000) / 2, half to even.
    EXPECT_EQ(all.average_cents, 3975);  // 15901 / 4 = 3975.25
    EXPECT_EQ(all.highest_cents, 10000);
    EXPECT_EQ(all.listings, 4);
    EXPECT_EQ(all.tickets, 8);
    EXPECT_EQ(all.event_at, asks[4].event_at);
    EXPECT_EQ(all.received_at, asks[4].received_at);
    const Quote& loge = quotes[1];
    EXPECT_EQ(loge.series.zone, "Loge");
    EXPECT_EQ(loge.get_in_cents, 3000);
    EXPECT_EQ(loge.median_cents, 6500);
    EXPECT_EQ(loge.listings, 2);
    EXPECT_EQ(loge.tickets, 2);
    for (const Quote& quote : quotes)
        EXPECT_TRUE(domain::validate(quote).has_value());
}

TEST(ListingDuplicatesTest, AQuoteIsAsLateAsItsLatestAsk) {
    auto asks = asks_of({{"a", "1", "A", "1", 1, 100}, {"b", "1", "A", "2", 1, 103}});
    asks[0].event_at += std::chrono::seconds(2);
    asks[0].received_at += std::chrono::seconds(3);
    const auto quotes = quotes_of(asks);
    EXPECT_EQ(quotes[0].event_at, asks[0].event_at);
    EXPECT_EQ(quotes[0].received_at, asks[0].received_at);
}

TEST(ListingDuplicatesTest, RoundsHalfToEvenAndSurvivesHugePrices) {
    const auto two =
        quotes_of(asks_of({{"a", "1", "A", "1", 1, 100}, {"b", "1", "A", "2", 1, 103}}));
    EXPECT_EQ(two[0].average_cents, 102);
    EXPECT_EQ(two[0].median_cents, 102);
    constexpr std::int64_t kHuge = std::numeric_limits<std::int64_t>::max();
    const auto huge =
        quotes_of(asks_of({{"a", "1", "A", "1", 1, kHuge}, {"b", "1", "A", "2", 1, kHuge}}));
    EXPECT_EQ(huge[0].average_cents, kHuge);
    EXPECT_EQ(huge[0].median_cents, kHuge);
    EXPECT_TRUE(quotes_of({}).empty());
}

TEST(ListingDuplicatesTest, KnowsASnapshotThatCameTwice) {
    const auto quote =
        seatsync::testing::a_quote("game:1", seatsync::testing::at("2021-06-01T12:00:00Z"), 100);
    auto again = quote;
    again.event_at += std::chrono::hours(1);
    again.received_at += std::chrono::hours(1);
    EXPECT_TRUE(same_content(quote, again));
    again.listings = 0;
    EXPECT_FALSE(same_content(quote, again));
    again = quote;
    again.series.zone = "Loge";
    EXPECT_FALSE(same_content(quote, again));
}

RC_GTEST_PROP(ListingDuplicatesProperty, ASecondPassFindsNothing,
              (std::vector<std::uint16_t> numbers)) {
    std::vector<Ask> asks;
    for (const std::uint16_t n : numbers) {
        static const char* const kSeats[] = {"", "1", "1-2", "1,2"};
        const auto id = std::to_string(n % 8);
        asks.push_back(ask_of({id.c_str(), n / 8 % 2 ? "1" : "2", n / 16 % 2 ? "A" : "",
                               kSeats[n / 32 % 4], 1 + n / 128 % 2, 100 + n / 256 % 3}));
    }
    const auto once = without_duplicates(asks);
    const auto twice = without_duplicates(once.asks);
    RC_ASSERT(once.asks.size() + once.duplicates == asks.size());
    RC_ASSERT(twice.duplicates == 0U);
    RC_ASSERT(twice.asks == once.asks);
    if (!asks.empty())
        RC_ASSERT(quotes_of(asks) == quotes_of(once.asks));
}

}  // namespace
}  // namespace seatsync::market
