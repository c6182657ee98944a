#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace seatsync::features {
namespace {

const double kMissing = std::nan("");

domain::TeamRecord record_of(std::string_view team, double day, std::int64_t losses,
                             std::int64_t last10, double elo) {
    domain::TeamRecord record = testing::a_record(team, testing::on_day(day));  // 10 won.
    record.losses = losses;
    record.wins_last10 = last10;
    record.elo = elo;
    return record;
}

TEST(TeamFeaturesTest, ReadTheStandingsOfBothTeamsAsKnownAtTheRow) {
    domain::ObservationBatch batch{.events = {testing::an_event("s:1")},
                                   .quotes = {testing::a_quote("s:1", testing::on_day(0), 100),
                                              testing::a_quote("s:1", testing::on_day(2), 100),
                                              testing::a_quote("s:1", testing::on_day(4), 100)},
                                   .records = {record_of("Los Angeles Dodgers", 1, 10, 6, 1550),
                                               record_of("Texas Rangers", 1.5, 30, 3, 1450),
                                               record_of("Los Angeles Dodgers", 3, 15, 5, 1540)}};
    const testing::FeatureReader reader(batch);
    struct Case {
        const char* feature;
        double day_0, day_2, day_4;
    };
    const Case cases[] = {
        {"home_win_share", kMissing, 0.5, 0.4},    {"away_win_share", kMissing, 0.25, 0.25},
        {"home_last10_share", kMissing, 0.6, 0.5}, {"away_last10_share", kMissing, 0.3, 0.3},
        {"home_elo", kMissing, 1550, 1540},        {"away_elo", kMissing, 1450, 1450},
    };
    for (const Case& one : cases) {
        using ::testing::NanSensitiveDoubleNear;
        EXPECT_THAT(reader.value("s:1", 0, one.feature), NanSensitiveDoubleNear(one.day_0, 1e-6))
            << one.feature;
        EXPECT_THAT(reader.value("s:1", 2, one.feature), NanSensitiveDoubleNear(one.day_2, 1e-6))
            << one.feature;
        EXPECT_THAT(reader.value("s:1", 4, one.feature), NanSensitiveDoubleNear(one.day_4, 1e-6))
            << one.feature;
    }
}

TEST(TeamFeaturesTest, WhereOnlyResultsAreKnownTheWinShareIsCounted) {
    domain::Event played = testing::an_event("s:0");
    played.start = testing::on_day(0);
    domain::ObservationBatch batch{.events = {played, testing::an_event("s:1")},
                                   .quotes = {testing::a_quote("s:1", testing::on_day(2), 100)},
                                   .results = {testing::a_result("s:0", testing::on_day(1))}};
    const testing::FeatureReader reader(batch);
    EXPECT_EQ(reader.value("s:1", 2, "home_win_share"), 1.0);
    EXPECT_EQ(reader.value("s:1", 2, "away_win_share"), 0.0);
    EXPECT_TRUE(std::isnan(reader.value("s:1", 2, "home_elo")));
    EXPECT_TRUE(std::isnan(reader.value("s:1", 2, "home_last10_share")));
}

}  // namespace
}  // namespace seatsync::features
