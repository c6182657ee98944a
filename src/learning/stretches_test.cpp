#include "learning/stretches.hpp"

#include <gtest/gtest.h>

#include <atomic>

namespace seatsync::learning {
namespace {

TEST(StretchesTest, EveryRowIsVisitedOnce) {
    for (const std::size_t rows : {0UL, 1UL, kRowsPerThread, 3 * kRowsPerThread + 7, 50'000UL})
        for (const std::size_t threads : {0UL, 1UL, 2UL, 3UL, 7UL}) {
            std::vector<int> visits(rows, 0);
            for_each_stretch(rows, threads, [&](std::size_t begin, std::size_t end) {
                for (std::size_t i = begin; i < end; ++i)
                    ++visits[i];
            });
            EXPECT_EQ(visits, std::vector<int>(rows, 1)) << rows << " rows, " << threads;
        }
}

TEST(StretchesTest, FewRowsStayOnOneThread) {
    std::atomic<int> calls = 0;
    for_each_stretch(2 * kRowsPerThread - 1, 8, [&](std::size_t, std::size_t) { ++calls; });
    EXPECT_EQ(calls, 1);
    for_each_stretch(2 * kRowsPerThread, 8, [&](std::size_t, std::size_t) { ++calls; });
    EXPECT_EQ(calls, 3);
}

}  // namespace
}  // namespace seatsync::learning
