#include "feed/recorded_exchange.hpp"

#include <gtest/gtest.h>

namespace seatsync::feed {
namespace {

TEST(RecordedExchangeTest, KeepsStatusHeadersAndTheBodyAsItWasSent) {
    const auto exchange = parse_recorded_exchange(
        R"({"request": {"method": "POST", "url": "https://a.example/x?page=2"}, "status": 429,
            "headers": {"Retry-After": "7", "x-count": 3}, "body": {"error": ["a", null, 1.50]}})");
    ASSERT_TRUE(exchange);
    EXPECT_EQ(exchange->request.method, HttpRequest::Method::post);
    EXPECT_EQ(exchange->request.url, "https://a.example/x?page=2");
    EXPECT_EQ(exchange->response.status, 429);
    EXPECT_EQ(exchange->response.header("retry-after"), "7");
    EXPECT_EQ(exchange->response.header("x-count"), "3");
    EXPECT_EQ(exchange->response.body, R"({"error":["a",null,1.5]})");
}

TEST(RecordedExchangeTest, ABodyThatIsATextIsThatText) {
    const auto exchange =
        parse_recorded_exchange(R"({"status": 200, "headers": {}, "body": "<html>\n"})");
    ASSERT_TRUE(exchange);
    EXPECT_EQ(exchange->response.body, "<html>\n");
    EXPECT_EQ(exchange->request.method, HttpRequest::Method::get);
}

TEST(RecordedExchangeTest, RefusesWhatIsNoEnvelope) {
    for (const char* text : {"", "[]", R"({"status": 200})", R"({"status": 20, "body": 1})",
                             R"({"status": 200, "headers": [], "body": 1})"})
        EXPECT_FALSE(parse_recorded_exchange(text)) << text;
}

TEST(RecordedExchangeTest, IsToldFromABareBody) {
    EXPECT_TRUE(is_recorded_exchange(R"({"status": 200, "headers": {}, "body": {}})"));
    EXPECT_FALSE(is_recorded_exchange(R"({"status": "ok", "articles": []})"));
    EXPECT_FALSE(is_recorded_exchange("<html>"));
}

}  // namespace
}  // namespace seatsync::feed
