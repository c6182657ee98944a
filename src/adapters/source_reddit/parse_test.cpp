#include "adapters/source_reddit/parse_listing.hpp"

#include "testing/observations.hpp"
#include "testing/recorded_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_reddit {
namespace {

using testing::at;

constexpr const char* kSubject = "nba/Boston Celtics";
const feed::Instant kReceived = at("2026-01-10T12:00:00Z");

feed::Answer listing(std::string_view body) {
    return parse_listing(body, kSubject, kReceived).value();
}

domain::Mention mention_of(const feed::Item& item) {
    EXPECT_EQ(item.observations.size(), 1U) << item.key << ": " << item.problem;
    return std::get<domain::Mention>(item.observations.at(0));
}

/// A listing of one thing.
std::string one(const std::string& kind, const std::string& data) {
    return R"({"kind":"Listing","data":{"children":[{"kind":")" + kind + R"(","data":)" + data +
           "}]}}";
}

TEST(RedditParseTest, APostBecomesAMentionWithoutItsText) {
    const auto answer = listing(R"({"kind":"Listing","data":{"after":"t3_b","children":[
        {"kind":"t3","data":{"name":"t3_a","id":"a","title":"Great win","selftext":"one bad call",
         "score":-4,"ups":9,"num_comments":12,"created":1768042800.0,
         "created_utc":1768014000.5,"removed_by_category":null}}]}})");
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "t3_a");
    EXPECT_EQ(mention_of(answer.items[0]),
              (domain::Mention{.source = "reddit",
                               .id = "t3_a",
                               .subject = kSubject,
                               .event_at = at("2026-01-10T03:00:00.5Z"),
                               .received_at = kReceived,
                               .tone = 1.0 / 3,
                               .reach = -4,
                               .comments = 12}));
    EXPECT_EQ(answer.next, "t3_b");
}

TEST(RedditParseTest, WithoutANameTheIdIsKindAndId) {
    const auto answer = listing(one("t3", R"({"id":"a","created_utc":1768014000})"));
    EXPECT_EQ(mention_of(answer.items.at(0)).id, "t3_a");
    EXPECT_EQ(mention_of(answer.items.at(0)).reach, std::nullopt);
    EXPECT_EQ(mention_of(answer.items.at(0)).tone, std::nullopt);
}

TEST(RedditParseTest, AHiddenScoreIsNotTold) {
    const auto answer = listing(one(
        "t1",
        R"({"name":"t1_c","body":"awful","score":1,"score_hidden":true,"created_utc":1768014000})"));
    EXPECT_EQ(mention_of(answer.items.at(0)).reach, std::nullopt);
    EXPECT_EQ(mention_of(answer.items.at(0)).tone, -1.0);
}

struct PassedOver {
    const char* name;
    const char* kind;
    const char* data;
    const char* why;
};

class RedditPassedOverTest : public ::testing::TestWithParam<PassedOver> {};

TEST_P(RedditPassedOverTest, SaysWhy) {
    const auto answer = listing(one(GetParam().kind, GetParam().data));
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].passed_over, GetParam().why);
    EXPECT_TRUE(answer.items[0].observations.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Things, RedditPassedOverTest,
    ::testing::Values(
        PassedOver{"ByModerator", "t3",
                   R"({"name":"t3_a","created_utc":1,"removed_by_category":"moderator"})",
                   "removed by moderator"},
        PassedOver{"RemovedText", "t3", R"({"name":"t3_a","created_utc":1,"selftext":"[removed]"})",
                   "removed"},
        PassedOver{"DeletedText", "t3", R"({"name":"t3_a","created_utc":1,"selftext":"[deleted]"})",
                   "removed"},
        PassedOver{"RemovedComment", "t1", R"({"name":"t1_a","created_utc":1,"body":"[removed]"})",
                   "removed"},
        PassedOver{"Subreddit", "t5", R"({"name":"t5_a"})", "a t5, neither a post nor a comment"},
        PassedOver{"More", "more", R"({"count":3})", "a more, neither a post nor a comment"}),
    [](const auto& named) { return std::string(named.param.name); });

TEST(RedditParseTest, AWrongPostIsAProblemAndTheOthersStay) {
    const auto answer = listing(R"({"kind":"Listing","data":{"after":null,"children":[
        {"kind":"t3","data":{"created_utc":1768014000}},
        {"kind":"t3","data":{"name":"t3_b"}},
        {"kind":"t3","data":{"name":"t3_c","created_utc":1799999999}},
        {"data":{"name":"t3_d"}},
        7,
        {"kind":"t3","data":{"name":"t3_e","created_utc":1768014000}}]}})");
    ASSERT_EQ(answer.items.size(), 6U);
    EXPECT_EQ(answer.items[0].problem, "data.id: it is missing");
    EXPECT_EQ(answer.items[1].problem, "data.created_utc: it is missing");
    EXPECT_EQ(answer.items[1].key, "t3_b");
    EXPECT_NE(answer.items[2].problem.find("received before"), std::string::npos);
    EXPECT_EQ(answer.items[3].problem, "kind: it is missing");
    EXPECT_EQ(answer.items[4].problem, "kind: it is missing");
    EXPECT_EQ(mention_of(answer.items[5]).id, "t3_e");
    EXPECT_EQ(answer.next, "");
}

TEST(RedditParseTest, APageOfCommentsIsAListOfListings) {
    const auto answer =
        listing("[" + one("t3", R"({"name":"t3_a","created_utc":1768014000})") + "," +
                one("t1", R"({"name":"t1_b","created_utc":1768014001})") + "]");
    ASSERT_EQ(answer.items.size(), 2U);
    EXPECT_EQ(mention_of(answer.items[0]).id, "t3_a");
    EXPECT_EQ(mention_of(answer.items[1]).id, "t1_b");
}

struct Refusal {
    const char* name;
    const char* body;
    ErrorCode code;
    const char* detail;
};

class RedditRefusalTest : public ::testing::TestWithParam<Refusal> {};

TEST_P(RedditRefusalTest, IsAnError) {
    const auto answer = parse_listing(GetParam().body, kSubject, kReceived);
    ASSERT_TRUE(answer.has_error());
    EXPECT_EQ(answer.error().code, GetParam().code);
    EXPECT_NE(answer.error().detail.find(GetParam().detail), std::string::npos)
        << answer.error().detail;
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, RedditRefusalTest,
    ::testing::Values(
        Refusal{"Html", "<!doctype html><title>reddit</title>", ErrorCode::unavailable, "HTML"},
        Refusal{"Empty", "", ErrorCode::unavailable, "empty"},
        Refusal{"Broken", R"({"data":)", ErrorCode::corrupt_data, "no JSON"},
        Refusal{"NoListing", R"({"kind":"t5","data":{}})", ErrorCode::corrupt_data, "no listing"},
        Refusal{"ChildrenAreText", R"({"data":{"children":"x"}})", ErrorCode::corrupt_data,
                "not a list"},
        Refusal{"ErrorUnder200", R"({"message":"Forbidden","error":403,"reason":"private"})",
                ErrorCode::unavailable, "Forbidden: private"},
        Refusal{"ErrorAlone", R"({"error":403})", ErrorCode::unavailable, "without words"}),
    [](const auto& named) { return std::string(named.param.name); });

using RedditRecordedTest = testing::RecordedTest;

TEST_F(RedditRecordedTest, NewPosts) {
    const auto answer = listing(testing::recorded_answer("reddit/listing_new.http.json").body);
    ASSERT_EQ(answer.items.size(), 12U);
    const auto first = mention_of(answer.items[0]);
    EXPECT_EQ(first.id, "t3_48fbm9");
    EXPECT_EQ(first.event_at, at("2016-03-01T08:37:38Z"));
    EXPECT_EQ(first.reach, 1);
    EXPECT_EQ(first.comments, 1);
    EXPECT_EQ(mention_of(answer.items[5]).comments, 11);
    EXPECT_EQ(mention_of(answer.items[5]).reach, 4);
    EXPECT_EQ(answer.next, "t3_48f6io");
}

TEST_F(RedditRecordedTest, Search) {
    const auto answer = listing(testing::recorded_answer("reddit/search.http.json").body);
    ASSERT_EQ(answer.items.size(), 6U);
    EXPECT_EQ(mention_of(answer.items[0]).event_at, at("2015-08-12T09:08:34Z"));
    EXPECT_EQ(mention_of(answer.items[0]).comments, 21);
    EXPECT_EQ(mention_of(answer.items[5]).reach, 15);
    EXPECT_EQ(answer.next, "");
}

TEST_F(RedditRecordedTest, CommentsHideTheirScore) {
    const auto answer = listing(testing::recorded_answer("reddit/listing_comments.http.json").body);
    ASSERT_EQ(answer.items.size(), 6U);
    for (const auto& item : answer.items)
        EXPECT_EQ(mention_of(item).reach, std::nullopt) << item.key;
    EXPECT_EQ(mention_of(answer.items[0]).id, "t1_d4y8bdp");
    EXPECT_EQ(mention_of(answer.items[0]).tone, 1.0);  // great, better, enjoy
    EXPECT_EQ(mention_of(answer.items[0]).comments, std::nullopt);
    EXPECT_EQ(answer.next, "t1_d4y8a9e");
}

TEST_F(RedditRecordedTest, EmptyListing) {
    const auto answer = listing(testing::recorded_answer("reddit/listing_empty.http.json").body);
    EXPECT_TRUE(answer.items.empty());
    EXPECT_EQ(answer.next, "");
}

}  // namespace
}  // namespace seatsync::source_reddit
