#include "learning/shapley.hpp"

#include "learning/cooperative_game.hpp"
#include "learning/shapley_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace seatsync::learning {
namespace {

using testing::by_row;
using testing::random_rows;
using testing::tangled;

ShapleyEstimate explained(const testing::RowNumber& number, const Matrix& row,
                          const Matrix& background, std::size_t pairs) {
    ShapleyOptions options;
    options.pairs_per_background = pairs;
    const auto got = sampled_shapley(by_row(number), row, background, options);
    EXPECT_TRUE(got.has_value()) << got.error().detail;
    return *got;
}

/// By all subsets: the columns of a coalition come from the row, the others from the background.
std::vector<double> by_enumeration(const testing::RowNumber& number, const Matrix& row,
                                   const Matrix& background) {
    std::vector<double> values(std::size_t{1} << row.columns, 0.0);
    for (std::size_t coalition = 0; coalition < values.size(); ++coalition)
        for (std::size_t b = 0; b < background.rows(); ++b) {
            std::vector<float> mixed;
            for (std::size_t i = 0; i < row.columns; ++i)
                mixed.push_back((coalition >> i & 1U) != 0 ? row.values[i] : background.row(b)[i]);
            values[coalition] += number(mixed) / static_cast<double>(background.rows());
        }
    return *exact_shapley(values);
}

TEST(ShapleyTest, AgreesWithAllSubsets) {
    base::Random random(11);
    const Matrix row{.columns = 4, .values = {1.2F, -0.7F, 0.4F, 2.0F}};
    const Matrix background = random_rows(random, 5, 4);
    const auto exact = by_enumeration(tangled, row, background);
    const auto got = explained(tangled, row, background, 400);
    for (std::size_t i = 0; i < exact.size(); ++i) {
        EXPECT_NEAR(got.players[i].value, exact[i], 4 * got.players[i].error + 1e-9) << i;
        EXPECT_LT(got.players[i].error, 1.0) << i;
    }
    // The last column acts alone: exact, although its steps differ by background.
    EXPECT_NEAR(got.players[3].value, exact[3], 1e-9);
}

TEST(ShapleyTest, OnePairIsExactWherePlayersActInPairs) {
    base::Random random(5);
    const auto pairs = [](std::span<const float> x) {
        const auto n = testing::number;
        return n(x[0]) * n(x[1]) - 3 * n(x[1]) * n(x[2]) + std::exp(n(x[2])) * n(x[3]) + n(x[0]);
    };
    const Matrix row = random_rows(random, 1, 4);
    const Matrix background = random_rows(random, 7, 4);
    const auto exact = by_enumeration(pairs, row, background);
    const auto got = explained(pairs, row, background, 1);
    for (std::size_t i = 0; i < exact.size(); ++i)
        EXPECT_NEAR(got.players[i].value, exact[i], 1e-9) << i;
}

TEST(ShapleyTest, TwinsContributeTheSame) {
    const auto all_three = [](std::span<const float> x) {
        return static_cast<double>(x[0]) * static_cast<double>(x[1]) * static_cast<double>(x[2]);
    };
    const Matrix row{.columns = 3, .values = {2, 2, 5}};
    const Matrix background{.columns = 3, .values = {1, 1, 0.5F}};
    const auto got = explained(all_three, row, background, 2000);
    const auto& [one, other] = std::pair(got.players[0], got.players[1]);
    EXPECT_NEAR(one.value, other.value, 4 * std::hypot(one.error, other.error));
    EXPECT_GT(one.error, 0.0);
    EXPECT_NEAR(one.value, by_enumeration(all_three, row, background)[0], 4 * one.error);
}

TEST(ShapleyTest, TheStandardErrorIsHowFarSeedsScatter) {
    base::Random random(8);
    const Matrix row = random_rows(random, 1, 5);
    const Matrix background = random_rows(random, 1, 5);
    double mean = 0;
    double squares = 0;
    double stated = 0;
    constexpr int kSeeds = 400;
    for (int seed = 0; seed < kSeeds; ++seed) {
        ShapleyOptions options;
        options.seed = static_cast<std::uint64_t>(seed);
        options.pairs_per_background = 30;
        const auto got = sampled_shapley(by_row(tangled), row, background, options);
        mean += got->players[1].value / kSeeds;
        squares += got->players[1].value * got->players[1].value / kSeeds;
        stated += got->players[1].error * got->players[1].error / kSeeds;
    }
    const double scatter = squares - mean * mean;
    EXPECT_NEAR(stated / scatter, 1.0, 0.25);  // 400 variances: ± 0.07 each standard error.
}

TEST(ShapleyTest, AskedAboutOnceWhereNothingDiffers) {
    const float missing = std::nanf("");
    const Matrix row{.columns = 3, .values = {1, missing, 4}};
    const Matrix background{.columns = 3, .values = {2, missing, 4}};
    const auto got = explained(tangled, row, background, 6);
    EXPECT_EQ(got.rows_asked, 2U);
    EXPECT_EQ(got.players[1].value, 0.0);
    EXPECT_EQ(got.players[2].value, 0.0);
    EXPECT_EQ(got.players[0].value, got.answer - got.baseline);
}

TEST(ShapleyTest, AMissingValueIsAValueLikeAnyOther) {
    const auto counts_missing = [](std::span<const float> x) {
        return std::isnan(x[0]) ? 9.0 : 1.0;
    };
    const Matrix missing{.columns = 2, .values = {std::nanf(""), 0}};
    const Matrix there{.columns = 2, .values = {3, 1}};
    EXPECT_EQ(explained(counts_missing, missing, there, 1).players[0].value, 8.0);
    EXPECT_EQ(explained(counts_missing, there, missing, 1).players[0].value, -8.0);
}

TEST(ShapleyTest, ColumnsOfAGroupMoveTogether) {
    const auto product = [](std::span<const float> x) {
        return static_cast<double>(x[0]) * static_cast<double>(x[2]) + static_cast<double>(x[1]);
    };
    const Matrix row{.columns = 3, .values = {2, 10, 5}};
    const Matrix background{.columns = 3, .values = {1, 4, 3}};
    ShapleyOptions options;
    options.player_of_column = {1, 0, 1};
    const auto got = sampled_shapley(by_row(product), row, background, options);
    ASSERT_TRUE(got.has_value());
    ASSERT_EQ(got->players.size(), 2U);
    EXPECT_EQ(got->players[0].value, 6.0);
    EXPECT_EQ(got->players[1].value, 7.0);
}

TEST(ShapleyTest, ThePathIsOneMorePlayer) {
    const RowFunction sum = [](const Matrix& rows) -> Result<std::vector<double>> {
        std::vector<double> values;
        for (std::size_t i = 0; i < rows.rows(); ++i)
            values.push_back(static_cast<double>(rows.row(i)[0] + rows.paths.row(i)[0] * 10 +
                                                 rows.paths.row(i)[1] * 100));
        return values;
    };
    const Matrix row{.columns = 1, .values = {3}, .paths = {2, 1, {1, 2}}};
    const Matrix background{.columns = 1, .values = {1, 2}, .paths = {2, 1, {1, 2, 0, 0}}};
    const auto got = sampled_shapley(sum, row, background);
    ASSERT_TRUE(got.has_value()) << got.error().detail;
    ASSERT_EQ(got->players.size(), 2U);
    EXPECT_EQ(got->players[0].value, 1.5);
    EXPECT_EQ(got->players[1].value, 105.0);
}

TEST(ShapleyTest, RefusesWhatDoesNotFit) {
    const Matrix row{.columns = 2, .values = {1, 2}};
    const Matrix wide{.columns = 3, .values = {1, 2, 3}};
    const Matrix with_path{.columns = 2, .values = {1, 2}, .paths = {1, 1, {1}}};
    const auto code = [](const RowFunction& function, const Matrix& asked, const Matrix& background,
                         const ShapleyOptions& options = {}) {
        const auto got = sampled_shapley(function, asked, background, options);
        EXPECT_FALSE(got.has_value());
        return got.has_value() ? ErrorCode::not_found : got.error().code;
    };
    const RowFunction fine = by_row([](std::span<const float>) { return 1.0; });
    EXPECT_EQ(code(fine, row, wide), ErrorCode::invalid_argument);
    EXPECT_EQ(code(fine, row, {.columns = 2}), ErrorCode::invalid_argument);
    EXPECT_EQ(code(fine, {.columns = 2, .values = {1, 2, 3, 4}}, row), ErrorCode::invalid_argument);
    EXPECT_EQ(code(fine, {.columns = 2, .values = {1}}, row), ErrorCode::invalid_argument);
    EXPECT_EQ(code(fine, row, with_path), ErrorCode::invalid_argument);
    EXPECT_EQ(code(fine, row, row, {.pairs_per_background = 0}), ErrorCode::invalid_argument);
    EXPECT_EQ(code(fine, row, row, {.player_of_column = {0}}), ErrorCode::invalid_argument);
    EXPECT_EQ(code(fine, row, row, {.player_of_column = {1, 1}}), ErrorCode::invalid_argument);
    EXPECT_EQ(code(fine, row, row, {.player_of_column = {0, 7}}), ErrorCode::invalid_argument);
    const RowFunction short_one = [](const Matrix&) { return std::vector<double>{}; };
    EXPECT_EQ(code(short_one, row, row), ErrorCode::internal);
    const RowFunction infinite =
        by_row([](std::span<const float>) { return std::numeric_limits<double>::infinity(); });
    EXPECT_EQ(code(infinite, row, row), ErrorCode::internal);
    const RowFunction refusing = [](const Matrix&) -> Result<std::vector<double>> {
        return fail(ErrorCode::unavailable, "no");
    };
    EXPECT_EQ(code(refusing, row, row), ErrorCode::unavailable);
}

}  // namespace
}  // namespace seatsync::learning
