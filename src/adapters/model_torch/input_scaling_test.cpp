#include "adapters/model_torch/input_scaling.hpp"

#include "features/recent_path.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace seatsync::model_torch {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;

constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t kSteps = 3;
/// Present, age, gap, price, listings, listings missing, median, median missing, changes.
constexpr std::size_t kStepInputs = 9;

/// Rows of a constant, a number and one that may be missing; paths of two steps and room for one.
learning::Matrix four_rows() {
    learning::Matrix x{.columns = 3, .values = {}, .paths = {}};
    x.paths.steps = kSteps;
    x.paths.channels = features::kPathChannels;
    const std::vector<std::vector<float>> rows = {
        {7, 1, kMissing}, {7, 3, 10}, {7, 1, 20}, {7, 3, 30}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        x.add(rows[i]);
        const float price = i % 2 == 0 ? 0.1F : -0.1F;
        const std::vector<float> path = {kMissing, kMissing, kMissing, kMissing, kMissing,  //
                                         2,        price,    kMissing, 0.5F,     1,         //
                                         0,        0,        3,        0.5F,     0};
        x.paths.values.insert(x.paths.values.end(), path.begin(), path.end());
    }
    return x;
}

struct Encoded {
    std::vector<float> statics;
    std::vector<float> steps;
};

Encoded encoded(const InputScaling& scaling, const learning::Matrix& x, std::size_t i) {
    Encoded row{std::vector<float>(scaling.statics()),
                std::vector<float>(scaling.steps() * scaling.step_inputs())};
    scaling.encode(x, i, row.statics, row.steps);
    return row;
}

TEST(InputScalingTest, StandardisesAndTellsWhatIsMissing) {
    const learning::Matrix x = four_rows();
    const InputScaling scaling = InputScaling::fit(x, false);
    ASSERT_EQ(scaling.statics(), 3U);  // The constant is not read; the last has a mask.
    const auto deviation = static_cast<float>(std::sqrt(200.0 / 3));  // Of 10, 20 and 30.
    EXPECT_THAT(encoded(scaling, x, 0).statics, ElementsAre(-1, 0, 1));
    EXPECT_THAT(encoded(scaling, x, 3).statics,
                ElementsAre(1, FloatNear(10 / deviation, 1e-6F), 0));
    EXPECT_EQ(scaling.column_of(0), 1U);
    EXPECT_EQ(scaling.column_of(1), 2U);
    EXPECT_EQ(scaling.column_of(2), 2U);
}

TEST(InputScalingTest, AStepThatIsNotThereIsZeros) {
    const learning::Matrix x = four_rows();
    const InputScaling scaling = InputScaling::fit(x, true);
    const Encoded row = encoded(scaling, x, 1);
    for (std::size_t j = 0; j < scaling.step_inputs(); ++j)
        EXPECT_EQ(row.steps[j], 0.0F) << j;
}

TEST(InputScalingTest, AStepTellsItsNumbersAndWhichAreMissing) {
    const learning::Matrix x = four_rows();
    const InputScaling scaling = InputScaling::fit(x, false);
    const Encoded row = encoded(scaling, x, 1);
    const std::vector<float> older(row.steps.begin() + kStepInputs,
                                   row.steps.begin() + 2 * kStepInputs);
    const auto price = static_cast<float>(-0.1 / std::sqrt(0.005));  // Half of the prices are 0.
    EXPECT_THAT(older, ElementsAre(1, FloatNear(1, 1e-6F), FloatNear(1, 1e-6F),
                                   FloatNear(price, 1e-5F), 0, 1, 0, 0, FloatNear(1, 1e-6F)));
    const std::vector<float> newest(row.steps.begin() + 2 * kStepInputs, row.steps.end());
    EXPECT_THAT(newest, ElementsAre(1, FloatNear(-1, 1e-6F), FloatNear(-1, 1e-6F), 0, 0, 0, 0, 0,
                                    FloatNear(-1, 1e-6F)));
}

TEST(InputScalingTest, TimeEncodingsAreSinesOfTheAge) {
    const learning::Matrix x = four_rows();
    const InputScaling scaling = InputScaling::fit(x, true);
    ASSERT_EQ(scaling.step_inputs(), kStepInputs + 8);
    const Encoded row = encoded(scaling, x, 0);
    const float* older = row.steps.data() + scaling.step_inputs() + kStepInputs;
    EXPECT_NEAR(older[2], 0, 1e-6);   // Two days are half a period of four: sine …
    EXPECT_NEAR(older[3], -1, 1e-6);  // … and cosine.
    EXPECT_NEAR(older[4], std::sin(2 * std::acos(-1.0) * 2 / 16), 1e-6);
    const float* newest = older + scaling.step_inputs();
    EXPECT_EQ(newest[2], 0.0F);
    EXPECT_EQ(newest[3], 1.0F);
}

TEST(InputScalingTest, OutliersEndAtFourDeviations) {
    learning::Matrix x = four_rows();
    const InputScaling scaling = InputScaling::fit(x, false);
    x.values[1] = 1e6F;
    EXPECT_EQ(encoded(scaling, x, 0).statics[0], 4.0F);
    x.values[1] = -1e6F;
    EXPECT_EQ(encoded(scaling, x, 0).statics[0], -4.0F);
}

TEST(InputScalingTest, WhatWasNeverMissingInTrainingMayBeLater) {
    learning::Matrix x = four_rows();
    const InputScaling scaling = InputScaling::fit(x, false);
    x.values[1] = kMissing;
    EXPECT_EQ(encoded(scaling, x, 0).statics[0], 0.0F);
}

TEST(InputScalingTest, FitsMatricesOfItsOwnShapeAlone) {
    const learning::Matrix x = four_rows();
    const InputScaling scaling = InputScaling::fit(x, false);
    EXPECT_TRUE(scaling.fits(x));
    learning::Matrix other = x;
    other.columns = 4;
    EXPECT_FALSE(scaling.fits(other));
    other = x;
    other.paths.values.pop_back();
    EXPECT_FALSE(scaling.fits(other));
    other = x;
    other.paths.channels = 4;
    EXPECT_FALSE(scaling.fits(other));
}

TEST(InputScalingTest, ComesBackFromItsBytes) {
    const learning::Matrix x = four_rows();
    const InputScaling scaling = InputScaling::fit(x, true);
    base::ByteWriter out;
    scaling.save(out);
    const std::string bytes = out.take();
    base::ByteReader in(bytes);
    const auto again = InputScaling::load(in);
    ASSERT_TRUE(again.has_value());
    EXPECT_TRUE(in.at_end());
    for (std::size_t i = 0; i < x.rows(); ++i) {
        EXPECT_EQ(encoded(*again, x, i).statics, encoded(scaling, x, i).statics);
        EXPECT_EQ(encoded(*again, x, i).steps, encoded(scaling, x, i).steps);
    }
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        base::ByteReader cut(std::string_view(bytes).substr(0, size));
        ASSERT_EQ(InputScaling::load(cut).error().code, ErrorCode::corrupt_data) << size;
    }
}

}  // namespace
}  // namespace seatsync::model_torch
