#include "feed/basic_auth.hpp"

#include <gtest/gtest.h>

namespace seatsync::feed {
namespace {

// RFC 7617, section 2, and three lengths of padding by RFC 4648.
TEST(BasicAuthTest, EncodesNameAndSecret) {
    EXPECT_EQ(basic_auth("Aladdin", "open sesame"),
              (HttpField{"Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", true}));
    EXPECT_EQ(basic_auth("f", "o").value, "Basic Zjpv");
    EXPECT_EQ(basic_auth("f", "oo").value, "Basic Zjpvbw==");
    EXPECT_EQ(basic_auth("f", "oo\xFF").value, "Basic Zjpvb/8=");
}

}  // namespace
}  // namespace seatsync::feed
