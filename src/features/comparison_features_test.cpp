#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace seatsync::features {
namespace {

using domain::PriceKind;

const double kMissing = std::nan("");

auto near(double expected) {
    return ::testing::NanSensitiveDoubleNear(expected, 1e-5);
}

/// A game on day 60, quoted at 100.00 on each day told.
class ComparisonFeaturesTest : public ::testing::Test {
  protected:
    ComparisonFeaturesTest() {
        batch_.events = {testing::an_event("s:1")};
        batch_.events[0].start = testing::on_day(60);
    }

    void quote(double day, std::int64_t cents = 10000) {
        batch_.quotes.push_back(testing::a_quote("s:1", testing::on_day(day), cents));
    }

    domain::Quote& other(double day, std::int64_t cents, const char* market,
                         PriceKind kind = PriceKind::advertised, const char* zone = "") {
        quote(day, cents);
        auto& series = batch_.quotes.back().series;
        series.market = market;
        series.kind = kind;
        series.zone = zone;
        return batch_.quotes.back();
    }

    void expect(double day, const char* feature, double value) {
        EXPECT_THAT(testing::FeatureReader(batch_).value("s:1", day, feature), near(value))
            << feature << " on day " << day;
    }

    domain::ObservationBatch batch_;
};

TEST_F(ComparisonFeaturesTest, TheLowestNewestFaceValueOfAllZonesCountsHoweverOld) {
    quote(1);
    quote(40);
    other(2, 5000, "fifa_collect", PriceKind::face, "CAT1");
    other(3, 4000, "fifa_collect", PriceKind::face, "CAT1");
    other(2, 4500, "fifa_collect", PriceKind::face, "CAT2");
    expect(1, "over_face_lowest", kMissing);
    expect(40, "over_face_lowest", std::log(100.0 / 40));
    other(4, 1000, "fifa_collect", PriceKind::face, "CAT3").series.currency =
        domain::Currency::from_code("EUR").value();
    expect(40, "over_face_lowest", std::log(100.0 / 40));
    other(5, 100, "fifa_collect", PriceKind::advertised, "CAT1");
    expect(40, "over_face_lowest", std::log(100.0 / 40));
}

TEST_F(ComparisonFeaturesTest, TheMedianFaceValueIsThatOfTheVenue) {
    quote(1);
    quote(40);
    other(2, 5000, "fifa_collect", PriceKind::face, "CAT1").median_cents = 6000;
    expect(40, "over_face_median", kMissing);
    other(2, 4000, "ticketmaster_primary", PriceKind::face).median_cents = 8000;
    expect(1, "over_face_median", kMissing);
    expect(40, "over_face_median", std::log(100.0 / 80));
}

TEST_F(ComparisonFeaturesTest, TheOrganisersOffersCountForThreeDays) {
    for (const double day : {10.0, 12.0, 13.5, 17.5})
        quote(day);
    other(9, 8000, "fifa_collect", PriceKind::advertised, "CAT1");
    other(12, 9000, "fifa_collect", PriceKind::advertised, "CAT2");
    expect(10, "over_organiser_lowest", std::log(100.0 / 80));
    expect(12, "over_organiser_lowest", std::log(100.0 / 80));
    expect(13.5, "over_organiser_lowest", std::log(100.0 / 90));
    expect(17.5, "over_organiser_lowest", kMissing);
    other(13, 100, "fifa_collect", PriceKind::face, "CAT2");
    expect(13.5, "over_organiser_lowest", std::log(100.0 / 90));
}

TEST_F(ComparisonFeaturesTest, TheOrganisersLargestMoveOfAnyZoneCounts) {
    quote(10);
    quote(12);
    other(8, 8000, "fifa_collect", PriceKind::advertised, "CAT1");
    other(11.5, 6000, "fifa_collect", PriceKind::advertised, "CAT1");
    other(8, 8000, "fifa_collect", PriceKind::advertised, "CAT2");
    other(11.5, 9000, "fifa_collect", PriceKind::advertised, "CAT2");
    expect(10, "organiser_move_3d", kMissing);
    expect(12, "organiser_move_3d", std::log(9.0 / 8));
}

TEST_F(ComparisonFeaturesTest, TheOtherMarketToldLastCountsForTwoDays) {
    for (const double day : {9.0, 10.0, 11.0, 11.9, 12.1})
        quote(day);
    other(9, 8000, "tickpick");
    other(10, 9000, "tickpick", PriceKind::all_in);
    other(9.5, 5000, "vividseats");
    other(9.7, 5000, "stubhub", PriceKind::all_in);  // The same market.
    other(9.9, 5000, "tickpick", PriceKind::advertised, "CAT1");
    expect(9, "over_other_market", std::log(100.0 / 80));
    expect(10, "over_other_market", std::log(100.0 / 90));
    expect(11.9, "over_other_market", std::log(100.0 / 90));
    expect(12.1, "over_other_market", kMissing);
}

TEST_F(ComparisonFeaturesTest, TheOtherMarketsMoveIsAgainstItsPriceOfADayAgo) {
    quote(10);
    quote(10.4);
    other(9, 8000, "tickpick");
    other(10, 9000, "tickpick");
    expect(10, "other_market_move_1d", std::log(9.0 / 8));
    expect(10.4, "other_market_move_1d", std::log(9.0 / 8));
    batch_.quotes.erase(batch_.quotes.begin() + 2);
    expect(10, "other_market_move_1d", kMissing);
}

TEST_F(ComparisonFeaturesTest, ReferencesAreNoSeriesThatIsForecast) {
    quote(1);
    other(2, 8000, "fifa_collect", PriceKind::advertised, "CAT1");
    other(2, 8000, "ticketmaster_primary", PriceKind::list);
    other(2, 8000, "stubhub", PriceKind::face);
    const auto history = MarketHistory::from(batch_);
    ASSERT_EQ(history.series().size(), 1U);
    EXPECT_EQ(history.references_of(history.series()[0]).size(), 3U);
    EXPECT_EQ(history.groups(), 1U);
}

}  // namespace
}  // namespace seatsync::features
