#include "testing/expect_feature.hpp"
#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <cmath>
#include <numbers>

namespace seatsync::features {
namespace {

using domain::PriceKind;
using testing::expect_error;
using testing::expect_missing;
using testing::expect_value;

constexpr double kLn2 = std::numbers::ln2;

/// A game on day 60 in a house of 20,000.
class SupplyFeaturesTest : public ::testing::Test {
  protected:
    SupplyFeaturesTest() {
        batch_.events = {testing::an_event("s:1")};
        batch_.events[0].start = testing::on_day(60);
        batch_.events[0].venue.capacity = 20'000;
    }

    domain::Quote& quote(double day, std::int64_t cents,
                         std::optional<std::int64_t> listings = {}) {
        batch_.quotes.push_back(testing::a_quote("s:1", testing::on_day(day), cents));
        batch_.quotes.back().listings = listings;
        return batch_.quotes.back();
    }

    domain::ObservationBatch batch_;
};

TEST_F(SupplyFeaturesTest, ThePriceAsItIs) {
    quote(1, 12345);
    expect_value(batch_, "s:1", 1, "current_market_price", 123.45);
    expect_value(batch_, "s:1", 5, "current_market_price", 123.45);
}

/// Moves of ln 2 up and down on days 1 and 4: 2 (ln 2)² in 4 days, three rows.
TEST_F(SupplyFeaturesTest, VolatilityIsTheRootOfSquaredMovesPerDay) {
    quote(0, 10000);
    expect_missing(batch_, "s:1", 0, "price_volatility", "fewer than two prices in 30 d");
    quote(1, 20000);
    quote(4, 10000);
    expect_value(batch_, "s:1", 4, "price_volatility", kLn2 * std::sqrt(2.0 / 4));
    expect_error(batch_, "s:1", 4, "price_volatility", kLn2 * std::sqrt(2.0 / 4) / 2);
}

/// Log prices 0, 1, 1 times ln 2 above 100 on days 0, 1, 2: slope ln 2 / 2; residuals -1/6, 1/3,
/// -1/6 of ln 2, so that the error is ln 2 sqrt(1/6 / 1 / 2).
TEST_F(SupplyFeaturesTest, TheTrendIsTheSlopeOfALeastSquaresLine) {
    quote(0, 10000);
    quote(1, 20000);
    expect_missing(batch_, "s:1", 1, "price_trend_7d", "fewer than three prices in 7 d");
    expect_missing(batch_, "s:1", 1, "price_momentum", "fewer than three prices in 7 d");
    quote(2, 20000);
    expect_value(batch_, "s:1", 2, "price_trend_7d", kLn2 / 2);
    expect_error(batch_, "s:1", 2, "price_trend_7d", kLn2 * std::sqrt(1.0 / 12));
    expect_value(batch_, "s:1", 2, "price_trend_30d", kLn2 / 2);
    quote(8, 20000);
    quote(8.5, 20000);
    expect_value(batch_, "s:1", 8.5, "price_trend_7d", 0);  // Of days 2, 8, 8.5.
}

/// Day 12 has days 5 to 12 in its week (slope 0) and days 0, 5, 11, 12 in its month.
TEST_F(SupplyFeaturesTest, MomentumIsTheDifferenceOfTheTrends) {
    for (const auto& [day, cents] :
         {std::pair(0.0, 10000), {5.0, 20000}, {11.0, 20000}, {12.0, 20000}})
        quote(day, cents);
    // Mean day 7; sums of (day - 7)²: 49 + 4 + 16 + 25 = 94; of (day - 7) y: (-2 + 4 + 5) ln 2.
    expect_value(batch_, "s:1", 12, "price_trend_30d", 7 * kLn2 / 94);
    expect_value(batch_, "s:1", 12, "price_momentum", -7 * kLn2 / 94);
}

TEST_F(SupplyFeaturesTest, DensityIsListingsPerThousandSeats) {
    quote(1, 10000);
    expect_missing(batch_, "s:1", 1, "listing_density",
                   "the newest row tells no count of listings");
    quote(2, 10000, 300);
    expect_value(batch_, "s:1", 2, "listing_density", 15);
    expect_value(batch_, "s:1", 2, "demand_pressure", 15.0 / 58);
    expect_value(batch_, "s:1", 59.5, "demand_pressure", 15);
    batch_.events[0].venue.capacity.reset();
    expect_missing(batch_, "s:1", 2, "listing_density", "the capacity of the venue is not told");
    expect_missing(batch_, "s:1", 2, "demand_pressure", "the capacity of the venue is not told");
}

/// Counts 100, 80, 90, 60 on days 0, 1, 2, 4: 50 left and 10 came in 4 days.
TEST_F(SupplyFeaturesTest, SupplyAndDemandComeFromTheFallsOfTheCount) {
    quote(0, 10000, 100);
    expect_missing(batch_, "s:1", 0, "supply_demand_ratio",
                   "no two neighbouring rows of the last 7 d tell counts");
    quote(1, 10000, 80);
    quote(2, 10000, 90);
    quote(4, 10000, 60);
    expect_value(batch_, "s:1", 4, "listings_left_per_day", 12.5);
    expect_error(batch_, "s:1", 4, "listings_left_per_day", std::sqrt(50.0) / 4);
    expect_value(batch_, "s:1", 4, "listings_came_per_day", 2.5);
    expect_value(batch_, "s:1", 4, "supply_demand_ratio", 60 / 12.5);
    expect_error(batch_, "s:1", 4, "supply_demand_ratio", 60 / 12.5 / std::sqrt(50.0));
    expect_value(batch_, "s:1", 4, "liquidity_score", 60.0 / (60 * 4));
    quote(5, 10000);  // No count: neither of its steps counts.
    quote(6, 10000, 10);
    expect_value(batch_, "s:1", 6, "listings_left_per_day", 12.5);
    expect_missing(batch_, "s:1", 5, "liquidity_score",
                   "the newest row tells no count of listings");
}

TEST_F(SupplyFeaturesTest, WithoutADepartureDemandCannotBeTold) {
    quote(0, 10000, 10);
    quote(1, 10000, 12);
    expect_missing(batch_, "s:1", 1, "supply_demand_ratio",
                   "no listing left in 7 d: the demand cannot be told");
    quote(2, 10000, 0);
    expect_missing(batch_, "s:1", 2, "liquidity_score", "nothing is listed");
}

/// Half of the listings leave each day at a price of 100, a quarter at 200: share over log price
/// falls by 1/4 per ln 2, with a mean share of 3/8 over four of each.
TEST_F(SupplyFeaturesTest, ElasticityIsTheSlopeOfDepletionOverPrice) {
    std::int64_t count = 1 << 20;
    for (int day = 0; day <= 8; ++day) {
        quote(day, day % 2 == 0 ? 10000 : 20000, count);
        if (day == 7)
            expect_missing(batch_, "s:1", 7, "price_elasticity",
                           "fewer than eight pairs of counts an hour apart in 30 d");
        count -= day % 2 == 0 ? count / 2 : count / 4;
    }
    expect_value(batch_, "s:1", 8, "price_elasticity", -0.25 / kLn2 / 0.375, 1e-4);
    expect_error(batch_, "s:1", 8, "price_elasticity", 0, 1e-4);
    for (auto& one : batch_.quotes)
        one.get_in_cents = 10000;
    expect_missing(batch_, "s:1", 8, "price_elasticity", "the price did not move in 30 d");
}

TEST_F(SupplyFeaturesTest, ElasticityHasAnErrorWhereThePointsScatter) {
    const std::int64_t counts[] = {1000, 500, 400, 100, 90, 60, 50, 20, 10};
    for (int day = 0; day <= 8; ++day)
        quote(day, day % 2 == 0 ? 10000 : 20000, counts[day]);
    // Shares .5, .2, .75, .1, .3333, .1667, .6, .5 at low, high, low…: means .54583 and .24167.
    expect_value(batch_, "s:1", 8, "price_elasticity", (0.241667 - 0.545833) / kLn2 / 0.39375,
                 1e-4);
    // Squares around the two means: .091875 and .094167 over 6 degrees of freedom and 8 ln²2 / 4.
    expect_error(batch_, "s:1", 8, "price_elasticity",
                 std::sqrt((0.091875 + 0.094167) / 6 / (2 * kLn2 * kLn2)) / 0.39375, 1e-4);
}

TEST_F(SupplyFeaturesTest, OtherMarketsAreCompared) {
    quote(2, 10000, 30);
    expect_missing(batch_, "s:1", 2, "competitor_price_diff",
                   "no other market told a price of the event in 2 d");
    expect_missing(batch_, "s:1", 2, "cross_market_spread",
                   "no other market told a price of the event in 2 d");
    expect_missing(batch_, "s:1", 2, "market_share",
                   "no other market told a count for the event in 2 d");
    quote(1, 8000, 10).series.market = "tickpick";
    quote(1, 16000, 20).series.market = "vividseats";
    expect_value(batch_, "s:1", 2, "competitor_price_diff", 100 - 120);
    expect_error(batch_, "s:1", 2, "competitor_price_diff", 40);  // Of 80 and 160.
    expect_value(batch_, "s:1", 2, "cross_market_spread", kLn2);
    expect_value(batch_, "s:1", 2, "market_share", 0.5);
    expect_value(batch_, "s:1", 3, "market_share", 0.5);
    expect_missing(batch_, "s:1", 3.5, "cross_market_spread",
                   "no other market told a price of the event in 2 d");
}

/// Two zones: of 100 listings in each, 30 of the first and 10 of the second left.
TEST_F(SupplyFeaturesTest, AZoneIsPopularWhenMoreOfItLeaves) {
    expect_missing(
        [&] {
            quote(1, 100);
            return batch_;
        }(),
        "s:1", 1, "section_popularity", "the series is about the whole venue");
    for (const char* zone : {"Field", "Loge"}) {
        quote(1, 10000, 100).series.zone = zone;
        quote(2, 10000, zone[0] == 'F' ? 70 : 90).series.zone = zone;
    }
    domain::SeriesKey field = batch_.quotes[1].series;
    const auto value =
        testing::CatalogueReader(batch_).at(field, testing::on_day(2), "section_popularity");
    EXPECT_NEAR(value.number, (30.0 / 40) / (70.0 / 160), 1e-9);
    EXPECT_NEAR(value.error, value.number / std::sqrt(30.0), 1e-9);
}

TEST_F(SupplyFeaturesTest, TheAgeOfOwnListings) {
    quote(5, 10000);
    expect_missing(batch_, "s:1", 5, "listing_age", "no own listing of the event is stored");
    auto listing = testing::an_own_listing(testing::on_day(3));
    listing.event = domain::EventId("s:1");
    batch_.own_listings = {listing};
    listing.id = "1701";
    listing.event_at = testing::on_day(1);
    listing.received_at = testing::on_day(6);
    batch_.own_listings.push_back(listing);
    expect_value(batch_, "s:1", 5, "listing_age", 2);
    expect_value(batch_, "s:1", 6, "listing_age", 5);
}

}  // namespace
}  // namespace seatsync::features
