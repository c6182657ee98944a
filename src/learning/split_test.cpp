#include "learning/split.hpp"

#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace seatsync::learning {
namespace {

using testing::on_day;

domain::Event game(std::string_view id, double start, std::string_view season = "2021") {
    domain::Event event = testing::an_event(id);
    event.start = on_day(start);
    event.season = season;
    return event;
}

/// "f", "t", "c" per event in the order of ids.
std::string split_of(const std::vector<domain::Event>& events, std::vector<bool> used = {},
                     domain::Instant as_of = domain::Instant::max()) {
    const auto history = features::MarketHistory::from({.events = events});
    used.resize(history.events().size(), used.empty());
    std::string parts;
    for (const Part part : split_by_time(history, used, as_of))
        parts += "ftc"[static_cast<std::size_t>(part)];
    return parts;
}

std::vector<domain::Event> ten_games(std::string_view season = "2021") {
    std::vector<domain::Event> events;
    for (int i = 0; i < 10; ++i)  // s:0 is the last to start.
        events.push_back(game(fmt::format("s:{}{}", season, i), 20 - i, season));
    return events;
}

TEST(SplitTest, TheEarliestAreFittedAndTheLatestCalibrate) {
    EXPECT_EQ(split_of(ten_games()), "ccttffffff");
}

TEST(SplitTest, EachSeasonAndSourceIsSplitOnItsOwn) {
    auto events = ten_games();
    for (domain::Event& event : ten_games("2022")) {
        event.start += std::chrono::hours(365 * 24);
        events.push_back(event);
    }
    events.push_back(game("x:1", -300));
    EXPECT_EQ(split_of(events), "ccttffffffccttfffffff");
}

TEST(SplitTest, EventsWithoutTasksTakeNoPlace) {
    std::vector<bool> used(10, true);
    used[0] = used[1] = used[2] = used[3] = used[4] = false;  // Five are left: 3, 1, 1.
    EXPECT_EQ(split_of(ten_games(), used).substr(5), "ctfff");
}

TEST(SplitTest, EqualStartsGoById) {
    std::vector<domain::Event> events;
    for (int i = 0; i < 5; ++i)
        events.push_back(game(fmt::format("s:{}", i), 3));
    EXPECT_EQ(split_of(events), "ffftc");
}

TEST(SplitTest, AMoveNotYetKnownDoesNotCount) {
    auto events = ten_games();
    domain::Event moved = events.back();  // The first to start becomes the last.
    moved.start = on_day(99);
    moved.received_at = on_day(5);
    events.push_back(moved);
    EXPECT_EQ(split_of(events, {}, on_day(4)), "ccttffffff");
    EXPECT_EQ(split_of(events, {}, on_day(5)), "cttffffffc");
}

}  // namespace
}  // namespace seatsync::learning
