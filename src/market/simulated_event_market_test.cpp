#include "market/simulated_event_market.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace seatsync::market {
namespace {

using domain::Instant;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

const Instant kStart = std::chrono::sys_days(std::chrono::year(2026) / 6 / 12) + hours(23);
const Instant kOpening = kStart - days(60);

EventConditions conditions() {
    EventConditions out;
    out.start = kStart;
    out.capacity = 30'000;
    out.levels = {{kOpening, std::log(40.0)}};
    return out;
}

SimulatedEventMarket market(const MarketParameters& parameters, EventConditions with,
                            std::uint64_t seed = 1) {
    return {parameters, std::move(with), kOpening, base::Random(seed)};
}

TEST(SimulatedEventMarketTest, LookingAtItDoesNotChangeIt) {
    SimulatedEventMarket watched = market({}, conditions());
    for (Instant t = kOpening; t < kStart - hours(2); t += minutes(37))
        watched.advance_to(t);
    watched.advance_to(kStart - hours(1));
    SimulatedEventMarket unwatched = market({}, conditions());
    unwatched.advance_to(kStart - hours(1));
    EXPECT_EQ(watched.ladder().account(), unwatched.ladder().account());
    EXPECT_EQ(watched.ladder().summary().average_cents, unwatched.ladder().summary().average_cents);
}

TEST(SimulatedEventMarketTest, EveryKindOfActionHappens) {
    SimulatedEventMarket m = market({}, conditions());
    m.advance_to(kStart - hours(1));
    const LadderAccount& a = m.ladder().account();
    EXPECT_GT(a.appeared.listings, 400);  // 13 per thousand seats at first, and new ones.
    EXPECT_GT(a.sold.listings, 100);
    EXPECT_GT(a.sales, a.sold.listings);  // Some listings are sold in parts.
    EXPECT_GT(a.withdrawn.listings, 30);
    EXPECT_GT(a.repriced, 300);
    EXPECT_GT(a.open.listings, 30);
    EXPECT_EQ(a.expired.listings, 0);
}

TEST(SimulatedEventMarketTest, NothingIsLeftFromTheStartOn) {
    SimulatedEventMarket m = market({}, conditions());
    m.advance_to(kStart);
    EXPECT_TRUE(m.ladder().listings().empty());
    EXPECT_GT(m.ladder().account().expired.listings, 0);
    const LadderAccount at_start = m.ladder().account();
    m.advance_to(kStart + days(3));
    EXPECT_EQ(m.ladder().account(), at_start);
}

TEST(SimulatedEventMarketTest, ThePathBeforeNewsDoesNotKnowThem) {
    EventConditions better = conditions();
    better.levels.push_back({kStart - days(20), std::log(80.0)});
    SimulatedEventMarket plain = market({}, conditions());
    SimulatedEventMarket raised = market({}, better);
    plain.advance_to(kStart - days(20));
    raised.advance_to(kStart - days(20));
    EXPECT_EQ(plain.ladder().account(), raised.ladder().account());
    EXPECT_EQ(plain.ladder().summary().average_cents, raised.ladder().summary().average_cents);
    plain.advance_to(kStart - days(3));
    raised.advance_to(kStart - days(3));
    const auto before = static_cast<double>(*plain.ladder().summary().get_in_cents);
    const auto after = static_cast<double>(*raised.ladder().summary().get_in_cents);
    EXPECT_GT(after / before, 1.4);
    EXPECT_LT(after / before, 2.6);
}

TEST(SimulatedEventMarketTest, EagerBuyersLeaveFewerAndDearerOffers) {
    EventConditions eager = conditions();
    eager.surprise = 0.4;
    EventConditions cool = conditions();
    cool.surprise = -0.4;
    SimulatedEventMarket hot_market = market({}, eager);
    SimulatedEventMarket cold_market = market({}, cool);
    hot_market.advance_to(kStart - days(2));
    cold_market.advance_to(kStart - days(2));
    const double ratio = static_cast<double>(hot_market.ladder().account().sold.seats) /
                         static_cast<double>(cold_market.ladder().account().sold.seats);
    EXPECT_GT(ratio, 1.4);
    EXPECT_GT(*hot_market.ladder().summary().get_in_cents,
              *cold_market.ladder().summary().get_in_cents);
}

TEST(SimulatedEventMarketTest, ABiggerHouseHasMoreOffers) {
    EventConditions big = conditions();
    big.capacity = 60'000;
    const SimulatedEventMarket small_house = market({}, conditions());
    const SimulatedEventMarket big_house = market({}, big);
    const double ratio = static_cast<double>(big_house.ladder().account().open.listings) /
                         static_cast<double>(small_house.ladder().account().open.listings);
    EXPECT_NEAR(ratio, 2.0, 0.3);
}

TEST(SimulatedEventMarketTest, WithoutBuyersNothingIsSold) {
    MarketParameters parameters;
    parameters.buyer_scale = 0;
    SimulatedEventMarket m = market(parameters, conditions());
    m.advance_to(kStart - hours(1));
    EXPECT_EQ(m.ladder().account().sold, Tally{});
}

TEST(SimulatedEventMarketTest, WithoutLooksNoPriceChanges) {
    MarketParameters parameters;
    parameters.fan_look_rate = 0;
    parameters.fan_look_scale = 0;
    parameters.broker_look_rate = 0;
    parameters.broker_look_scale = 0;
    SimulatedEventMarket m = market(parameters, conditions());
    m.advance_to(kStart - hours(1));
    EXPECT_EQ(m.ladder().account().repriced, 0);
}

TEST(SimulatedEventMarketTest, ChangesBelowTheMenuCostAreNotMade) {
    MarketParameters costly;
    costly.menu_cost = 0.3;
    MarketParameters free_of_cost;
    free_of_cost.menu_cost = 0;
    SimulatedEventMarket calm = market(costly, conditions());
    SimulatedEventMarket busy = market(free_of_cost, conditions());
    calm.advance_to(kStart - hours(1));
    busy.advance_to(kStart - hours(1));
    EXPECT_LT(3 * calm.ladder().account().repriced, 2 * busy.ladder().account().repriced);
}

TEST(SimulatedEventMarketTest, BargainHuntersKeepTheLadderFreeOfBargains) {
    MarketParameters parameters;
    parameters.mistake_share = 0.1;
    parameters.bargain_share = 1;
    SimulatedEventMarket hunted = market(parameters, conditions());
    parameters.bargain_share = 0;
    SimulatedEventMarket grazed = market(parameters, conditions());
    hunted.advance_to(kStart - days(10));
    grazed.advance_to(kStart - days(10));
    EXPECT_GT(*hunted.ladder().summary().get_in_cents,
              *grazed.ladder().summary().get_in_cents * 5 / 4);
}

struct PricePoint {
    std::string name;
    double units;
    SellerKind kind;
    std::int64_t cents;
};

TEST(PricePointTest, RoundsToWhatSellersAsk) {
    const PricePoint rows[] = {
        {"broker, whole dollars", 37.40, SellerKind::broker, 3700},
        {"broker, half up", 37.50, SellerKind::broker, 3800},
        {"broker, fives from 150 on", 163.00, SellerKind::broker, 16500},
        {"fan, whole dollars below 50", 41.30, SellerKind::fan, 4100},
        {"fan, fives from 50 on", 92.00, SellerKind::fan, 9000},
        {"fan, tens from 300 on", 417.00, SellerKind::fan, 42000},
        {"never below a dollar", 0.20, SellerKind::broker, 100},
    };
    for (const PricePoint& row : rows)
        EXPECT_EQ(price_point_cents(row.units, row.kind), row.cents) << row.name;
}

}  // namespace
}  // namespace seatsync::market
