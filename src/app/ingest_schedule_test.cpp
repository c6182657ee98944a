#include "app/ingest_schedule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::app {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

constexpr Instant kNow{1'700'000'000s};

feed::Task task(const std::string& key, int priority = 0) {
    feed::Task made;
    made.key = key;
    made.period = 600s;
    made.period_min = 30s;
    made.priority = priority;
    return made;
}

const TaskEnd kWell{};
const TaskEnd kDown{.error = ErrorCode::unavailable};

/// A schedule without jitter; tasks are made due at once by asking late enough.
class IngestScheduleTest : public ::testing::Test {
  protected:
    IngestScheduleTest() { options_.jitter = 0; }

    void plan(const std::string& source, const std::vector<feed::Task>& tasks,
              const std::string& host = "") {
        std::vector<PlannedTask> planned;
        for (const feed::Task& one : tasks)
            planned.push_back({one, host.empty() ? source + ".example" : host});
        schedule().set_tasks(source, planned, now_);
    }
    IngestSchedule& schedule() {
        if (!schedule_)
            schedule_.emplace(options_, base::Random(1));
        return *schedule_;
    }
    /// Everything that may be asked now, as "source/key".
    std::vector<std::string> due() {
        std::vector<std::string> keys;
        while (const auto next = schedule().due(now_))
            keys.push_back(next->source + "/" + next->task.key);
        return keys;
    }
    void finish(const std::string& source, const std::string& key, const TaskEnd& end) {
        schedule().finished(source, key, end, now_);
    }
    /// Asks and fails until the breaker of "a" is open.
    void break_a() {
        for (std::size_t i = 0; i < options_.breaker_failures; ++i) {
            now_ = std::max(now_ + 30s, *schedule().next_wake());
            ASSERT_THAT(due(), ElementsAre("a/1"));
            finish("a", "1", kDown);
        }
    }

    ScheduleOptions options_;
    Instant now_ = kNow;
    std::optional<IngestSchedule> schedule_;
};

TEST_F(IngestScheduleTest, ANewTaskIsDueWithinHalfAMinuteAndThenOncePerPeriod) {
    plan("a", {task("1")});
    now_ = kNow + 30s;
    EXPECT_THAT(due(), ElementsAre("a/1"));
    EXPECT_THAT(due(), ElementsAre());
    finish("a", "1", kWell);
    EXPECT_EQ(schedule().next_wake(), kNow + 630s);
    now_ = kNow + 630s - 1us;
    EXPECT_THAT(due(), ElementsAre());
    now_ = kNow + 630s;
    EXPECT_THAT(due(), ElementsAre("a/1"));
}

TEST_F(IngestScheduleTest, TheWaitFallsFromPeriodToPeriodMinAsTheGameComesNear) {
    struct Row {
        const char* name;
        std::optional<Instant> start;
        std::chrono::microseconds wait;
    };
    // 8 to the power of s, from 30 s to 1920 s; s goes from 0 at 6 h to 1 at 14 days in logarithms.
    const Row rows[] = {
        {"no game", std::nullopt, 1920s},
        {"a month", kNow + 24h * 30, 1920s},
        {"fourteen days", kNow + 24h * 14, 1920s},
        {"half way: sqrt(6 h * 336 h)", kNow + 161'639'599ms, 240s},
        {"six hours", kNow + 6h, 30s},
        {"under way", kNow - 1h, 30s},
    };
    for (const Row& row : rows) {
        auto one = task("1");
        one.period = 1920s;
        one.next_start = row.start;
        plan("a", {one});
        const auto wait = schedule().wait_of("a", "1", kNow);
        EXPECT_LE(std::chrono::abs(wait - row.wait), 1ms) << row.name << " " << wait.count();
    }
}

TEST_F(IngestScheduleTest, PricesThatMoveAreAskedForMoreOftenButNotBelowTheLeast) {
    plan("a", {task("1")});
    schedule().moved("a", "1", 0.02 / 0.3);
    EXPECT_EQ(schedule().wait_of("a", "1", kNow), 300s);
    for (int i = 0; i < 50; ++i)
        schedule().moved("a", "1", 100.0);
    EXPECT_EQ(schedule().wait_of("a", "1", kNow), 30s);
    for (int i = 0; i < 50; ++i)
        schedule().moved("a", "1", 0.0);
    EXPECT_GT(schedule().wait_of("a", "1", kNow), 500s);
}

TEST_F(IngestScheduleTest, TheGreaterPriorityGoesFirstUnlessAnotherWaitsForLong) {
    plan("a", {task("low"), task("high", 3)});
    plan("b", {task("middle", 2)});
    now_ = kNow + 30s;
    EXPECT_THAT(due(), ElementsAre("a/high", "b/middle", "a/low"));
    finish("a", "low", kWell);
    now_ = kNow + 30s + 600s * 10;
    finish("a", "high", kWell);
    finish("b", "middle", kWell);
    now_ += 600s;
    EXPECT_THAT(due(), ElementsAre("a/low", "a/high", "b/middle"));
}

TEST_F(IngestScheduleTest, AHostHasAtMostSoManyTasksInFlight) {
    plan("a", {task("1", 3), task("2", 2), task("3", 1)}, "shared.example");
    plan("b", {task("1")}, "shared.example");
    plan("c", {task("1")});
    now_ = kNow + 30s;
    EXPECT_THAT(due(), ElementsAre("a/1", "a/2", "c/1"));
    EXPECT_EQ(schedule().next_wake(), std::nullopt);
    finish("a", "1", kWell);
    EXPECT_THAT(due(), ElementsAre("a/3"));
}

TEST_F(IngestScheduleTest, AFailureThatMayPassIsTriedAgainWithAGrowingWait) {
    options_.breaker_failures = 100;
    plan("a", {task("1")});
    now_ = kNow + 30s;
    EXPECT_FALSE(schedule().due(now_)->is_retry);
    std::vector<std::chrono::microseconds> waits;
    for (int i = 0; i < 10; ++i) {
        finish("a", "1", kDown);
        waits.push_back(*schedule().next_wake() - now_);
        now_ = *schedule().next_wake();
        EXPECT_TRUE(schedule().due(now_)->is_retry);
    }
    EXPECT_THAT(waits, ElementsAre(2s, 4s, 8s, 16s, 32s, 64s, 128s, 256s, 300s, 300s));
    finish("a", "1", kWell);
    EXPECT_EQ(*schedule().next_wake() - now_, 600s);
    now_ = *schedule().next_wake();
    EXPECT_FALSE(schedule().due(now_)->is_retry);
}

TEST_F(IngestScheduleTest, EachFailureThatMayPassIsTriedAgainSoon) {
    for (const auto code : {ErrorCode::unavailable, ErrorCode::deadline_exceeded,
                            ErrorCode::conflict, ErrorCode::internal}) {
        schedule_.reset();
        now_ = kNow;
        plan("a", {task("1")});
        now_ = kNow + 30s;
        due();
        finish("a", "1", {.error = code});
        EXPECT_EQ(*schedule().next_wake() - now_, 2s) << base::name_of(code);
    }
}

TEST_F(IngestScheduleTest, AFailureThatWillNotPassWaitsItsPeriod) {
    for (const auto code :
         {ErrorCode::invalid_argument, ErrorCode::not_found, ErrorCode::corrupt_data}) {
        schedule_.reset();
        now_ = kNow;
        plan("a", {task("1")});
        now_ = kNow + 30s;
        due();
        finish("a", "1", {.error = code});
        EXPECT_EQ(*schedule().next_wake() - now_, 600s) << base::name_of(code);
    }
}

TEST_F(IngestScheduleTest, FailuresInARowOpenTheBreakerOfTheirSourceAlone) {
    plan("a", {task("1")});
    plan("b", {task("1")});
    now_ = kNow + 30s;
    due();
    finish("b", "1", kWell);
    finish("a", "1", kDown);
    for (int i = 0; i < 3; ++i) {
        now_ = *schedule().next_wake();
        ASSERT_THAT(due(), ElementsAre("a/1"));
        finish("a", "1", kDown);
        EXPECT_EQ(schedule().breaker("a"), BreakerState::closed);
    }
    now_ = *schedule().next_wake();
    due();
    finish("a", "1", kDown);
    EXPECT_EQ(schedule().breaker("a"), BreakerState::open);
    EXPECT_EQ(schedule().breaker("b"), BreakerState::closed);
    EXPECT_EQ(schedule().next_run("a"), now_ + 60s);
    EXPECT_EQ(schedule().next_run("b"), kNow + 630s);
}

TEST_F(IngestScheduleTest, AfterThePauseOneProbeDecides) {
    plan("a", {task("1")});
    break_a();
    plan("a", {task("1", 1), task("2")});
    now_ += 60s - 1us;
    EXPECT_THAT(due(), ElementsAre());
    now_ += 1us;
    EXPECT_THAT(due(), ElementsAre("a/1"));
    EXPECT_EQ(schedule().breaker("a"), BreakerState::half_open);
    finish("a", "1", kDown);
    EXPECT_EQ(schedule().breaker("a"), BreakerState::open);
    EXPECT_EQ(schedule().next_run("a"), now_ + 120s);
    now_ += 120s;
    EXPECT_THAT(due(), ElementsAre("a/1"));
    finish("a", "1", kWell);
    EXPECT_EQ(schedule().breaker("a"), BreakerState::closed);
    EXPECT_THAT(due(), ElementsAre("a/2"));
}

TEST_F(IngestScheduleTest, ThePauseDoublesUpToItsMost) {
    plan("a", {task("1")});
    break_a();
    std::vector<std::chrono::microseconds> pauses;
    for (int i = 0; i < 7; ++i) {
        pauses.push_back(*schedule().next_run("a") - now_);
        now_ = *schedule().next_run("a");
        due();
        finish("a", "1", kDown);
    }
    EXPECT_THAT(pauses, ElementsAre(60s, 120s, 240s, 480s, 960s, 1800s, 1800s));
}

TEST_F(IngestScheduleTest, AProbeThatTheLimitStopsDecidesNothing) {
    plan("a", {task("1")});
    break_a();
    now_ += 60s;
    due();
    finish("a", "1", {.not_before = now_ + 600s});
    EXPECT_EQ(schedule().breaker("a"), BreakerState::half_open);
    EXPECT_EQ(schedule().next_run("a"), now_ + 600s);
}

TEST_F(IngestScheduleTest, AUsedUpLimitDoesNotShortenThePause) {
    options_.breaker_failures = 1;
    plan("a", {task("1"), task("2")});
    now_ += 30s;
    due();
    finish("a", "1", kDown);
    finish("a", "2", {.not_before = now_ + 10s});
    EXPECT_EQ(schedule().next_run("a"), now_ + 60s);
}

TEST_F(IngestScheduleTest, ASuccessBetweenFailuresKeepsTheBreakerClosed) {
    plan("a", {task("1"), task("2")});
    for (int i = 0; i < 20; ++i) {
        now_ += 700s;
        ASSERT_EQ(due().size(), 2U);
        finish("a", "1", kDown);
        finish("a", "2", kWell);
    }
    EXPECT_EQ(schedule().breaker("a"), BreakerState::closed);
}

TEST_F(IngestScheduleTest, WhatIsNotThereDoesNotOpenTheBreaker) {
    plan("a", {task("1")});
    for (int i = 0; i < 20; ++i) {
        now_ += 700s;
        ASSERT_EQ(due().size(), 1U);
        finish("a", "1", {.error = ErrorCode::not_found});
    }
    EXPECT_EQ(schedule().breaker("a"), BreakerState::closed);
}

TEST_F(IngestScheduleTest, AUsedUpLimitRestsTheSourceWithoutAFailure) {
    plan("a", {task("1"), task("2")});
    plan("b", {task("1")});
    now_ = kNow + 30s;
    due();
    finish("a", "1", {.not_before = kNow + 3600s});
    finish("b", "1", kWell);
    finish("a", "2", kWell);
    EXPECT_EQ(schedule().next_run("a"), kNow + 3600s);
    EXPECT_EQ(schedule().next_wake(), kNow + 630s);
    now_ = kNow + 3600s;
    const auto next = schedule().due(now_);
    ASSERT_TRUE(next);
    EXPECT_FALSE(next->is_retry);
}

TEST_F(IngestScheduleTest, ATaskThatStaysKeepsItsTurnAndOneThatWentIsAskedNoMore) {
    plan("a", {task("1"), task("2")});
    now_ = kNow + 30s;
    due();
    finish("a", "1", kWell);
    plan("a", {task("1"), task("3")});
    EXPECT_EQ(schedule().tasks("a"), 2U);
    finish("a", "2", kWell);  // It was in flight when it went.
    now_ = kNow + 60s;
    EXPECT_THAT(due(), ElementsAre("a/3"));
    now_ = kNow + 630s;
    EXPECT_THAT(due(), ElementsAre("a/1"));
}

TEST_F(IngestScheduleTest, JitterSpreadsTheWaitsAndIsTheSameForTheSameSeed) {
    options_.jitter = 0.1;
    std::vector<std::chrono::microseconds> waits[2];
    for (auto& list : waits) {
        schedule_.reset();
        now_ = kNow;
        plan("a", {task("1")});
        for (int i = 0; i < 100; ++i) {
            now_ = *schedule().next_wake();
            due();
            finish("a", "1", kWell);
            list.push_back(*schedule().next_wake() - now_);
        }
    }
    EXPECT_EQ(waits[0], waits[1]);
    const auto [least, most] = std::ranges::minmax(waits[0]);
    EXPECT_GE(least, 540s);
    EXPECT_LT(least, 560s);
    EXPECT_LE(most, 660s);
    EXPECT_GT(most, 640s);
}

}  // namespace
}  // namespace seatsync::app
