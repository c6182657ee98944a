#include "learning/cell_correction.hpp"

#include "learning/day_stretches.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace seatsync::learning {
namespace {

using ::testing::DoubleNear;
using ::testing::Each;
using ::testing::ElementsAre;

constexpr std::array<double, 3> kMasses = {0.25, 0.5, 0.25};

TEST(DayStretchTest, HasTheScorersEdges) {
    EXPECT_EQ(day_stretch(-0.1), 0U);
    EXPECT_EQ(day_stretch(0.5), 0U);
    EXPECT_EQ(day_stretch(1), 1U);
    EXPECT_EQ(day_stretch(6.9), 2U);
    EXPECT_EQ(day_stretch(500), 7U);
}

TEST(CellCorrectionTest, SaysNothingBeforeItHasSeenAnything) {
    EXPECT_THAT(
        CellCorrection(3, 2).corrected(kMasses, 5),
        ElementsAre(DoubleNear(0.25, 1e-12), DoubleNear(0.5, 1e-12), DoubleNear(0.25, 1e-12)));
}

/// 3 outcomes in the last cell where 0.75 were expected: by days (3 + 2 g) / (0.75 + 2), where g,
/// from all of them, is (3 + 2) / (0.75 + 2); the fading costs less than 0.2 %.
TEST(CellCorrectionTest, MultipliesByTheOutcomesOverTheExpectedOnes) {
    CellCorrection correction(3, 2);
    for (int i = 0; i < 3; ++i)
        correction.learn(kMasses, 5, 2);
    const auto factor = [](double came, double expected) {
        const double everywhere = (came + 2) / (expected + 2);
        return (came + 2 * everywhere) / (expected + 2);
    };
    const double low = 0.25 * factor(0, 0.75);
    const double middle = 0.5 * factor(0, 1.5);
    const double high = 0.25 * factor(3, 0.75);
    const double sum = low + middle + high;
    EXPECT_THAT(correction.corrected(kMasses, 5),
                ElementsAre(DoubleNear(low / sum, 1e-3), DoubleNear(middle / sum, 1e-3),
                            DoubleNear(high / sum, 1e-3)));
}

TEST(CellCorrectionTest, OtherDaysLearnFromAllButLess) {
    CellCorrection correction(3, 2);
    for (int i = 0; i < 50; ++i)
        correction.learn(kMasses, 5, 2);
    const double here = correction.corrected(kMasses, 5)[2];
    const double elsewhere = correction.corrected(kMasses, 50)[2];
    EXPECT_GT(elsewhere, 0.5);
    EXPECT_GT(here, elsewhere);
}

TEST(CellCorrectionTest, ComesBackWhenTheOutcomesDo) {
    CellCorrection correction(3, 2);
    for (int i = 0; i < 2000; ++i)
        correction.learn(kMasses, 5, 2);
    for (int i = 0; i < 20000; ++i)
        correction.learn(kMasses, 5, static_cast<std::size_t>(i % 4 == 0 ? 0 : i % 4 == 1 ? 2 : 1));
    EXPECT_THAT(correction.corrected(kMasses, 5),
                ElementsAre(DoubleNear(0.25, 0.01), DoubleNear(0.5, 0.01), DoubleNear(0.25, 0.01)));
}

TEST(CellCorrectionTest, ALargerPriorCorrectsLess) {
    CellCorrection quick(3, 2);
    CellCorrection slow(3, 100);
    for (int i = 0; i < 20; ++i) {
        quick.learn(kMasses, 5, 2);
        slow.learn(kMasses, 5, 2);
    }
    EXPECT_GT(quick.corrected(kMasses, 5)[2], 0.5);
    EXPECT_LT(slow.corrected(kMasses, 5)[2], 0.35);
}

TEST(CellCorrectionTest, NoCellBecomesImpossible) {
    CellCorrection correction(3, 2);
    for (int i = 0; i < 100000; ++i)
        correction.learn(kMasses, 5, 1);
    const auto corrected = correction.corrected(kMasses, 5);
    EXPECT_THAT(corrected, Each(::testing::Gt(1e-5)));
    EXPECT_NEAR(std::accumulate(corrected.begin(), corrected.end(), 0.0), 1, 1e-12);
}

}  // namespace
}  // namespace seatsync::learning
