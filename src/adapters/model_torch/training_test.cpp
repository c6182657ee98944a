#include "adapters/model_torch/training.hpp"

#include "adapters/model_torch/checkpoint.hpp"
#include "base/random.hpp"
#include "testing/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

namespace seatsync::model_torch {
namespace {

const NetShape kShape{.kind = NetKind::lstm,
                      .steps = 3,
                      .step_inputs = 2,
                      .statics = 2,
                      .cells = 2,
                      .width = 4,
                      .context = 4,
                      .head = 4};

NetOptions options() {
    return {.epochs_max = 6, .patience = 6, .rows_per_epoch = 96, .batch = 32};
}

/// The label is the sign of the first static number.
NetData signs(std::size_t rows, std::uint64_t seed) {
    base::Random random(seed);
    NetData data;
    data.rows = rows;
    for (std::size_t i = 0; i < rows; ++i) {
        data.statics.push_back(static_cast<float>(random.normal(0, 1)));
        data.labels.push_back(data.statics.back() > 0 ? 1 : 0);
        data.statics.push_back(static_cast<float>(random.normal(0, 1)));
        for (std::size_t j = 0; j < kShape.steps * kShape.step_inputs; ++j)
            data.steps.push_back(static_cast<float>(random.normal(0, 1)));
        data.log_prior.insert(data.log_prior.end(), 2, std::log(0.5F));
    }
    return data;
}

/// Keeps states in memory and breaks off when `last` epochs are done.
struct Interrupted {
    std::size_t last;
    std::optional<TrainingState> kept = {};
    std::size_t saved = 0;
    Resumption resumption() {
        return {.load = [this] { return kept; },
                .save = [this](const TrainingState& state) -> Result<void> {
                    kept = state;
                    ++saved;
                    if (state.epoch == last)
                        return fail(ErrorCode::unavailable, "the power went");
                    return {};
                }};
    }
};

TEST(TrainingTest, AnInterruptedTrainingEndsInTheSameBits) {
    const NetData train = signs(200, 1), validation = signs(100, 2);
    const TrainedNet whole =
        train_until_no_better(kShape, train, validation, options(), 7, {}).value();
    ASSERT_GT(whole.epochs, 2U);
    for (const std::size_t last : {1U, 3U, 5U}) {
        Interrupted power{.last = last};
        EXPECT_EQ(train_until_no_better(kShape, train, validation, options(), 7, power.resumption())
                      .error()
                      .code,
                  ErrorCode::unavailable);
        power = {.last = 0, .kept = power.kept};
        const TrainedNet again =
            train_until_no_better(kShape, train, validation, options(), 7, power.resumption())
                .value();
        EXPECT_EQ(again.epochs, whole.epochs);
        EXPECT_TRUE(again.parameters == whole.parameters) << last;
        EXPECT_EQ(power.kept->epoch, last + power.saved);  // No epoch is done twice.
    }
}

TEST(TrainingTest, ATrainingOfKnownLengthResumesToo) {
    const NetData train = signs(200, 1);
    const TrainedNet whole = train_for(4, kShape, train, options(), 7, {}).value();
    Interrupted power{.last = 2};
    ASSERT_FALSE(train_for(4, kShape, train, options(), 7, power.resumption()).has_value());
    EXPECT_EQ(power.kept->epoch, 2U);
    const TrainedNet again = train_for(4, kShape, train, options(), 7, power.resumption()).value();
    EXPECT_TRUE(again.parameters == whole.parameters);
}

TEST(TrainingTest, LowersTheLossBelowThatOfThePrior) {
    const NetData train = signs(200, 1), validation = signs(100, 2);
    NetOptions more = options();
    more.epochs_max = 25;
    more.learning_rate = 0.01;
    more.averaging = 0.9;
    more.batch = 16;
    more.rows_per_epoch = 200;
    const TrainedNet net = train_until_no_better(kShape, train, validation, more, 7, {}).value();
    EXPECT_NEAR(loss_of(kShape, {}, validation, 1000), std::log(2.0), 1e-6);
    EXPECT_LT(loss_of(kShape, net.parameters, validation, 1000), 0.45);
}

TEST(TrainingTest, NothingToLearnIsNoEpoch) {
    NetData train = signs(200, 1), validation = signs(100, 2);
    base::Random random(3);
    for (NetData* data : {&train, &validation})
        for (std::int64_t& label : data->labels)
            label = 0;
    for (std::size_t i = 0; i < validation.rows; ++i)  // Sure of it already, and right.
        validation.log_prior[2 * i + 1] = -40.0F;
    const TrainedNet net =
        train_until_no_better(kShape, train, validation, options(), 7, {}).value();
    EXPECT_EQ(net.epochs, 0U);
    EXPECT_TRUE(net.parameters.empty());
}

TrainingState some_state() {
    Interrupted power{.last = 0};
    const auto net = train_for(1, kShape, signs(100, 1), options(), 7, power.resumption());
    EXPECT_TRUE(net.has_value());
    return *power.kept;
}

TEST(CheckpointTest, ComesBackFromItsBytes) {
    TrainingState state = some_state();
    const std::size_t count = state.parameters.size();
    EXPECT_TRUE(state_from(to_bytes(state, 9), 9, count).value() == state);
    state.best = state.average;
    state.best_epoch = 1;
    state.best_loss = 0.25;
    EXPECT_TRUE(state_from(to_bytes(state, 9), 9, count).value() == state);
}

TEST(CheckpointTest, RefusesAnyOtherByte) {
    const TrainingState state = some_state();
    const std::size_t count = state.parameters.size();
    const std::string bytes = to_bytes(state, 9);
    const auto code_of = [&](std::string_view some, std::uint64_t key, std::size_t parameters) {
        const auto read = state_from(some, key, parameters);
        return read.has_value() ? ErrorCode{} : read.error().code;
    };
    for (std::size_t i = 8; i < bytes.size(); i += 13) {
        std::string other = bytes;
        other[i] = static_cast<char>(other[i] ^ 1);
        ASSERT_EQ(code_of(other, 9, count), ErrorCode::corrupt_data) << i;
        ASSERT_EQ(code_of(bytes.substr(0, i), 9, count), ErrorCode::corrupt_data) << i;
    }
    EXPECT_EQ(code_of(bytes, 8, count), ErrorCode::conflict);
    EXPECT_EQ(code_of(bytes, 9, count + 1), ErrorCode::corrupt_data);
    std::string format = bytes;
    format[0] = 2;
    EXPECT_EQ(code_of(format, 9, count), ErrorCode::conflict);
}

TEST(CheckpointTest, ADamagedFileStartsAnew) {
    const testing::TemporaryFolder folder;
    const TrainingState state = some_state();
    const Resumption files = resumption_in(folder.path(), 9, state.parameters.size());
    EXPECT_FALSE(files.load().has_value());
    ASSERT_TRUE(files.save(state).has_value());
    EXPECT_TRUE(files.load() == state);
    std::ofstream(folder.file("0000000000000009.net"), std::ios::app) << "x";
    EXPECT_FALSE(files.load().has_value());
}

TEST(CheckpointTest, AFolderThatCannotBeWrittenIsAnError) {
    const testing::TemporaryFolder folder;
    std::ofstream(folder.file("taken")) << "no folder";
    const TrainingState state = some_state();
    const Resumption files = resumption_in(folder.file("taken"), 9, state.parameters.size());
    EXPECT_EQ(files.save(state).error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace seatsync::model_torch
