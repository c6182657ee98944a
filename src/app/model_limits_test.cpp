#include "app/model_limits.hpp"

#include "app/model_metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace seatsync::app {
namespace {

using domain::Horizon;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

HorizonMetrics sound(Horizon horizon) {
    return {.horizon = horizon,
            .tasks = 3000,
            .events = 200,
            .mean_absolute_error = 5,
            .mean_absolute_log_error = 0.1,
            .coverage90 = 0.9,
            .width90 = 0.4,
            .relative_pinball = 0.02,
            .last_mean_absolute_error = 6,
            .last_mean_absolute_log_error = 0.12,
            .last_relative_pinball = 0.03};
}

learning::Slice a_slice(double from, double to, std::size_t events, double coverage) {
    learning::Slice slice{.from = from,
                          .to = to,
                          .tasks = 10 * events,
                          .events = events,
                          .metrics = sound(Horizon::close)};
    slice.metrics->coverage90 = coverage;
    return slice;
}

/// Nothing is to be said against it.
ModelSummary a_summary() {
    ModelSummary summary;
    summary.training_rows = 12000;
    for (const Horizon horizon : domain::kHorizons) {
        summary.metrics.push_back(sound(horizon));
        HorizonMetrics peer = sound(horizon);
        peer.relative_pinball = 0.025;
        summary.breakdowns.push_back({.horizon = horizon,
                                      .by_event = {.relative_pinball = 0.021, .coverage90 = 0.91},
                                      .peers = {{"decay_curve", peer}},
                                      .by_days = {a_slice(0, 1, 200, 0.9)},
                                      .by_price = {a_slice(0, 50, 200, 0.9)}});
    }
    return summary;
}

HorizonMetrics& close_of(ModelSummary& summary) {
    return summary.metrics.back();
}

TEST(KnownLimitsTest, OfAModelThatKeepsItsWordThereAreNone) {
    EXPECT_THAT(known_limits(a_summary()), IsEmpty());
}

TEST(KnownLimitsTest, TellTheFigureAndItsSample) {
    struct Row {
        const char* name;
        void (*change)(ModelSummary&);
        const char* limit;
    };
    const Row rows[] = {
        {"coverage below", [](ModelSummary& s) { close_of(s).coverage90 = 0.8654; },
         "close: the 90 % interval held 86.5 % of 3000 prices of 200 games, outside 87 to 93 %"},
        {"coverage above", [](ModelSummary& s) { close_of(s).coverage90 = 0.95; },
         "close: the 90 % interval held 95.0 %"},
        {"few games", [](ModelSummary& s) { close_of(s).events = 29; },
         "close: measured on 29 games only"},
        {"last value", [](ModelSummary& s) { close_of(s).last_relative_pinball = 0.02; },
         "close: no better than the last value: pinball 0.0200, its 0.0200"},
        {"peer",
         [](ModelSummary& s) { s.breakdowns.back().peers[0].metrics.relative_pinball = 0.0199; },
         "close: no better than decay_curve: pinball 0.0200, its 0.0199"},
        {"not measured", [](ModelSummary& s) { s.metrics.pop_back(); },
         "close: not measured, too few games"},
        {"slice",
         [](ModelSummary& s) {
             s.breakdowns.back().by_days.push_back(
                 a_slice(120, std::numeric_limits<double>::infinity(), 100, 0.8));
         },
         "close: days to the event 120 and more: the 90 % interval held 80.0 % of 1000 prices of "
         "100 games"},
        {"band",
         [](ModelSummary& s) { s.breakdowns.back().by_price = {a_slice(20.5, 50, 100, 0.8)}; },
         "close: price 20.5 to 50: the 90 % interval held 80.0 %"},
        {"earlier version", [](ModelSummary& s) { s.breakdowns.clear(); }, "earlier version"},
    };
    for (const Row& row : rows) {
        ModelSummary summary = a_summary();
        row.change(summary);
        EXPECT_THAT(known_limits(summary), ElementsAre(HasSubstr(row.limit))) << row.name;
    }
}

/// 0.8 of ten games: a standard error of 0.095 reaches from 0.9.
TEST(KnownLimitsTest, LeaveOutWhatChanceExplains) {
    ModelSummary summary = a_summary();
    summary.breakdowns.back().by_days = {a_slice(0, 1, 10, 0.8)};
    EXPECT_THAT(known_limits(summary), IsEmpty());
}

// What is stored.

ModelSummary read_back(const ModelSummary& summary) {
    ModelSummary read;
    read_metrics(metrics_to_json(summary), read).value();
    return read;
}

TEST(ModelMetricsTest, KeepTheBreakdown) {
    ModelSummary summary = a_summary();
    learning::Slice few{.from = 120,
                        .to = std::numeric_limits<double>::infinity(),
                        .tasks = 3,
                        .events = 1,
                        .metrics = std::nullopt};
    summary.breakdowns.back().by_days.push_back(few);
    summary.breakdowns.back().by_days[0].metrics->last_relative_pinball = std::nan("");
    const learning::Breakdown breakdown = read_back(summary).breakdowns.back();
    EXPECT_EQ(breakdown.horizon, Horizon::close);
    EXPECT_EQ(breakdown.by_event.relative_pinball, 0.021);
    EXPECT_EQ(breakdown.by_event.coverage90, 0.91);
    ASSERT_EQ(breakdown.peers.size(), 1U);
    EXPECT_EQ(breakdown.peers[0].name, "decay_curve");
    EXPECT_EQ(breakdown.peers[0].metrics.relative_pinball, 0.025);
    ASSERT_EQ(breakdown.by_days.size(), 2U);
    EXPECT_EQ(breakdown.by_days[0].to, 1);
    EXPECT_EQ(breakdown.by_days[0].metrics->width90, 0.4);
    EXPECT_TRUE(std::isnan(breakdown.by_days[0].metrics->last_relative_pinball));
    EXPECT_EQ(breakdown.by_days[1].to, few.to);
    EXPECT_EQ(breakdown.by_days[1].tasks, 3U);
    EXPECT_EQ(breakdown.by_days[1].events, 1U);
    EXPECT_EQ(breakdown.by_days[1].metrics, std::nullopt);
    ASSERT_EQ(breakdown.by_price.size(), 1U);
    EXPECT_EQ(breakdown.by_price[0].to, 50);
}

TEST(ModelMetricsTest, OfAnEarlierVersionAreReadWithoutABreakdown) {
    ModelSummary read;
    ASSERT_TRUE(read_metrics(R"({"training_rows":7,"metrics":[],"importance":[["x",1.0]]})", read));
    EXPECT_EQ(read.training_rows, 7U);
    EXPECT_TRUE(read.breakdowns.empty());
    EXPECT_EQ(read_metrics(R"({"training_rows":7,"metrics":[],"importance":[],
                               "breakdowns":[{"horizon":"close"}]})",
                           read)
                  .error()
                  .code,
              ErrorCode::corrupt_data);
}

}  // namespace
}  // namespace seatsync::app
