#include "http/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

#include <stdexcept>

namespace seatsync::http {
namespace {

using ::testing::HasSubstr;

Route answering(const char* method, const char* pattern, const char* text) {
    return {.method = method,
            .pattern = pattern,
            .query = std::vector<std::string>{"q"},
            .handle = [text](const Call&) -> Result<Response> {
                return text_response(text, "text/plain");
            }};
}

class RouterTest : public ::testing::Test {
  protected:
    RouterTest() {
        router_.add(answering("GET", "/things", "list"));
        router_.add(answering("POST", "/things", "made"));
        router_.add({.method = "GET",
                     .pattern = "/things/{id}/parts/{part}",
                     .query = std::vector<std::string>{},
                     .handle = [](const Call& call) -> Result<Response> {
                         return text_response(call.param("id") + "," + call.param("part"),
                                              "text/plain");
                     }});
        router_.add({.method = "GET",
                     .pattern = "/refuses",
                     .query = std::vector<std::string>{},
                     .handle = [](const Call&) -> Result<Response> {
                         return fail(ErrorCode::conflict, "it moved");
                     }});
        router_.add({.method = "GET",
                     .pattern = "/throws",
                     .query = std::vector<std::string>{},
                     .handle = [](const Call&) -> Result<Response> {
                         throw std::runtime_error("secret inner state");
                     }});
    }

    [[nodiscard]] Response send(const std::string& method, const std::string& target) const {
        return router_.handle({.method = method, .target = target, .headers = {}, .body = {}});
    }

    Router router_;
};

TEST_F(RouterTest, ChoosesByMethodAndPath) {
    EXPECT_EQ(send("GET", "/things").body, "list");
    EXPECT_EQ(send("POST", "/things").body, "made");
    EXPECT_EQ(send("HEAD", "/things").body, "list");
    EXPECT_EQ(send("GET", "/things?q=1").body, "list");
}

TEST_F(RouterTest, HandsOverDecodedParameters) {
    const auto response = send("GET", "/things/a%2Fb/parts/mlb%3A1");
    EXPECT_EQ(response.body, "a/b,mlb:1");
    EXPECT_EQ(response.route, "/things/{id}/parts/{part}");
}

TEST_F(RouterTest, UnknownPathIs404) {
    for (const char* target : {"/", "/thing", "/things/", "/things//parts/x", "/things/a/parts",
                               "/things/a/parts/b/c", "/%7Bid%7D"}) {
        EXPECT_EQ(send("GET", target).status, 404U) << target;
        EXPECT_EQ(send("DELETE", target).status, 404U) << target;
    }
    EXPECT_EQ(send("GET", "/nowhere").route, "");
}

TEST_F(RouterTest, BadTargetIs400) {
    EXPECT_EQ(send("GET", "/%zz").status, 400U);
    EXPECT_EQ(send("OPTIONS", "*").status, 400U);
}

TEST_F(RouterTest, WrongMethodSaysWhichAreAllowed) {
    const auto response = send("DELETE", "/things");
    EXPECT_EQ(response.status, 405U);
    EXPECT_EQ(header(response.headers, "Allow"), "GET, POST, HEAD");
    EXPECT_EQ(header(send("POST", "/refuses").headers, "Allow"), "GET, HEAD");
}

TEST_F(RouterTest, ChecksTheQuery) {
    EXPECT_EQ(send("GET", "/things?limit=1").status, 400U);
    EXPECT_THAT(send("GET", "/things?limit=1").body, HasSubstr("'limit'"));
    EXPECT_EQ(send("GET", "/things?q=1&q=2").status, 400U);
    EXPECT_THAT(send("GET", "/things?q=1&q=2").body, HasSubstr("twice"));
}

TEST_F(RouterTest, ErrorsBecomeProblems) {
    const auto response = send("GET", "/refuses");
    EXPECT_EQ(response.status, 409U);
    EXPECT_EQ(response.route, "/refuses");
    const auto document = boost::json::parse(response.body);
    EXPECT_EQ(document.at("detail"), "it moved");
    EXPECT_EQ(document.at("instance"), "/refuses");
}

TEST_F(RouterTest, AnExceptionIs500AndKeepsItsWordsInside) {
    const auto response = send("GET", "/throws");
    EXPECT_EQ(response.status, 500U);
    EXPECT_THAT(response.body, ::testing::Not(HasSubstr("secret")));
}

TEST_F(RouterTest, FallbackAnswersReadsOfUnknownPathsOnly) {
    Route fallback = answering("GET", "static", "page");
    fallback.query = std::nullopt;
    router_.set_fallback(std::move(fallback));
    EXPECT_EQ(send("GET", "/anything?x=1").body, "page");
    EXPECT_EQ(send("HEAD", "/anything").route, "static");
    EXPECT_EQ(send("POST", "/anything").status, 404U);
    EXPECT_EQ(send("DELETE", "/things").status, 405U);
    EXPECT_EQ(send("GET", "/things").body, "list");
}

}  // namespace
}  // namespace seatsync::http
