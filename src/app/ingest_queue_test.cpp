#include "app/ingest_queue.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace seatsync::app {
namespace {

QueuedPage page(std::string source, std::size_t bytes) {
    QueuedPage made{.source = std::move(source), .page = {}};
    made.page.bytes = bytes;
    return made;
}

TEST(IngestQueueTest, KeepsTheOrder) {
    IngestQueue queue(100);
    for (const char* name : {"a", "b", "c"})
        ASSERT_TRUE(queue.push(page(name, 10)));
    EXPECT_EQ(queue.bytes(), 30U);
    EXPECT_EQ(queue.pop()->source, "a");
    EXPECT_EQ(queue.try_pop()->source, "b");
    EXPECT_EQ(queue.pop()->source, "c");
    EXPECT_FALSE(queue.try_pop());
    EXPECT_EQ(queue.bytes(), 0U);
}

TEST(IngestQueueTest, WhoeverBringsTooMuchWaitsUntilThereIsRoom) {
    IngestQueue queue(100);
    constexpr std::size_t kPages = 1000;
    std::atomic<std::size_t> brought = 0;
    std::thread producer([&] {
        for (std::size_t i = 0; i < kPages; ++i) {
            if (!queue.push(page(std::to_string(i), 30)))
                return;
            ++brought;
        }
    });
    for (std::size_t i = 0; i < kPages; ++i) {
        const auto next = queue.pop();
        ASSERT_TRUE(next);
        EXPECT_EQ(next->source, std::to_string(i));
        EXPECT_LE(brought, i + 5);  // Three in the queue, one taken, one on its way in.
    }
    producer.join();
    EXPECT_LE(queue.bytes_peak(), 100U);
    EXPECT_GE(queue.bytes_peak(), 30U);
}

TEST(IngestQueueTest, APageLargerThanTheQueueGoesInAlone) {
    IngestQueue queue(100);
    ASSERT_TRUE(queue.push(page("large", 1000)));
    EXPECT_EQ(queue.pop()->source, "large");
}

TEST(IngestQueueTest, AClosedQueueTakesNothingMoreAndGivesWhatItHas) {
    IngestQueue queue(100);
    ASSERT_TRUE(queue.push(page("a", 100)));
    std::thread waiting([&] { EXPECT_FALSE(queue.push(page("b", 1))); });
    queue.close();
    waiting.join();
    EXPECT_EQ(queue.pop()->source, "a");
    EXPECT_FALSE(queue.pop());
    EXPECT_FALSE(queue.push(page("c", 1)));
}

}  // namespace
}  // namespace seatsync::app
