#include "feed/game_days.hpp"

#include <gtest/gtest.h>

namespace seatsync::feed {
namespace {

using namespace std::chrono_literals;

/// 23:30 of 10 June in New York.
constexpr Instant kNow = std::chrono::sys_days(2026y / 6 / 11) + 3h + 30min;

Watch watch_of(std::initializer_list<std::pair<const char*, Instant>> games) {
    Watch watch;
    for (const auto& [league, start] : games) {
        domain::Event event;
        event.league = league;
        event.start = start;
        watch.games.push_back(event);
    }
    return watch;
}

TEST(GameDaysTest, AreDaysOfTheEast) {
    const auto days = game_days({}, "mlb", kNow, 1, 2);
    ASSERT_EQ(days.size(), 4U);
    EXPECT_EQ(days.front().date, 2026y / 6 / 9);
    EXPECT_EQ(days.back().date, 2026y / 6 / 12);
    EXPECT_EQ(days[1].next_start, std::nullopt);
}

TEST(GameDaysTest, KnowTheirFirstGame) {
    const auto days = game_days(watch_of({{"mlb", kNow + 30min + 1h},  // 01:00 on the 11th
                                          {"mlb", kNow + 29min},       // 23:59 on the 10th
                                          {"mlb", kNow + 15min},       // the first of the 10th
                                          {"nba", kNow - 1h},          // another league
                                          {"mlb", kNow + 24h * 30}}),  // beyond the days
                                "mlb", kNow, 0, 1);
    ASSERT_EQ(days.size(), 2U);
    EXPECT_EQ(days[0].next_start, kNow + 15min);
    EXPECT_EQ(days[1].next_start, kNow + 30min + 1h);
}

TEST(GameDaysTest, AGameThatMayStillBeOnCounts) {
    const Watch watch = watch_of({{"mlb", kNow - 7h}, {"mlb", kNow - 5h}, {"mlb", kNow + 1h}});
    EXPECT_EQ(current_or_next_start(watch, "mlb", kNow), kNow - 5h);
    EXPECT_EQ(current_or_next_start(watch, "nfl", kNow), std::nullopt);
}

TEST(GameDaysTest, WritesACompactDate) {
    EXPECT_EQ(compact_date(2026y / 4 / 3), "20260403");
}

}  // namespace
}  // namespace seatsync::feed
