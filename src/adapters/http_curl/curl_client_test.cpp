#include "adapters/http_curl/curl_client.hpp"

#include "testing/raw_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace seatsync::http_curl {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::RawServer;
using Then = RawServer::Then;

constexpr auto kPatience = 20s;

/// {"quotes":[1,2,3]} by gzip.
const std::string kGzipped(
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\xab\x56\x2a\x2c\xcd\x2f\x49\x2d\x56\xb2\x8a\x36\xd4"
    "\x31\xd2\x31\x8e\xad\x05\x00\x75\x5d\xd3\x2a\x12\x00\x00\x00",
    38);

feed::HttpRequest request_to(const std::string& url) {
    feed::HttpRequest request;
    request.url = url;
    return request;
}

Result<feed::HttpResponse> ask(const RawServer& server, const feed::HttpRequest& request,
                               std::chrono::milliseconds timeout = kPatience) {
    CurlClient client({.connect_to = server.address()});
    return client.send(request, timeout);
}

TEST(CurlClientTest, SendsPathQueryFieldsAndTrueHostAndReadsTheWholeAnswer) {
    RawServer server([](const std::string&) -> RawServer::Reply {
        return {RawServer::answer(429, "slow down", "Retry-After:  7 \r\nX-Empty:\r\n")};
    });
    auto request = request_to("https://api.seatgeek.com/2/events");
    request.query = {{"q", "a b&c"}, {"client_id", "top secret", true}};
    request.headers = {{"Accept", "application/json"}, {"Authorization", "Bearer abc", true}};
    const auto response = ask(server, request);
    ASSERT_TRUE(response) << response.error().detail;
    EXPECT_EQ(response->status, 429);
    EXPECT_EQ(response->body, "slow down");
    EXPECT_EQ(response->header("retry-after"), "7");
    EXPECT_EQ(response->header("x-empty"), "");
    const std::string sent = server.requests().at(0);
    EXPECT_THAT(sent, ::testing::StartsWith("GET /2/events?"));
    EXPECT_THAT(sent, HasSubstr("b%26c&client_id=top"));
    EXPECT_THAT(sent, HasSubstr("\r\nHost: api.seatgeek.com\r\n"));
    EXPECT_THAT(sent, HasSubstr("\r\nAccept: application/json\r\n"));
    EXPECT_THAT(sent, HasSubstr("\r\nAuthorization: Bearer abc\r\n"));
    EXPECT_THAT(sent, HasSubstr("\r\nUser-Agent: SeatSync/"));
}

TEST(CurlClientTest, PostsItsBodyAtOnce) {
    RawServer server(
        [](const std::string&) -> RawServer::Reply { return {RawServer::answer(200, "{}")}; });
    auto request = request_to("https://account.example/oauth2/token");
    request.method = feed::HttpRequest::Method::post;
    request.body = "grant_type=client_credentials";
    ASSERT_TRUE(ask(server, request));
    const std::string sent = server.requests().at(0);
    EXPECT_THAT(sent, ::testing::StartsWith("POST /oauth2/token "));
    EXPECT_THAT(sent, ::testing::EndsWith("\r\n\r\ngrant_type=client_credentials"));
    EXPECT_THAT(sent, Not(HasSubstr("Expect")));
}

TEST(CurlClientTest, UnpacksGzip) {
    RawServer server([](const std::string&) -> RawServer::Reply {
        return {RawServer::answer(200, kGzipped, "Content-Encoding: gzip\r\n")};
    });
    const auto response = ask(server, request_to("https://a.example/x"));
    ASSERT_TRUE(response) << response.error().detail;
    EXPECT_EQ(response->body, R"({"quotes":[1,2,3]})");
    EXPECT_THAT(server.requests().at(0), HasSubstr("gzip"));
}

TEST(CurlClientTest, ARedirectIsAnAnswerAndNotFollowed) {
    RawServer server([](const std::string&) -> RawServer::Reply {
        return {RawServer::answer(302, "", "Location: http://elsewhere.example/\r\n")};
    });
    const auto response = ask(server, request_to("https://a.example/x"));
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 302);
    EXPECT_EQ(server.requests().size(), 1U);
}

TEST(CurlClientTest, KeepsTheConnectionForTheNextRequestToTheHost) {
    RawServer server([](const std::string&) -> RawServer::Reply {
        return {RawServer::answer(200, "{}"), Then::keep};
    });
    CurlClient client({.connect_to = server.address()});
    for (int i = 0; i < 5; ++i)
        ASSERT_TRUE(client.send(request_to("https://a.example/x"), kPatience));
    EXPECT_EQ(server.connections(), 1U);
    ASSERT_TRUE(client.send(request_to("https://b.example/x"), kPatience));
    EXPECT_EQ(server.connections(), 2U);
}

TEST(CurlClientTest, ManyThreadsGetTheirOwnAnswers) {
    RawServer server([](const std::string& request) -> RawServer::Reply {
        return {RawServer::answer(200, request.substr(4, request.find(" HTTP") - 4)), Then::keep};
    });
    CurlClient client({.connect_to = server.address()});
    std::vector<std::thread> threads;
    std::vector<int> right(4, 0);
    for (std::size_t i = 0; i < right.size(); ++i)
        threads.emplace_back([&, i] {
            for (int n = 0; n < 20; ++n) {
                const std::string path = "/" + std::to_string(i) + "-" + std::to_string(n);
                const auto got = client.send(request_to("https://a.example" + path), kPatience);
                right[i] += got && got->body == path ? 1 : 0;
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(right, std::vector<int>(4, 20));
}

TEST(CurlClientTest, WhatBreaksOffIsUnavailableAndSilenceADeadline) {
    struct Row {
        const char* name;
        RawServer::Reply reply;
        ErrorCode code;
    };
    const std::string half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":";
    const std::string chunk = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";
    const std::string cut_gzip =
        RawServer::answer(200, kGzipped.substr(0, 20), "Content-Encoding: gzip\r\n");
    const Row rows[] = {
        {"reset before the answer", {"", Then::reset}, ErrorCode::unavailable},
        {"closed before the answer", {"", Then::close}, ErrorCode::unavailable},
        {"reset within the body", {half, Then::reset}, ErrorCode::unavailable},
        {"a body cut short", {half, Then::close}, ErrorCode::unavailable},
        {"chunks without the last", {chunk, Then::close}, ErrorCode::unavailable},
        {"no HTTP", {"hello\r\n\r\n", Then::close}, ErrorCode::unavailable},
        {"broken gzip",
         {RawServer::answer(200, "no gzip", "Content-Encoding: gzip\r\n")},
         ErrorCode::unavailable},
        {"silence", {"", Then::silence}, ErrorCode::deadline_exceeded},
        {"silence within the body", {half, Then::silence}, ErrorCode::deadline_exceeded},
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(row.name);
        RawServer server([&](const std::string&) { return row.reply; });
        auto request = request_to("https://a.example/x");
        request.query = {{"apikey", "hunter2", true}};
        request.headers = {{"Authorization", "Bearer hunter2", true}};
        const auto timeout = row.code == ErrorCode::deadline_exceeded ? 100ms : kPatience;
        const auto response = ask(server, request, timeout);
        ASSERT_FALSE(response) << response->body;
        EXPECT_EQ(response.error().code, row.code) << response.error().detail;
        EXPECT_THAT(response.error().detail, HasSubstr("a.example"));
        EXPECT_THAT(response.error().detail, Not(HasSubstr("hunter2")));
    }
}

TEST(CurlClientTest, AnAnswerBeyondTheLimitIsRefused) {
    RawServer server([](const std::string&) -> RawServer::Reply {
        return {RawServer::answer(200, std::string(1001, 'x'))};
    });
    CurlClient client({.connect_to = server.address(), .body_bytes_max = 1000});
    const auto response = client.send(request_to("https://a.example/x"), kPatience);
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::unavailable);
    EXPECT_THAT(response.error().detail, HasSubstr("larger than 1000 bytes"));
}

TEST(CurlClientTest, NobodyThereIsUnavailable) {
    std::uint16_t port = 0;
    {
        RawServer gone([](const std::string&) { return RawServer::Reply{}; });
        port = gone.port();
    }
    CurlClient client;
    const auto response =
        client.send(request_to("http://127.0.0.1:" + std::to_string(port) + "/"), kPatience);
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::unavailable);
}

TEST(CurlClientTest, AServerWithoutACertificateIsNotTrusted) {
    RawServer server(
        [](const std::string&) -> RawServer::Reply { return {RawServer::answer(200, "{}")}; });
    CurlClient client;
    const auto response =
        client.send(request_to("https://127.0.0.1:" + std::to_string(server.port()) + "/"), 2s);
    ASSERT_FALSE(response);
}

}  // namespace
}  // namespace seatsync::http_curl
