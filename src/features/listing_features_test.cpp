#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace seatsync::features {
namespace {

const double kMissing = std::nan("");

domain::Quote quote_on(double day, std::optional<std::int64_t> listings,
                       std::optional<double> popularity) {
    domain::Quote quote = testing::a_quote("s:1", testing::on_day(day), 10000);
    quote.listings = listings;
    quote.popularity = popularity;
    return quote;
}

testing::FeatureReader reader_of(std::vector<domain::Quote> quotes) {
    domain::ObservationBatch batch{.events = {testing::an_event("s:1")},
                                   .quotes = std::move(quotes)};
    batch.events[0].start = testing::on_day(30);
    return testing::FeatureReader(batch);
}

void expect(const testing::FeatureReader& reader, double day, const char* feature, double value) {
    EXPECT_THAT(reader.value("s:1", day, feature), ::testing::NanSensitiveDoubleNear(value, 1e-6))
        << feature << " on day " << day;
}

TEST(ListingFeaturesTest, CountsAndTheirChanges) {
    const auto reader = reader_of({quote_on(0, 99, 0.5), quote_on(4, 49, 0.25), quote_on(6, 24, {}),
                                   quote_on(7, 19, 0.75), quote_on(8, {}, 0.75)});
    expect(reader, 7, "log_listings", std::log(20));
    expect(reader, 8, "log_listings", kMissing);
    expect(reader, 7, "listing_change_1d", std::log(20.0 / 25.0));
    expect(reader, 8, "listing_change_1d", kMissing);
    expect(reader, 4, "listing_change_1d", kMissing);
    expect(reader, 7, "listing_change_3d", std::log(20.0 / 50.0));
    expect(reader, 6, "listing_change_3d", kMissing);
    expect(reader, 7, "listing_change_7d", std::log(20.0 / 100.0));
    expect(reader, 6, "listing_change_7d", kMissing);
    expect(reader, 7, "popularity", 0.75);
    expect(reader, 6, "popularity", kMissing);
    expect(reader, 7, "popularity_change_3d", 0.5);
    expect(reader, 6, "popularity_change_3d", kMissing);
}

TEST(ListingFeaturesTest, OtherPricesAgainstTheLowest) {
    domain::Quote quote = quote_on(0, 10, {});
    quote.median_cents = 15000;
    quote.average_cents = 20000;
    quote.highest_cents = 90000;
    const auto reader = reader_of({quote, quote_on(1, 10, {})});
    expect(reader, 0, "median_over_get_in", std::log(1.5));
    expect(reader, 0, "average_over_get_in", std::log(2.0));
    expect(reader, 0, "highest_over_get_in", std::log(9.0));
    expect(reader, 1, "median_over_get_in", kMissing);
    expect(reader, 1, "average_over_get_in", kMissing);
    expect(reader, 1, "highest_over_get_in", kMissing);
}

}  // namespace
}  // namespace seatsync::features
