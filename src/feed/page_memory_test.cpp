#include "feed/page_memory.hpp"

#include <gtest/gtest.h>

namespace seatsync::feed {
namespace {

using namespace std::chrono_literals;
using domain::EventId;

constexpr Instant kNow{1'700'000'000s};

RememberedPage page(std::chrono::seconds after, std::set<EventId> events = {}) {
    RememberedPage made;
    made.answered_at = kNow + after;
    made.events = std::move(events);
    return made;
}

TEST(PageMemoryTest, ThePagesAnsweredLongestAgoGoWhenTheyTakeTooMuch) {
    PageMemory one;
    one.remember("0", page(0s));
    PageMemory memory({.bytes = 2 * one.bytes()});
    memory.remember("0", page(0s));
    memory.remember("1", page(1s));
    memory.remember("0", page(2s));  // Answered anew.
    memory.remember("2", page(3s));
    EXPECT_EQ(memory.size(), 2U);
    EXPECT_EQ(memory.find("1"), nullptr);
    ASSERT_NE(memory.find("0"), nullptr);
    EXPECT_EQ(memory.find("0")->answered_at, kNow + 2s);
    EXPECT_NE(memory.find("2"), nullptr);
    EXPECT_EQ(memory.bytes(), 2 * one.bytes());
}

TEST(PageMemoryTest, AllThatAPageHoldsCounts) {
    const auto bytes_with = [](const std::string& question, const RememberedPage& held) {
        PageMemory memory;
        memory.remember(question, held);
        return memory.bytes();
    };
    const std::string text(100, 'x');
    const std::size_t bare = bytes_with("", page(0s));
    EXPECT_GE(bytes_with(text, page(0s)), bare + 100);
    EXPECT_GE(bytes_with("", page(0s, {EventId("shop:" + text)})), bare + 100);
    for (auto member :
         {&RememberedPage::next, &RememberedPage::etag, &RememberedPage::last_modified}) {
        auto held = page(0s);
        held.*member = text;
        EXPECT_GE(bytes_with("", held), bare + 100);
    }
}

TEST(PageMemoryTest, APageTooLargeForItIsNotHeld) {
    PageMemory memory({.bytes = 100});
    memory.remember("0", page(0s));
    EXPECT_EQ(memory.size(), 0U);
    EXPECT_EQ(memory.bytes(), 0U);
    EXPECT_EQ(memory.find("0"), nullptr);
}

TEST(PageMemoryTest, WhatIsTooOldGoes) {
    PageMemory memory({.age = 10s});
    memory.remember("0", page(0s));
    memory.remember("1", page(9s));
    EXPECT_NE(memory.find("0"), nullptr);
    memory.remember("2", page(10s));
    EXPECT_EQ(memory.find("0"), nullptr);
    EXPECT_NE(memory.find("1"), nullptr);
    EXPECT_EQ(memory.size(), 2U);
}

TEST(PageMemoryTest, WhatSpokeOfAnEventIsForgotten) {
    PageMemory memory;
    memory.remember("0", page(0s, {EventId("shop:1"), EventId("shop:2")}));
    memory.remember("1", page(1s, {EventId("shop:2")}));
    const std::size_t both = memory.bytes();
    memory.forget(EventId("shop:1"));
    EXPECT_EQ(memory.find("0"), nullptr);
    EXPECT_NE(memory.find("1"), nullptr);
    EXPECT_LT(memory.bytes(), both);
    memory.forget_all();
    EXPECT_EQ(memory.size(), 0U);
    EXPECT_EQ(memory.bytes(), 0U);
    EXPECT_EQ(memory.find("1"), nullptr);
}

}  // namespace
}  // namespace seatsync::feed
