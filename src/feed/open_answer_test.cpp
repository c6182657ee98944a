#include "feed/open_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::feed {
namespace {

TEST(OpenAnswerTest, TellsContentFromAMessageAndFromNothing) {
    EXPECT_TRUE(open_answer(R"({"a":{"games":[]},"message":"fine"})", "a.games", "message"));
    const Error told = open_answer(R"({"message":" try later "})", "games", "message").error();
    EXPECT_EQ(told.code, ErrorCode::unavailable);
    EXPECT_EQ(told.detail, "try later");
    const Error empty = open_answer(R"({"games":null,"message":""})", "games", "message").error();
    EXPECT_EQ(empty.code, ErrorCode::corrupt_data);
    EXPECT_EQ(empty.detail, "games: it is missing");
    EXPECT_EQ(open_answer("<h1>busy</h1>", "games", "message").error().code,
              ErrorCode::unavailable);
}

TEST(OpenAnswerTest, FindsTheWordsOfAnError) {
    EXPECT_EQ(words_of(R"({"error":{"message":"no key"}})", "error.message"), "no key");
    for (const char* body : {"", "<h1>no</h1>", "[1]", R"({"error":{"message":[1]}})", "{}"})
        EXPECT_EQ(words_of(body, "error.message"), "") << body;
}

}  // namespace
}  // namespace seatsync::feed
