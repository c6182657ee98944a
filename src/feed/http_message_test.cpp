#include "feed/http_message.hpp"

#include <gtest/gtest.h>

namespace seatsync::feed {

namespace {

TEST(HttpRequestTest, EncodesItsQuery) {
    const HttpRequest request{.url = "https://api.example.com/2/events",
                              .query = {{"q", "Red Sox & more"}, {"page", "2"}}};
    EXPECT_EQ(full_url(request),
              "https://api.example.com/2/events?q=Red%20Sox%20%26%20more&page=2");
}

TEST(HttpRequestTest, ShowsNoSecret) {
    const HttpRequest request{.url = "https://api.example.com/x",
                              .query = {{"apikey", "abc123", true}, {"size", "20"}}};
    EXPECT_EQ(shown_url(request), "https://api.example.com/x?apikey=***&size=20");
    EXPECT_EQ(full_url(request), "https://api.example.com/x?apikey=abc123&size=20");
}

TEST(HttpRequestTest, KnowsItsHost) {
    EXPECT_EQ(host_of({.url = "https://api.example.com/2/events"}), "api.example.com");
    EXPECT_EQ(host_of({.url = "http://127.0.0.1:8080"}), "127.0.0.1:8080");
}

TEST(HttpResponseTest, FindsHeadersInAnyCase) {
    const HttpResponse response{.headers = {{"Retry-After", "5"}, {"retry-after", "9"}}};
    EXPECT_EQ(response.header("RETRY-AFTER"), "5");
    EXPECT_EQ(response.header("Retry"), std::nullopt);
}

}  // namespace

}  // namespace seatsync::feed
