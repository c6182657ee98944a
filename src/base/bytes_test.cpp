#include "base/bytes.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

namespace seatsync::base {
namespace {

TEST(BytesTest, ReadsBackWhatWasWritten) {
    ByteWriter out;
    out.u64(0);
    out.u64(std::numeric_limits<std::uint64_t>::max());
    out.f64(-0.0);
    out.f64(std::nan(""));
    out.f64(std::numeric_limits<double>::denorm_min());
    out.text("");
    out.text(std::string_view("a\0b", 3));
    const std::string bytes = out.take();

    ByteReader in(bytes);
    EXPECT_EQ(in.u64().value(), 0U);
    EXPECT_EQ(in.u64().value(), std::numeric_limits<std::uint64_t>::max());
    EXPECT_TRUE(std::signbit(in.f64().value()));
    EXPECT_TRUE(std::isnan(in.f64().value()));
    EXPECT_EQ(in.f64().value(), std::numeric_limits<double>::denorm_min());
    EXPECT_EQ(in.text().value(), "");
    EXPECT_EQ(in.text().value(), std::string_view("a\0b", 3));
    EXPECT_TRUE(in.at_end());
}

TEST(BytesTest, NumbersAreLittleEndianEightBytes) {
    ByteWriter out;
    out.u64(0x0102030405060708ULL);
    EXPECT_EQ(out.take(), std::string("\x08\x07\x06\x05\x04\x03\x02\x01"));
}

TEST(BytesTest, RefusesBytesThatEndTooSoon) {
    ByteWriter out;
    out.text("seven..");
    const std::string bytes = out.take();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        ByteReader in(std::string_view(bytes).substr(0, size));
        const auto text = in.text();
        ASSERT_FALSE(text.has_value()) << size;
        EXPECT_EQ(text.error().code, ErrorCode::corrupt_data) << size;
    }
}

TEST(BytesTest, RefusesACountLargerThanWhatIsLeft) {
    ByteWriter out;
    out.u64(9);
    out.u64(0);
    const std::string bytes = out.take();
    ByteReader in(bytes);
    const auto count = in.count();
    ASSERT_FALSE(count.has_value());
    EXPECT_EQ(count.error().code, ErrorCode::corrupt_data);
}

/// Test vectors of draft-eastlake-fnv, appendix C.
TEST(BytesTest, TheChecksumIsFnv1a) {
    EXPECT_EQ(checksum(""), 0xcbf29ce484222325ULL);
    EXPECT_EQ(checksum("a"), 0xaf63dc4c8601ec8cULL);
    EXPECT_EQ(checksum("foobar"), 0x85944171f73967e8ULL);
}

}  // namespace
}  // namespace seatsync::base
