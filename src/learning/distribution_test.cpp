#include "learning/distribution.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace seatsync::learning {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

Support support_of(const std::vector<double>& log_ratios, std::size_t cells_per_side,
                   std::size_t fewest) {
    return Support::from(log_ratios, cells_per_side, fewest).value();
}

/// [-0.2, -0.1], the atom at 0, [0.1, 0.3].
Support three_cells() {
    return support_of({0.3, 0, -0.2, 0.1, -0.1, 0}, 1, 1);
}

Distributions of(Support support, std::vector<float> probabilities, double shift = 0) {
    return Distributions(std::make_shared<const Support>(std::move(support)),
                         std::move(probabilities), {shift});
}

std::vector<std::pair<double, double>> bounds_of(const Support& support) {
    std::vector<std::pair<double, double>> bounds;
    for (const Cell& cell : support.cells)
        bounds.emplace_back(cell.points.front(), cell.points.back());
    return bounds;
}

using Bounds = std::vector<std::pair<double, double>>;

TEST(SupportTest, SplitsEachSideIntoCellsOfEqualCounts) {
    struct Case {
        const char* name;
        std::vector<double> values;
        std::size_t cells_per_side, fewest;
        Bounds bounds;
    };
    const Case cases[] = {
        {"both sides",
         {-4, -3, -2, -1, 1, 2, 3, 4},
         2,
         2,
         {{-4, -3}, {-2, -1}, {0, 0}, {1, 2}, {3, 4}}},
        {"no more cells than asked", {1, 2, 3, 4, 5, 6}, 2, 1, {{0, 0}, {1, 3}, {4, 6}}},
        {"too few for two cells", {1, 2, 3}, 2, 2, {{0, 0}, {1, 3}}},
        {"fewer than fewest make one cell", {1}, 2, 5, {{0, 0}, {1, 1}}},
        {"equal values stay together", {1, 1, 1, 2, 3, 4}, 3, 2, {{0, 0}, {1, 1}, {2, 2}, {3, 4}}},
        {"only unchanged", {0, 1e-10, -1e-10}, 5, 1, {{0, 0}}},
        {"one single fall", {-0.5}, 5, 1, {{-0.5, -0.5}, {0, 0}}},
    };
    for (const Case& one : cases)
        EXPECT_EQ(bounds_of(support_of(one.values, one.cells_per_side, one.fewest)), one.bounds)
            << one.name;
}

TEST(SupportTest, ACellIsTheStepsOfItsSample) {
    const Support support = support_of({1, 2, 4}, 1, 1);
    ASSERT_EQ(support.cells.size(), 2U);
    EXPECT_THAT(support.cells[1].points, ElementsAre(1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4));
    EXPECT_TRUE(support.cells[0].atom());
    EXPECT_FALSE(support.cells[1].atom());
}

TEST(SupportTest, NeedsAValue) {
    const auto support = Support::from({}, 5, 5);
    ASSERT_FALSE(support.has_value());
    EXPECT_EQ(support.error().code, ErrorCode::insufficient_data);
}

TEST(SupportTest, FindsTheCellOfAValue) {
    const std::pair<double, std::size_t> cases[] = {
        {-9, 0},    {-0.2, 0}, {-0.15, 0}, {-0.1, 0}, {-0.05, 0}, {-1e-10, 1}, {0, 1},
        {1e-10, 1}, {1e-8, 2}, {0.05, 2},  {0.1, 2},  {0.2, 2},   {0.3, 2},    {9, 2}};
    for (const auto& [value, cell] : cases)
        EXPECT_EQ(three_cells().cell_of(value), cell) << value;
}

TEST(SupportTest, AValueBehindTheOnlyAtomBelongsToIt) {
    EXPECT_EQ(support_of({0}, 1, 1).cell_of(0.5), 0U);
    EXPECT_EQ(support_of({0}, 1, 1).cell_of(-0.5), 0U);
}

TEST(DistributionsTest, QuantilesWalkThroughTheCells) {
    const Distributions quarters = of(three_cells(), {0.25F, 0.5F, 0.25F});
    const std::pair<double, double> cases[] = {{0.0625, -0.175}, {0.125, -0.15}, {0.25, -0.1},
                                               {0.26, 0},        {0.5, 0},       {0.75, 0},
                                               {0.875, 0.2},     {0.999, 0.2992}};
    for (const auto& [level, value] : cases)
        EXPECT_THAT(quarters.quantile(0, level), DoubleNear(value, 1e-12)) << level;
}

TEST(DistributionsTest, CumulativeProbabilitiesWithTheAtomAtZero) {
    const Distributions quarters = of(three_cells(), {0.25F, 0.5F, 0.25F});
    struct Case {
        double value, below, up_to;
    };
    const Case cases[] = {{-9, 0, 0},
                          {-0.2, 0, 0},
                          {-0.15, 0.125, 0.125},
                          {-0.1, 0.25, 0.25},
                          {-0.05, 0.25, 0.25},
                          {0, 0.25, 0.75},
                          {1e-10, 0.25, 0.75},
                          {0.05, 0.75, 0.75},
                          {0.2, 0.875, 0.875},
                          {0.3, 1, 1},
                          {9, 1, 1}};
    for (const auto& [value, below, up_to] : cases) {
        EXPECT_NEAR(quarters.cumulative(0, value).below, below, 1e-12) << value;
        EXPECT_NEAR(quarters.cumulative(0, value).up_to, up_to, 1e-12) << value;
    }
}

/// 0.1 is five eighths of the steps of [0, 0.2]: steps 2…7 of 0…8.
TEST(DistributionsTest, ManyEqualValuesAreAnAtomInsideTheirCell) {
    const Distributions tied =
        of(support_of({0.05, 0.075, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.2}, 1, 1), {0, 1});
    const auto at = tied.cumulative(0, 0.1);
    EXPECT_NEAR(at.below, 2.0 / 8, 1e-12);
    EXPECT_NEAR(at.up_to, 7.0 / 8, 1e-12);
    for (const double level : {0.3, 0.5, 0.8})
        EXPECT_NEAR(tied.quantile(0, level), 0.1, 1e-12);
    EXPECT_NEAR(tied.cumulative(0, 0.15).up_to, 7.5 / 8, 1e-12);
}

TEST(DistributionsTest, AShiftMovesTheWhole) {
    const Distributions shifted = of(three_cells(), {0.25F, 0.5F, 0.25F}, 1.0);
    EXPECT_NEAR(shifted.quantile(0, 0.125), 0.85, 1e-12);
    EXPECT_NEAR(shifted.quantile(0, 0.5), 1.0, 1e-12);
    EXPECT_NEAR(shifted.cumulative(0, 1.0).below, 0.25, 1e-12);
    EXPECT_NEAR(shifted.cumulative(0, 1.0).up_to, 0.75, 1e-12);
}

TEST(DistributionsTest, CellsWithoutProbabilityAreNoQuantile) {
    const Distributions only_up = of(three_cells(), {0, 0, 1});
    EXPECT_NEAR(only_up.quantile(0, 0.002), 0.1004, 1e-9);
    const Distributions never_moves = of(three_cells(), {0, 1, 0});
    for (const double level : {0.002, 0.5, 0.998})
        EXPECT_EQ(never_moves.quantile(0, level), 0);
}

TEST(DistributionsTest, OneValueIsAllThereIs) {
    const Distributions still = of(support_of({0}, 1, 1), {1});
    EXPECT_EQ(still.quantile(0, 0.05), 0);
    EXPECT_EQ(still.quantile(0, 0.95), 0);
    EXPECT_EQ(still.cumulative(0, 0).below, 0);
    EXPECT_EQ(still.cumulative(0, 0).up_to, 1);
    EXPECT_EQ(still.cumulative(0, 0.5).below, 1);
    EXPECT_EQ(still.cumulative(0, -0.5).up_to, 0);
}

TEST(DistributionsTest, EachRowHasItsOwnProbabilities) {
    const Distributions two(std::make_shared<const Support>(three_cells()), {1, 0, 0, 0, 0, 1},
                            {0, 0});
    EXPECT_EQ(two.rows(), 2U);
    EXPECT_NEAR(two.quantile(0, 0.5), -0.15, 1e-12);
    EXPECT_NEAR(two.quantile(1, 0.5), 0.2, 1e-12);
}

TEST(DistributionsTest, ItsMassesOnAnotherSupport) {
    const Support other = support_of({-0.3, -0.05, 0, 0.2, 0.5}, 2, 1);
    const auto masses = of(three_cells(), {0.2F, 0.5F, 0.3F}).masses(0, other);
    // Below -0.175, a quarter of the way from -0.2 to -0.1; the rest; the atom; below 0.35.
    EXPECT_THAT(masses,
                ElementsAre(DoubleNear(0.05, 1e-6), DoubleNear(0.15, 1e-6), DoubleNear(0.5, 1e-6),
                            DoubleNear(0.3, 1e-6), DoubleNear(0, 1e-6)));
}

/// Probabilities are floats: three times 0.3F and 0.1F are more than 1.
TEST(DistributionsTest, ItsMassesAreProbabilitiesToTheLastBit) {
    const Support support = support_of({1, 2, 3, 4}, 4, 1);
    const auto masses = of(support, {0.3F, 0.3F, 0.3F, 0.1F, 0.0F}).masses(0, support);
    double sum = 0;
    for (const double mass : masses) {
        EXPECT_GE(mass, 0);
        sum += mass;
    }
    EXPECT_NEAR(sum, 1, 1e-12);
}

TEST(SupportTest, StoredPointsAreAscendingNumbers) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const std::vector<double>& points :
         {std::vector<double>{}, {0.2, 0.1}, {nan}, {nan, 0.1}, {0.1, nan}}) {
        base::ByteWriter out;
        Support{.cells = {{.points = {0.0}}, {.points = points}}}.save(out);
        const std::string bytes = out.take();
        base::ByteReader in(bytes);
        EXPECT_EQ(Support::load(in).error().code, ErrorCode::corrupt_data);
    }
}

}  // namespace
}  // namespace seatsync::learning
