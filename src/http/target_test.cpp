#include "http/target.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::http {
namespace {

using ::testing::ElementsAre;

TEST(TargetTest, TakesPathAndQueryApart) {
    const auto target = parse_target("/api/v1/events/mlb%3A1%2F2?league=m%26b&q=a+b&empty");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/api/v1/events/mlb%3A1%2F2");
    EXPECT_THAT(target->segments, ElementsAre("api", "v1", "events", "mlb:1/2"));
    EXPECT_EQ(target->query_value("league"), "m&b");
    EXPECT_EQ(target->query_value("q"), "a b");
    EXPECT_EQ(target->query_value("empty"), "");
    EXPECT_EQ(target->query_value("absent"), std::nullopt);
}

TEST(TargetTest, KeepsEmptySegments) {
    EXPECT_THAT(parse_target("/")->segments, ElementsAre(""));
    EXPECT_THAT(parse_target("/a/")->segments, ElementsAre("a", ""));
    EXPECT_THAT(parse_target("//a")->segments, ElementsAre("", "a"));
}

TEST(TargetTest, RefusesWhatIsNoTarget) {
    for (const char* text : {"", "health", "http://host/health", "*", "/%", "/%zz", "/a b", "/%00",
                             "/a?x=%00", "/a?%00=x", "/a#b"}) {
        const auto target = parse_target(text);
        ASSERT_FALSE(target) << text;
        EXPECT_EQ(target.error().code, ErrorCode::invalid_argument) << text;
    }
}

}  // namespace
}  // namespace seatsync::http
