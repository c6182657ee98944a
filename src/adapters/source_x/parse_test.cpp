#include "adapters/source_x/parse_posts.hpp"

#include "testing/observations.hpp"
#include "testing/recorded_answer.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace seatsync::source_x {
namespace {

using testing::at;

constexpr const char* kSubject = "nba/Boston Celtics";
const feed::Instant kReceived = at("2026-01-10T12:00:00Z");

feed::Answer posts(std::string_view body) {
    return parse_posts(body, kSubject, kReceived).value();
}
feed::Answer counts(std::string_view body) {
    return parse_counts(body, kSubject, kReceived).value();
}

domain::Mention mention_of(const feed::Item& item) {
    EXPECT_EQ(item.observations.size(), 1U) << item.key << ": " << item.problem;
    return std::get<domain::Mention>(item.observations.at(0));
}
domain::Reading reading_of(const feed::Item& item) {
    EXPECT_EQ(item.observations.size(), 1U) << item.key << ": " << item.problem;
    return std::get<domain::Reading>(item.observations.at(0));
}

domain::Mention expected(std::string id, std::string_view published) {
    return {.source = "x",
            .id = std::move(id),
            .subject = kSubject,
            .event_at = at(published),
            .received_at = kReceived,
            .tone = std::nullopt,
            .reach = std::nullopt,
            .comments = std::nullopt};
}

TEST(XParseTest, APostBecomesAMentionWithoutItsText) {
    const auto answer = posts(R"({"data":[{"id":"1900000000000000001",
        "created_at":"2026-01-10T11:30:00.000Z","text":"What a great win, one bad call",
        "public_metrics":{"like_count":7,"reply_count":2,"retweet_count":40,"quote_count":1}}],
        "meta":{"result_count":1,"next_token":"b26v89"}})");
    ASSERT_EQ(answer.items.size(), 1U);
    auto mention = expected("1900000000000000001", "2026-01-10T11:30:00Z");
    mention.tone = 1.0 / 3;
    mention.reach = 7;
    mention.comments = 2;
    EXPECT_EQ(mention_of(answer.items[0]), mention);
    EXPECT_EQ(answer.items[0].key, "1900000000000000001");
    EXPECT_EQ(answer.next, "b26v89");
}

TEST(XParseTest, WithoutCreatedAtTheIdTellsTheTime) {
    const auto answer = posts(R"({"data":[{"id":"1578516068304875858","text":"x"},
                                          {"id":"20","text":"x"},{"id":"abc","text":"x"}]})");
    EXPECT_EQ(mention_of(answer.items.at(0)),
              expected("1578516068304875858", "2022-10-07T22:42:12.751Z"));
    EXPECT_EQ(answer.items.at(1).problem, "created_at: it is missing, and the id 20 holds no time");
    EXPECT_NE(answer.items.at(2).problem, "");
}

TEST(XParseTest, NothingFoundIsAnEmptyAnswer) {
    const auto answer = posts(R"({"meta":{"result_count":0}})");
    EXPECT_TRUE(answer.items.empty());
    EXPECT_EQ(answer.next, "");
}

TEST(XParseTest, AWrongPostIsAProblemAndTheOthersStay) {
    const auto answer = posts(R"({"data":[{"text":"no id"},
        {"id":"5","created_at":"yesterday"},
        {"id":"6","created_at":"2026-01-10T13:00:00Z"},
        {"id":"7","created_at":"2026-01-10T11:00:00Z","public_metrics":null},
        {"id":"8","created_at":"2026-01-10T11:00:00Z","public_metrics":{"reply_count":-1}},
        null]})");
    ASSERT_EQ(answer.items.size(), 6U);
    EXPECT_EQ(answer.items[0].key, "#0");
    EXPECT_EQ(answer.items[0].problem, "id: it is missing");
    EXPECT_EQ(answer.items[0].content, R"({"text":"no id"})");
    EXPECT_EQ(answer.items[1].problem, R"(created_at: "yesterday" is not a time)");
    EXPECT_NE(answer.items[2].problem.find("received before"), std::string::npos);
    EXPECT_EQ(mention_of(answer.items[3]), expected("7", "2026-01-10T11:00:00Z"));
    EXPECT_NE(answer.items[4].problem.find("negative"), std::string::npos);
    EXPECT_NE(answer.items[5].problem, "");
}

TEST(XParseTest, WhatXCouldNotFindIsAProblemBesideThePosts) {
    const auto answer = posts(R"({"data":[{"id":"7","created_at":"2026-01-10T11:00:00Z"}],
        "errors":[{"resource_id":"9","title":"Not Found Error","detail":"No post 9.",
                   "type":"https://api.x.com/2/problems/resource-not-found"}, {}]})");
    ASSERT_EQ(answer.items.size(), 3U);
    EXPECT_EQ(mention_of(answer.items[0]), expected("7", "2026-01-10T11:00:00Z"));
    EXPECT_EQ(answer.items[1].key, "error/9");
    EXPECT_EQ(answer.items[1].problem, "Not Found Error: No post 9.");
    EXPECT_EQ(answer.items[2].key, "error/#1");
    EXPECT_EQ(answer.items[2].problem, "an error without words");
}

TEST(XParseTest, WholeHoursAreReadingsAndBrokenOnesPassedOver) {
    const auto answer = counts(R"({"data":[
        {"start":"2026-01-10T09:20:00.000Z","end":"2026-01-10T10:00:00.000Z","tweet_count":5},
        {"start":"2026-01-10T10:00:00.000Z","end":"2026-01-10T11:00:00.000Z","tweet_count":0},
        {"start":"2026-01-10T11:00:00.000Z","end":"2026-01-10T12:00:00.000Z"},
        {"start":"2026-01-10T11:30:00.000Z","end":"2026-01-10T12:30:00.000Z","tweet_count":3}],
        "meta":{"total_tweet_count":8}})");
    ASSERT_EQ(answer.items.size(), 4U);
    EXPECT_EQ(answer.items[0].passed_over, "it does not cover a whole hour");
    EXPECT_EQ(reading_of(answer.items[1]), (domain::Reading{.source = "x",
                                                            .subject = kSubject,
                                                            .measure = "mentions_per_hour",
                                                            .valid_at = at("2026-01-10T10:00:00Z"),
                                                            .event_at = at("2026-01-10T11:00:00Z"),
                                                            .received_at = kReceived,
                                                            .value = 0.0}));
    EXPECT_EQ(answer.items[2].problem, "tweet_count: it is missing or negative");
    EXPECT_EQ(reading_of(answer.items[3]).event_at, kReceived);
}

struct Refusal {
    const char* name;
    const char* body;
    ErrorCode code;
    const char* detail;
};

class XRefusalTest : public ::testing::TestWithParam<Refusal> {};

TEST_P(XRefusalTest, IsAnErrorOfBothEndpoints) {
    for (const auto& answer : {parse_posts(GetParam().body, kSubject, kReceived),
                               parse_counts(GetParam().body, kSubject, kReceived)}) {
        ASSERT_TRUE(answer.has_error());
        EXPECT_EQ(answer.error().code, GetParam().code);
        EXPECT_NE(answer.error().detail.find(GetParam().detail), std::string::npos)
            << answer.error().detail;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, XRefusalTest,
    ::testing::Values(
        Refusal{"Html", "<html>Over capacity</html>", ErrorCode::unavailable, "HTML"},
        Refusal{"Empty", "", ErrorCode::unavailable, "empty"},
        Refusal{"Broken", R"({"data":[)", ErrorCode::corrupt_data, "no JSON"},
        Refusal{"Neither", R"({"x":1})", ErrorCode::corrupt_data, "neither data nor meta"},
        Refusal{"List", "[]", ErrorCode::corrupt_data, "neither data nor meta"},
        Refusal{"DataIsText", R"({"data":"x"})", ErrorCode::corrupt_data, "not a list"},
        Refusal{"ErrorUnder200", R"({"errors":[{"message":"Over capacity"}]})",
                ErrorCode::unavailable, "Over capacity"},
        Refusal{"ProblemUnder200", R"({"title":"Unavailable","detail":"Try later","status":503})",
                ErrorCode::unavailable, "Unavailable: Try later"}),
    [](const auto& named) { return std::string(named.param.name); });

using XRecordedTest = testing::RecordedTest;

TEST_F(XRecordedTest, RecentSearchWithExpansions) {
    const auto answer = posts(testing::recorded_answer("x/recent_search_expansions.json").body);
    ASSERT_EQ(answer.items.size(), 4U);
    EXPECT_EQ(mention_of(answer.items[0]).id, "1276035977376485677");
    EXPECT_EQ(mention_of(answer.items[0]).event_at, at("2020-06-25T06:14:19Z"));
    EXPECT_EQ(mention_of(answer.items[0]).reach, std::nullopt);
    EXPECT_EQ(mention_of(answer.items[1]).tone, std::nullopt);
    EXPECT_EQ(mention_of(answer.items[3]).event_at, at("2020-06-24T04:52:46Z"));
    EXPECT_EQ(answer.next, "");
}

TEST_F(XRecordedTest, RecentSearchWithDefaultFields) {
    const auto answer =
        posts(testing::recorded_answer("x/recent_search_with_ratelimit_headers.http.json").body);
    ASSERT_EQ(answer.items.size(), 10U);
    // The text of the first says 22:42:12.637103.
    EXPECT_EQ(mention_of(answer.items[0]).event_at, at("2022-10-07T22:42:12.751Z"));
    EXPECT_EQ(mention_of(answer.items[9]).id, "1578511538418016658");
    EXPECT_EQ(answer.next, "b26v89c19zqg8o3fpzbn1e0ffhxjiofzw6po136rvbnul");
}

TEST_F(XRecordedTest, SinglePostIsAnObject) {
    const auto answer = posts(testing::recorded_answer("x/single_tweet.json").body);
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(mention_of(answer.items[0]).id, "1067094924121416834");
    EXPECT_EQ(mention_of(answer.items[0]).event_at, at("2018-11-26T16:37:10.232Z"));
}

TEST_F(XRecordedTest, CountsAddUp) {
    const auto answer = counts(testing::recorded_answer("x/counts_recent.json").body);
    ASSERT_EQ(answer.items.size(), 169U);
    double sum = 0;
    for (const auto& item : answer.items)
        sum += reading_of(item).value.value();
    EXPECT_EQ(sum, 744364);
    EXPECT_EQ(reading_of(answer.items[1]).valid_at, at("2021-05-27T00:00:00Z"));
    EXPECT_EQ(reading_of(answer.items[1]).value, 2183);
}

TEST_F(XRecordedTest, CountsThatBeginAndEndWithinAnHour) {
    const auto answer = counts(testing::recorded_answer("x/counts_recent_headers.http.json").body);
    ASSERT_EQ(answer.items.size(), 169U);
    EXPECT_NE(answer.items.front().passed_over, "");
    EXPECT_NE(answer.items.back().passed_over, "");
    double sum = 0;
    for (std::size_t i = 1; i < 168; ++i)
        sum += reading_of(answer.items[i]).value.value();
    EXPECT_EQ(sum, 411 - 1 - 1);  // The total of the answer without the two broken hours.
}

}  // namespace
}  // namespace seatsync::source_x
