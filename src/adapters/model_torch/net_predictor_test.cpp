#include "adapters/model_torch/net_predictor.hpp"

#include "adapters/model_torch/planted_paths_fixture.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace seatsync::model_torch {
namespace {

using learning::Distributions;
using learning::FitOptions;
using learning::Matrix;
using learning::Predictor;
using learning::Samples;

NetOptions small(NetKind kind) {
    return {.kind = kind,
            .epochs_max = 15,
            .rows_per_epoch = 3000,
            .batch = 64,
            .learning_rate = 5e-3,
            .averaging = 0.9,
            .width = 16,
            .prediction_threads = 1};
}

FitOptions options_with(std::uint64_t seed, std::size_t rounds = 0) {
    return {.seed = seed, .days_to_event_column = kDaysColumn, .rounds = rounds};
}

std::unique_ptr<Predictor> fitted(const NetOptions& net, const Samples& train,
                                  const Samples& validation, const FitOptions& options) {
    auto predictor = make_net_predictor(net);
    const auto fit = predictor->fit(train, validation, options);
    EXPECT_TRUE(fit.has_value()) << fit.error().detail;
    return predictor;
}

/// One that has seen the pattern; trained once for all tests.
const Predictor& learned(NetKind kind) {
    static std::map<NetKind, std::unique_ptr<Predictor>> predictors;
    auto& predictor = predictors[kind];
    if (!predictor)
        predictor =
            fitted(small(kind), planted_paths(3000, 1), planted_paths(1000, 2), options_with(1));
    return *predictor;
}

/// A short training, for tests of its bytes.
std::unique_ptr<Predictor> briefly_fitted(const NetOptions& net, std::uint64_t seed) {
    return fitted(net, planted_paths(400, 1), Samples{}, options_with(seed, 2));
}

std::string answers_of(const Predictor& predictor, const Matrix& x) {
    const Distributions predicted = predictor.predict(x).value();
    std::string bytes;
    for (std::size_t i = 0; i < predicted.rows(); ++i)
        for (const double level : {0.05, 0.25, 0.5, 0.75, 0.95}) {
            const double quantile = predicted.quantile(i, level);
            bytes.append(reinterpret_cast<const char*>(&quantile), sizeof quantile);
        }
    return bytes;
}

class NetPredictorTest : public ::testing::TestWithParam<NetKind> {};

TEST_P(NetPredictorTest, FindsWhatOnlyThePathShows) {
    const Predictor& predictor = learned(GetParam());
    EXPECT_EQ(predictor.name(), name_of(GetParam()));
    EXPECT_GE(predictor.rounds(), 2U);
    EXPECT_GT(predictor.predict(question_with(0.3F)).value().quantile(0, 0.5), 0.01);
    EXPECT_LT(predictor.predict(question_with(-0.3F)).value().quantile(0, 0.5), -0.01);
}

TEST_P(NetPredictorTest, ADistributionsCellsAddToOneWhateverIsMissing) {
    Matrix x = planted_paths(40, 3).x;
    for (std::size_t j = 1; j < kColumns; ++j)  // The third question tells no feature but the days.
        x.values[2 * kColumns + j] = std::numeric_limits<float>::quiet_NaN();
    const auto path = x.paths.steps * x.paths.channels;
    for (std::size_t k = 0; k < path; ++k)  // And no price at all.
        x.paths.values[2 * path + k] = std::numeric_limits<float>::quiet_NaN();
    const Distributions predicted = learned(GetParam()).predict(x).value();
    for (std::size_t i = 0; i < predicted.rows(); ++i)
        EXPECT_NEAR(predicted.cumulative(i, 99).up_to, 1.0, 1e-5) << i;
}

TEST_P(NetPredictorTest, NoiseIsNotLearned) {
    const auto predictor = fitted(small(GetParam()), planted_paths(1000, 1, 0.5),
                                  planted_paths(1000, 2, 0.5), options_with(1));
    EXPECT_LT(predictor->rounds(), 6U);
    EXPECT_NEAR(predictor->predict(question_with(0.3F)).value().quantile(0, 0.5), 0, 0.02);
}

TEST_P(NetPredictorTest, SameSeedSameBytesOtherSeedOthers) {
    const auto first = briefly_fitted(small(GetParam()), 5);
    EXPECT_TRUE(first->save().value() == briefly_fitted(small(GetParam()), 5)->save().value());
    EXPECT_FALSE(first->save().value() == briefly_fitted(small(GetParam()), 6)->save().value());
}

TEST_P(NetPredictorTest, RoundsThatAreKnownAreTaken) {
    EXPECT_EQ(briefly_fitted(small(GetParam()), 5)->rounds(), 2U);
}

TEST_P(NetPredictorTest, NeitherThreadsNorNeighboursChangeABit) {
    const std::string bytes = learned(GetParam()).save().value();
    const Matrix many = planted_paths(9000, 3).x;
    NetOptions net = small(GetParam());
    net.prediction_threads = 2;
    const auto side_by_side = make_net_predictor(net);
    ASSERT_TRUE(side_by_side->load(bytes).has_value());
    const std::string answers = answers_of(learned(GetParam()), many);
    EXPECT_TRUE(answers_of(*side_by_side, many) == answers);
    std::string one_by_one;
    for (std::size_t i = 0; i < 40; ++i) {
        Matrix one{.columns = kColumns, .values = {}, .paths = {}};
        one.add_from(many, i);
        one_by_one += answers_of(learned(GetParam()), one);
    }
    EXPECT_TRUE(answers.substr(0, one_by_one.size()) == one_by_one);
}

TEST_P(NetPredictorTest, ComesBackFromItsBytes) {
    const Matrix asked = planted_paths(300, 3).x;
    const Predictor& predictor = learned(GetParam());
    const std::string bytes = predictor.save().value();
    const auto again = make_net_predictor({.kind = GetParam(), .prediction_threads = 1});
    ASSERT_TRUE(again->load(bytes).has_value());
    EXPECT_TRUE(answers_of(*again, asked) == answers_of(predictor, asked));
    EXPECT_EQ(again->rounds(), predictor.rounds());
    EXPECT_TRUE(again->save().value() == bytes);
}

TEST_P(NetPredictorTest, RefusesBytesThatAreNoNet) {
    const std::string bytes = briefly_fitted(small(GetParam()), 5)->save().value();
    const auto code_of = [](std::string_view part) {
        const auto load = make_net_predictor({.kind = GetParam()})->load(part);
        return load.has_value() ? ErrorCode{} : load.error().code;
    };
    for (std::size_t size = 0; size < bytes.size(); size += size < 3000 ? 7 : 997)
        ASSERT_EQ(code_of(bytes.substr(0, size)), ErrorCode::corrupt_data) << size;
    EXPECT_EQ(code_of(bytes + "x"), ErrorCode::corrupt_data);
    EXPECT_EQ(code_of("no net at all, but longer than two numbers"), ErrorCode::corrupt_data);
    std::string other = bytes;
    other[8] = 17;  // The second number: more steps than paths have.
    EXPECT_EQ(code_of(other), ErrorCode::corrupt_data);
    other = bytes;
    for (std::size_t i = bytes.size() - 8; i < bytes.size(); ++i)
        other[i] = '\xff';  // The last parameter: NaN.
    EXPECT_EQ(code_of(other), ErrorCode::corrupt_data);
    EXPECT_EQ(make_net_predictor(
                  {.kind = GetParam() == NetKind::lstm ? NetKind::transformer : NetKind::lstm})
                  ->load(bytes)
                  .error()
                  .code,
              ErrorCode::corrupt_data);
}

TEST_P(NetPredictorTest, ResumesFromItsCheckpointsToTheSameBytes) {
    const testing::TemporaryFolder folder;
    NetOptions net = small(GetParam());
    const std::string uninterrupted = briefly_fitted(net, 5)->save().value();
    net.checkpoints = folder.path();
    EXPECT_TRUE(briefly_fitted(net, 5)->save().value() == uninterrupted);
    EXPECT_FALSE(std::filesystem::is_empty(folder.path()));
    EXPECT_TRUE(briefly_fitted(net, 5)->save().value() == uninterrupted);
    // Of another training they are not taken.
    EXPECT_FALSE(briefly_fitted(net, 6)->save().value() == uninterrupted);
}

TEST_P(NetPredictorTest, APriceThatNeverMovesStays) {
    Samples samples = planted_paths(400, 1);
    samples.log_ratio.assign(samples.size(), 0.0);
    const auto predictor = fitted(small(GetParam()), samples, samples, options_with(1));
    for (const double level : {0.05, 0.5, 0.95})
        EXPECT_EQ(predictor->predict(question_with(0.3F)).value().quantile(0, level), 0.0);
    const auto again = make_net_predictor(small(GetParam()));
    ASSERT_TRUE(again->load(predictor->save().value()).has_value());
    EXPECT_EQ(again->predict(question_with(0.3F)).value().quantile(0, 0.95), 0.0);
}

TEST_P(NetPredictorTest, RefusesWhatItCannotAnswer) {
    const auto predictor = make_net_predictor(small(GetParam()));
    EXPECT_EQ(predictor->predict(question_with(1)).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(predictor->fit(planted_paths(299, 1), Samples{}, options_with(1)).error().code,
              ErrorCode::insufficient_data);
    Samples without_paths = planted_paths(400, 1);
    without_paths.x.paths = {};
    EXPECT_EQ(predictor->fit(without_paths, Samples{}, options_with(1)).error().code,
              ErrorCode::invalid_argument);
    EXPECT_EQ(learned(GetParam()).predict(without_paths.x).error().code,
              ErrorCode::invalid_argument);
    EXPECT_EQ(
        learned(GetParam()).predict({.columns = 2, .values = {1, 2}, .paths = {}}).error().code,
        ErrorCode::invalid_argument);
}

TEST_P(NetPredictorTest, WhatEachPartAddsIsTheWholeAnswer) {
    const Matrix asked = planted_paths(5, 4).x;
    const auto explanations = learned(GetParam()).explain(asked).value();
    ASSERT_EQ(explanations.size(), asked.rows());
    double by_path = 0;
    double by_features = 0;
    for (const auto& one : explanations) {
        ASSERT_EQ(one.columns.size(), kColumns);
        const double features = std::accumulate(one.columns.begin(), one.columns.end(), 0.0);
        EXPECT_NEAR(one.base + features + one.path, one.answer, 1e-3);
        by_path += std::abs(one.path);
        for (const double part : one.columns)
            by_features += std::abs(part);
    }
    EXPECT_GT(by_path, 2 * by_features);  // What was planted lies in the path.
    const auto up = learned(GetParam()).explain(question_with(0.3F)).value()[0];
    const auto down = learned(GetParam()).explain(question_with(-0.3F)).value()[0];
    EXPECT_GT(up.path - down.path, 0.02);
    EXPECT_NEAR(up.base, down.base, 1e-6);
}

TEST_P(NetPredictorTest, NothingAskedNothingAnswered) {
    EXPECT_EQ(learned(GetParam())
                  .predict({.columns = kColumns, .values = {}, .paths = {}})
                  .value()
                  .rows(),
              0U);
}

INSTANTIATE_TEST_SUITE_P(Both, NetPredictorTest,
                         ::testing::Values(NetKind::lstm, NetKind::transformer),
                         [](const auto& kind) { return std::string(name_of(kind.param)); });

}  // namespace
}  // namespace seatsync::model_torch
