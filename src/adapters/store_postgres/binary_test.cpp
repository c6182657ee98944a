#include "adapters/store_postgres/binary.hpp"

#include "testing/observations.hpp"

#include <gtest/gtest.h>

namespace seatsync::store_postgres {

namespace {

using domain::Instant;
using testing::at;

/// What a server would send of it.
std::string without_length(std::string bytes) {
    return bytes.substr(4);
}

TEST(BinaryTest, TimesComeBackAsTheyWent) {
    for (const Instant time :
         {Instant(), at("1969-12-31T23:59:59.999999Z"), at("2000-01-01T00:00:00Z"),
          at("2026-12-01T00:00:00.000001Z"), Instant::min(), Instant::max()}) {
        std::string bytes;
        put(bytes, time);
        EXPECT_EQ(read_time(without_length(bytes)), time);
    }
}

TEST(BinaryTest, TheEndsOfTimeAreTheServersInfinities) {
    std::string bytes;
    put(bytes, Instant::max());
    EXPECT_EQ(read_integer(without_length(bytes)), std::numeric_limits<std::int64_t>::max());
    bytes.clear();
    put(bytes, Instant::min());
    EXPECT_EQ(read_integer(without_length(bytes)), std::numeric_limits<std::int64_t>::min());
    bytes.clear();
    put(bytes, at("2000-01-01T00:00:01Z"));
    EXPECT_EQ(read_integer(without_length(bytes)), 1'000'000);
}

TEST(BinaryTest, NothingIsNotEmptyText) {
    std::string nothing;
    put(nothing, std::optional<std::int64_t>());
    std::string empty;
    put(empty, std::string_view());
    EXPECT_EQ(nothing, std::string("\xff\xff\xff\xff", 4));
    EXPECT_EQ(empty, std::string("\0\0\0\0", 4));
}

}  // namespace

}  // namespace seatsync::store_postgres
