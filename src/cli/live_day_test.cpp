#include "cli/live_day.hpp"

#include "cli/demo_day.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <sstream>

namespace seatsync::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// 10 items: 4 stored as 6 rows, 3 known, 1 kept aside, 1 unreadable, 1 unmatched.
LiveDayLine line_of(const std::string& api) {
    LiveDayLine line;
    line.api = api;
    line.sources = {api};
    line.sent = 10;
    line.observations = 6;
    line.requests = 21;
    line.retries = 2;
    line.errors["unavailable"] = 2;
    line.fates.add(app::Fate::stored, 4);
    line.fates.add(app::Fate::duplicate, 2);
    line.fates.add(app::Fate::passed_over, 1);
    line.fates.add(app::Fate::quarantined, 1);
    line.fates.add(app::Fate::rejected, 1);
    line.fates.add(app::Fate::queued, 1);
    line.lag_p50 = std::chrono::milliseconds(1500);
    return line;
}

LiveDayReport report_of(const std::vector<LiveDayLine>& lines) {
    return {.from = domain::parse_instant("2026-06-12T15:00:00Z").value(),
            .to = domain::parse_instant("2026-06-13T15:00:00Z").value(),
            .speed = 200,
            .faults = "moderate",
            .lines = lines,
            .rows_added = 6 * lines.size()};
}

std::string printed(const LiveDayReport& report) {
    std::ostringstream out;
    print(out, report);
    return out.str();
}

TEST(LiveDayReportTest, WhatIsNotStoredIsReported) {
    EXPECT_EQ(line_of("espn").reported(), 6U);
}

TEST(LiveDayReportTest, AddsUpWhenEachSentItemHasAFate) {
    const auto report = report_of({line_of("espn"), line_of("mlb")});
    EXPECT_TRUE(report.adds_up());
    EXPECT_TRUE(check_sum(report));
    EXPECT_THAT(printed(report), HasSubstr("stored = sent - reported"));
    EXPECT_THAT(printed(report), Not(HasSubstr("DOES NOT ADD UP")));
}

TEST(LiveDayReportTest, OneItemLostOrCountedTwiceShowsAtItsSource) {
    for (const std::uint64_t sent : {9U, 11U}) {
        auto wrong = line_of("mlb");
        wrong.sent = sent;
        const auto report = report_of({line_of("espn"), wrong});
        EXPECT_FALSE(report.adds_up()) << sent;
        EXPECT_EQ(check_sum(report).error().code, base::ErrorCode::corrupt_data) << sent;
        EXPECT_THAT(printed(report), HasSubstr("2 unavailable  DOES NOT ADD UP")) << sent;
        EXPECT_THAT(printed(report), HasSubstr("stored is not sent - reported")) << sent;
        EXPECT_FALSE(to_json(report).at("adds_up").as_bool()) << sent;
    }
}

TEST(LiveDayReportTest, RowsThatTheStoreDoesNotHoldShow) {
    auto report = report_of({line_of("espn")});
    report.rows_added = 5;
    EXPECT_FALSE(report.adds_up());
}

TEST(LiveDayReportTest, TellsEachSourceAsJson) {
    const auto object = to_json(report_of({line_of("espn")}));
    EXPECT_EQ(object.at("from").as_string(), "2026-06-12T15:00:00Z");
    EXPECT_EQ(object.at("rows_added").to_number<int>(), 6);
    const auto& line = object.at("apis").at(0);
    for (const auto& [field, value] : {std::pair<const char*, int>{"sent", 10},
                                       {"stored", 4},
                                       {"reported", 6},
                                       {"observations", 6},
                                       {"requests", 21},
                                       {"retries", 2}})
        EXPECT_EQ(line.at(field).to_number<int>(), value) << field;
    EXPECT_EQ(line.at("api").as_string(), "espn");
    EXPECT_EQ(line.at("errors").at("unavailable").to_number<int>(), 2);
    EXPECT_EQ(line.at("fates").at("quarantined").to_number<int>(), 1);
    EXPECT_DOUBLE_EQ(line.at("lag_p50_s").as_double(), 1.5);
    EXPECT_TRUE(line.at("lag_p99_s").is_null());
}

TEST(LiveDayReportTest, PrintsKnownAsideUnreadAndQueuedApart) {
    EXPECT_THAT(printed(report_of({line_of("espn")})),
                HasSubstr("  espn                21       2       10        4        3      1      "
                          "1      1        6     1.5       -  2 unavailable\n"));
}

TEST(BackgroundJobTest, IsToldToStopAndItsOutcomeKept) {
    std::atomic<bool> began = false;
    BackgroundJob job([&](const std::stop_token& stop) -> Result<void> {
        began = true;
        began.notify_all();
        while (!stop.stop_requested())
            std::this_thread::yield();
        return fail(ErrorCode::unavailable, "gone");
    });
    job.begin();
    began.wait(false);
    EXPECT_EQ(job.end().error().detail, "gone");
}

TEST(BackgroundJobTest, NeverBegunIsNoFailure) {
    BackgroundJob job([](const std::stop_token&) -> Result<void> {
        return fail(ErrorCode::unavailable, "never asked for");
    });
    EXPECT_TRUE(job.end());
}

}  // namespace
}  // namespace seatsync::cli
