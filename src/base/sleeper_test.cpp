#include "base/sleeper.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace seatsync::base {
namespace {

using namespace std::chrono_literals;

constexpr Instant kFrom{1'700'000'000s};

TEST(ScaledClockTest, RunsFasterThanRealTimeFromItsBegin) {
    const auto real_begin = std::chrono::steady_clock::now();
    const ScaledClock clock(kFrom, 1e6);
    const auto made = std::chrono::steady_clock::now();
    Instant shown = clock.now();
    while (std::chrono::steady_clock::now() - made < 1ms)
        shown = clock.now();
    const auto at_most = std::chrono::duration_cast<std::chrono::microseconds>(
        (std::chrono::steady_clock::now() - real_begin) * 1'000'000);
    EXPECT_GE(clock.now(), kFrom + 1000s);
    EXPECT_LE(shown, kFrom + at_most);
    EXPECT_LE(shown, clock.now());
}

TEST(ClockSleeperTest, WaitsUntilTheScaledClockShowsTheTime) {
    const ScaledClock clock(kFrom, 1e6);
    ClockSleeper sleeper(clock, clock.speed());
    EXPECT_TRUE(sleeper.sleep_until(kFrom + 5000s));
    EXPECT_GE(clock.now(), kFrom + 5000s);
}

TEST(ClockSleeperTest, ATimeThatIsPastIsNotWaitedFor) {
    const ManualClock clock(kFrom);
    ClockSleeper sleeper(clock);
    EXPECT_TRUE(sleeper.sleep_until(kFrom));
    EXPECT_TRUE(sleeper.sleep_until(kFrom - 1h));
}

TEST(ClockSleeperTest, StopEndsAWaitAndAllLaterOnes) {
    const ManualClock clock(kFrom);
    ClockSleeper sleeper(clock);
    std::thread stopper([&] { sleeper.stop(); });
    EXPECT_FALSE(sleeper.sleep_until(Instant::max()));
    stopper.join();
    EXPECT_FALSE(sleeper.sleep_until(kFrom - 1h));
}

TEST(ManualSleeperTest, MovesTheClockAndRemembersEachWait) {
    ManualClock clock(kFrom);
    ManualSleeper sleeper(clock);
    EXPECT_TRUE(sleeper.sleep_until(kFrom + 30s));
    EXPECT_TRUE(sleeper.sleep_until(kFrom + 10s));
    EXPECT_EQ(clock.now(), kFrom + 30s);
    EXPECT_EQ(sleeper.sleeps(), std::vector{kFrom + 30s});
    sleeper.stop();
    EXPECT_FALSE(sleeper.sleep_until(kFrom + 60s));
    EXPECT_EQ(clock.now(), kFrom + 30s);
}

}  // namespace
}  // namespace seatsync::base
