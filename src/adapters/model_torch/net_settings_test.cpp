#include "adapters/model_torch/net_settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::model_torch {
namespace {

TEST(NetSettingsTest, WhatIsNotSaidStays) {
    const NetSettings settings = parse_net_settings("").value();
    EXPECT_EQ(settings.lstm.kind, NetKind::lstm);
    EXPECT_EQ(settings.transformer.kind, NetKind::transformer);
    EXPECT_EQ(settings.lstm.epochs_max, NetOptions{}.epochs_max);
    EXPECT_TRUE(settings.lstm.checkpoints.empty());
}

TEST(NetSettingsTest, EachNetHasItsOwnNumbers) {
    const NetSettings settings = parse_net_settings(
                                     "checkpoints = 'var/nets'\n"
                                     "[lstm]\nepochs = 3\nrows_per_epoch = 500\n"
                                     "[transformer]\npatience = 2\nwidth = 48\n")
                                     .value();
    EXPECT_EQ(settings.lstm.epochs_max, 3U);
    EXPECT_EQ(settings.lstm.rows_per_epoch, 500U);
    EXPECT_EQ(settings.lstm.width, NetOptions{}.width);
    EXPECT_EQ(settings.transformer.patience, 2U);
    EXPECT_EQ(settings.transformer.width, 48U);
    EXPECT_EQ(settings.transformer.epochs_max, NetOptions{}.epochs_max);
    EXPECT_EQ(settings.lstm.checkpoints, "var/nets");
    EXPECT_EQ(settings.transformer.checkpoints, "var/nets");
}

TEST(NetSettingsTest, RefusesWhatMakesNoSense) {
    struct Row {
        const char* toml;
        const char* named;
    };
    for (const Row& row :
         {Row{"[lstm", "line 1"}, Row{"[gru]\nepochs = 3", "gru"}, Row{"lstm = 3", "lstm"},
          Row{"[lstm]\nepoch = 3", "lstm.epoch"}, Row{"[lstm]\nepochs = 0", "lstm.epochs"},
          Row{"[lstm]\nepochs = 1001", "lstm.epochs"}, Row{"[lstm]\nepochs = '3'", "lstm.epochs"},
          Row{"[transformer]\nwidth = 30", "transformer.width"},
          Row{"checkpoints = ''", "checkpoints"}, Row{"checkpoints = 3", "checkpoints"}}) {
        const auto parsed = parse_net_settings(row.toml);
        ASSERT_FALSE(parsed.has_value()) << row.toml;
        EXPECT_EQ(parsed.error().code, ErrorCode::invalid_argument);
        EXPECT_THAT(parsed.error().detail, ::testing::HasSubstr(row.named));
    }
}

}  // namespace
}  // namespace seatsync::model_torch
