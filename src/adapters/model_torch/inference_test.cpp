#include "adapters/model_torch/inference.hpp"

#include "adapters/model_torch/differentiator.hpp"
#include "adapters/model_torch/lanes_loops.hpp"
#include "base/random.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

namespace seatsync::model_torch {
namespace {

NetShape shape_of(NetKind kind) {
    return {.kind = kind, .steps = 7, .step_inputs = 5, .statics = 11, .cells = 6};
}

std::vector<float> drawn(std::size_t count, std::uint64_t seed, double deviation) {
    base::Random random(seed);
    std::vector<float> numbers(count);
    for (float& number : numbers)
        number = static_cast<float>(random.normal(0, deviation));
    return numbers;
}

/// Rows of random numbers; the first steps of some rows are not there.
struct Questions {
    explicit Questions(const NetShape& shape)
        : statics(drawn(kRows * shape.statics, 2, 1)),
          steps(drawn(kRows * shape.steps * shape.step_inputs, 3, 1)) {
        for (std::size_t i = 0; i < kRows; ++i)
            for (std::size_t k = 0; k < shape.steps; ++k) {
                float* step = &steps[(i * shape.steps + k) * shape.step_inputs];
                if (k < i % shape.steps)
                    std::fill_n(step, shape.step_inputs, 0.0F);
                else
                    *step = 1;
            }
    }
    static constexpr std::size_t kRows = 2 * 16 + 5;  // Two blocks of lanes and a part of one.
    std::vector<float> statics;
    std::vector<float> steps;
};

class InferenceTest : public ::testing::TestWithParam<NetKind> {};

TEST_P(InferenceTest, AnswersWhatTheModulesOfLibTorchAnswer) {
    const NetShape shape = shape_of(GetParam());
    const std::vector<float> parameters = drawn(parameter_count(shape), 1, 0.3);
    const Questions asked(shape);
    std::vector<float> eager(Questions::kRows * shape.cells);
    auto modules = open_differentiator(shape);
    ASSERT_TRUE(modules.has_value()) << modules.error().detail;
    const auto done =
        (*modules)->margins(parameters, {Questions::kRows, asked.statics, asked.steps}, eager);
    ASSERT_TRUE(done.has_value()) << done.error().detail;
    std::vector<float> own(eager.size());
    answer_rows(
        *make_inference(shape, parameters), shape, 0, Questions::kRows,
        [&](std::size_t i, std::span<float> statics, std::span<float> steps) {
            std::copy_n(&asked.statics[i * statics.size()], statics.size(), statics.begin());
            std::copy_n(&asked.steps[i * steps.size()], steps.size(), steps.begin());
        },
        own);
    float largest = 0;
    for (std::size_t i = 0; i < own.size(); ++i) {
        EXPECT_NEAR(own[i], eager[i], 1e-4F) << i;
        largest = std::max(largest, std::abs(eager[i]));
    }
    EXPECT_GT(largest, 0.1F);
}

TEST_P(InferenceTest, AnUntrainedNetAnswersThePrior) {
    const NetShape shape = shape_of(GetParam());
    for (const ParameterBlock& block : parameters_of(shape))
        if (block.name.starts_with("answer")) {
            EXPECT_EQ(block.deviation, 0.0);
            EXPECT_EQ(block.start, 0.0);
        }
}

/// Mean loss changes along a direction as its derivatives say.
TEST_P(InferenceTest, TheGradientIsTheSlopeOfTheLoss) {
    const NetShape shape = shape_of(GetParam());
    std::vector<float> parameters = drawn(parameter_count(shape), 1, 0.2);
    const Questions asked(shape);
    const std::vector<float> prior = drawn(Questions::kRows * shape.cells, 4, 0.5);
    std::vector<std::int64_t> labels;
    for (std::size_t i = 0; i < Questions::kRows; ++i)
        labels.push_back(static_cast<std::int64_t>(i % shape.cells));
    const NetBatch batch{.inputs = {Questions::kRows, asked.statics, asked.steps},
                         .log_prior = prior,
                         .labels = labels};
    const auto modules = open_differentiator(shape).value();
    std::vector<float> gradient(parameters.size());
    std::vector<float> unused(parameters.size());
    ASSERT_TRUE(modules->loss_gradient(parameters, batch, {}, gradient).has_value());
    double squares = 0;
    for (const float slope : gradient)
        squares += static_cast<double>(slope) * static_cast<double>(slope);
    const double length = std::sqrt(squares);
    ASSERT_GT(length, 1e-3);
    const auto loss_at = [&](double step) {
        std::vector<float> moved = parameters;
        for (std::size_t i = 0; i < moved.size(); ++i)
            moved[i] += static_cast<float>(step * static_cast<double>(gradient[i]) / length);
        return modules->loss_gradient(moved, batch, {}, unused).value();
    };
    const double slope = (loss_at(0.01) - loss_at(-0.01)) / 0.02;
    EXPECT_NEAR(slope, length, 0.03 * length);
}

INSTANTIATE_TEST_SUITE_P(Both, InferenceTest,
                         ::testing::Values(NetKind::lstm, NetKind::transformer),
                         [](const auto& kind) { return std::string(name_of(kind.param)); });

template <class Work>
void expect_same_bits(std::size_t count, const Work& work) {
    if (wide_lanes() == nullptr)
        GTEST_SKIP() << "this processor has no wide lanes";
    std::vector<float> plain = drawn(count * kLanes, 9, 1);
    std::vector<float> wide = plain;
    work(plain_lanes(), plain.data());
    work(*wide_lanes(), wide.data());
    EXPECT_EQ(std::memcmp(plain.data(), wide.data(), plain.size() * sizeof(float)), 0);
}

TEST(LanesTest, WideLanesGiveTheBitsOfPlainOnes) {
    const std::vector<float> in = drawn(20 * kLanes, 5, 1);
    const std::vector<float> weights = drawn(7 * 20, 6, 1);
    expect_same_bits(7, [&](const LanesTable& lanes, float* out) {
        lanes.dense_onto(weights.data(), 7, 20, in.data(), out);
    });
    const std::vector<float> gates = drawn(4 * 3 * kLanes, 7, 30);  // Also far out.
    expect_same_bits(6, [&](const LanesTable& lanes, float* out) {
        lanes.lstm_step(gates.data(), 3, out, out + 3 * kLanes);
    });
    expect_same_bits(20, [&](const LanesTable& lanes, float* out) {
        lanes.layer_norm(weights.data(), weights.data() + 20, 20, in.data(), out);
    });
    std::vector<float> present(5 * kLanes, 1.0F);
    std::fill_n(present.begin() + kLanes, 20, 0.0F);
    expect_same_bits(4, [&](const LanesTable& lanes, float* out) {
        std::vector<float> scores(5 * kLanes);
        lanes.attention(gates.data(), in.data(), in.data(), present.data(), 5, 4, 4, scores.data(),
                        out);
    });
}

TEST(LanesTest, AStepOfOneStateIsTheTextbooks) {
    std::vector<float> gates(4 * kLanes);
    std::vector<float> cell(kLanes, 0.5F);
    std::vector<float> hidden(kLanes);
    for (std::size_t l = 0; l < kLanes; ++l) {
        gates[l] = 0.3F;
        gates[kLanes + l] = -1.0F;
        gates[2 * kLanes + l] = 2.0F;
        gates[3 * kLanes + l] = static_cast<float>(l);
    }
    lstm_step(gates.data(), 1, cell.data(), hidden.data());
    const auto sigmoid = [](double x) { return 1 / (1 + std::exp(-x)); };
    const double state = sigmoid(-1.0) * 0.5 + sigmoid(0.3) * std::tanh(2.0);
    for (std::size_t l = 0; l < kLanes; ++l) {
        EXPECT_NEAR(cell[l], state, 1e-6);
        EXPECT_NEAR(hidden[l], sigmoid(static_cast<double>(l)) * std::tanh(state), 1e-6);
    }
}

}  // namespace
}  // namespace seatsync::model_torch
