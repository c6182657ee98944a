#include "feed/basic_credentials.hpp"

#include <gtest/gtest.h>

namespace seatsync::feed {
namespace {

// The base64 of "id:secret" and so on by Python 3.11's base64 module.
TEST(BasicCredentialsTest, AreIdAndSecretInBase64) {
    EXPECT_EQ(basic_credentials("id", "secret"), "Basic aWQ6c2VjcmV0");
    EXPECT_EQ(basic_credentials("id", "secre"), "Basic aWQ6c2VjcmU=");
    EXPECT_EQ(basic_credentials("id", "secr"), "Basic aWQ6c2Vjcg==");
    EXPECT_EQ(basic_credentials("", ""), "Basic Og==");
}

TEST(BasicCredentialsTest, AreFormEncodedFirst) {
    // "a%3Ab:%2B%20%C3%A9"
    EXPECT_EQ(basic_credentials("a:b", "+ \xC3\xA9"), "Basic YSUzQWI6JTJCJTIwJUMzJUE5");
}

}  // namespace
}  // namespace seatsync::feed
