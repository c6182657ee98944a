#include "app/content_memory.hpp"

#include "testing/observations.hpp"

#include <gtest/gtest.h>

namespace seatsync::app {
namespace {

using namespace std::chrono_literals;
using testing::at;

TEST(ContentMemoryTest, OnlyWhatIsOtherThanTheLastIsNews) {
    ContentMemory memory(100);
    EXPECT_FALSE(memory.knows(1));
    EXPECT_TRUE(memory.is_news(1, 10));
    EXPECT_TRUE(memory.knows(1));
    EXPECT_FALSE(memory.is_news(1, 10));
    EXPECT_TRUE(memory.is_news(2, 10));
    EXPECT_TRUE(memory.is_news(1, 11));
    EXPECT_TRUE(memory.is_news(1, 10));
    EXPECT_EQ(memory.content_of(1), 10U);
    memory.remember(1, 12);
    EXPECT_EQ(memory.content_of(1), 12U);
    EXPECT_EQ(memory.content_of(3), std::nullopt);
}

TEST(ContentMemoryTest, ForgetsWhatWasNotSpokenOfForLongest) {
    constexpr std::size_t kMost = 6;
    ContentMemory memory(kMost);
    for (std::uint64_t key = 1; key < 1000; ++key) {
        EXPECT_TRUE(memory.is_news(key, 1));
        EXPECT_FALSE(memory.is_news(0, 1) && key > 1);  // Spoken of again and again.
        EXPECT_LE(memory.size(), 2 * kMost);
        EXPECT_TRUE(memory.knows(key));
        EXPECT_TRUE(key < 3 || memory.knows(key - 1)) << key;
        EXPECT_FALSE(key > 2 * kMost && memory.knows(key - 2 * kMost)) << key;
    }
}

TEST(ContentMemoryTest, TheLastWordCountsBeforeAnOlderOne) {
    ContentMemory memory(4);
    for (const std::uint64_t key : {1U, 2U, 3U})  // The third one makes them the older half.
        memory.remember(key, 10);
    memory.remember(1, 11);
    EXPECT_EQ(memory.content_of(1), 11U);
    EXPECT_FALSE(memory.is_news(1, 11));
    EXPECT_TRUE(memory.is_news(1, 10));
}

TEST(ContentHashTest, OrderAbsenceAndZeroCount) {
    const auto hash = [](auto... values) {
        ContentHash made;
        (made.add(values), ...);
        return made.value();
    };
    using Number = std::optional<std::int64_t>;
    EXPECT_EQ(hash(std::string_view("a"), 1.5), hash(std::string_view("a"), 1.5));
    EXPECT_NE(hash(std::string_view("a"), std::string_view("b")),
              hash(std::string_view("b"), std::string_view("a")));
    EXPECT_NE(hash(Number()), hash(Number(0)));
    EXPECT_NE(hash(true), hash(false));
    EXPECT_NE(hash(Number(1), Number()), hash(Number(), Number(1)));
}

TEST(ContentHashTest, WhenSomethingWasReceivedSaysNothing) {
    const auto row = testing::a_reading(at("2021-06-01T00:00:00Z"));
    auto later = row;
    later.received_at += 60s;
    later.event_at += 60s;  // As before it only repeats when it was received.
    EXPECT_EQ(hashes_of("x", row).key, hashes_of("x", later).key);
    EXPECT_EQ(hashes_of("x", row).content, hashes_of("x", later).content);
    later.event_at -= 30s;
    EXPECT_NE(hashes_of("x", row).content, hashes_of("x", later).content);
    auto hotter = row;
    *hotter.value += 1;
    EXPECT_EQ(hashes_of("x", row).key, hashes_of("x", hotter).key);
    EXPECT_NE(hashes_of("x", row).content, hashes_of("x", hotter).content);
    auto elsewhere = row;
    elsewhere.subject = "elsewhere";
    EXPECT_NE(hashes_of("x", row).key, hashes_of("x", elsewhere).key);
    EXPECT_NE(hashes_of("x", row).key, hashes_of("y", row).key);
}

}  // namespace
}  // namespace seatsync::app
