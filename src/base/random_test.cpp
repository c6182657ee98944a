#include "base/random.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

namespace seatsync::base {

namespace {

std::vector<std::int64_t> first_integers(Random random, int count) {
    std::vector<std::int64_t> drawn;
    for (int i = 0; i < count; ++i)
        drawn.push_back(random.integer(0, 1'000'000));
    return drawn;
}

// Written down once: a stored seed must give the same season for ever, on every platform.
TEST(RandomTest, TheNumbersOfASeedNeverChange) {
    Random random(42);
    EXPECT_EQ(random.uniform(), 0.75515553295453897);  // 13930160852258120406 / 2^64
    EXPECT_EQ(random.uniform(10, 20), 16.390313938546974);
    EXPECT_EQ(random.integer(-5, 1'000'000), 752'144);
    EXPECT_DOUBLE_EQ(random.normal(0, 1), -0.25912177929071034);
    EXPECT_DOUBLE_EQ(random.exponential(2), 1.0339908960467679);
    EXPECT_EQ(random.poisson(3), 1);
    EXPECT_EQ(random.stream("prices").integer(0, 1'000'000), 434'259);
}

TEST(RandomTest, TheSameSeedGivesTheSameNumbers) {
    EXPECT_EQ(first_integers(Random(7), 20), first_integers(Random(7), 20));
    EXPECT_NE(first_integers(Random(7), 20), first_integers(Random(8), 20));
}

TEST(RandomTest, AStreamDependsOnSeedAndNameAlone) {
    Random used(7);
    (void)used.uniform();
    EXPECT_EQ(first_integers(used.stream("a"), 20), first_integers(Random(7).stream("a"), 20));
    EXPECT_NE(first_integers(used.stream("a"), 20), first_integers(used.stream("b"), 20));
    EXPECT_NE(first_integers(Random(7).stream("a"), 20), first_integers(Random(8).stream("a"), 20));
    EXPECT_NE(first_integers(used.stream(""), 20), first_integers(Random(7), 20));
}

TEST(RandomTest, MakingAStreamDrawsNothing) {
    Random a(7);
    Random b(7);
    (void)a.stream("x");
    EXPECT_EQ(a.uniform(), b.uniform());
}

TEST(RandomTest, StaysInItsRanges) {
    Random random(1);
    std::set<std::int64_t> seen;
    for (int i = 0; i < 1000; ++i) {
        const double unit = random.uniform();
        EXPECT_TRUE(unit >= 0.0 && unit < 1.0);
        const double narrow = random.uniform(1.0, std::nextafter(1.0, 2.0));
        EXPECT_EQ(narrow, 1.0);  // The upper end is never reached.
        seen.insert(random.integer(-1, 1));
        EXPECT_GT(random.exponential(0.5), 0.0);
        EXPECT_GE(random.poisson(0.5), 0);
    }
    EXPECT_EQ(seen, (std::set<std::int64_t>{-1, 0, 1}));
    EXPECT_EQ(random.poisson(0), 0);
    EXPECT_EQ(random.normal(5, 0), 5.0);
    EXPECT_FALSE(random.chance(0));
    EXPECT_TRUE(random.chance(1));
}

// Within five standard errors of the truth, with a fixed seed.
TEST(RandomTest, HasTheMeansAndDeviationsItPromises) {
    Random random(3);
    constexpr int kDraws = 20'000;
    double uniform = 0;
    double normal = 0;
    double normal_square = 0;
    double exponential = 0;
    double poisson = 0;
    double chance = 0;
    for (int i = 0; i < kDraws; ++i) {
        uniform += random.uniform(10, 20);
        const double z = random.normal(3, 2);
        normal += z;
        normal_square += (z - 3) * (z - 3);
        exponential += random.exponential(4);
        poisson += static_cast<double>(random.poisson(7));
        chance += random.chance(0.3) ? 1 : 0;
    }
    const double root = std::sqrt(kDraws);
    EXPECT_NEAR(uniform / kDraws, 15, 5 * 10 / std::sqrt(12.0) / root);
    EXPECT_NEAR(normal / kDraws, 3, 5 * 2 / root);
    EXPECT_NEAR(normal_square / kDraws, 4, 5 * 4 * std::sqrt(2.0) / root);
    EXPECT_NEAR(exponential / kDraws, 0.25, 5 * 0.25 / root);
    EXPECT_NEAR(poisson / kDraws, 7, 5 * std::sqrt(7.0) / root);
    EXPECT_NEAR(chance / kDraws, 0.3, 5 * std::sqrt(0.21) / root);
}

}  // namespace

}  // namespace seatsync::base
