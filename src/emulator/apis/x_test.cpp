#include "emulator/answers.hpp"
#include "emulator/api_fixture.hpp"
#include "emulator/subject_search.hpp"

#include <set>

namespace seatsync::emulator {
namespace {

using std::chrono::hours;

std::string encoded(std::string text) {
    for (std::size_t at = text.find(' '); at != text.npos; at = text.find(' '))
        text.replace(at, 1, "%20");
    return text;
}

struct XTest : ::testing::Test {
    ApiFixture api{make_x()};
    const Team& team = *api.world().teams_of("mlb").front();
    const std::string query = "?query=%22" + encoded(team.name) + "%22%20-is:retweet%20lang:en";
    Response ask(const std::string& target, const std::string& token = "x") {
        return api.get(target, {{"Authorization", "Bearer " + token}});
    }
    Response search(const std::string& more) {
        return ask("/2/tweets/search/recent" + query + more);
    }
};

TEST_F(XTest, PagesTellEachPostOnceNewestFirst) {
    const Instant from = api.world().now() - hours(48);
    const auto expected = newest_posts(api.world(), {&team}, from, api.world().now());
    ASSERT_GT(expected.size(), 20U);
    std::string token;
    std::size_t next = 0;
    do {
        const Response page = search(
            "&max_results=10&tweet.fields=created_at,public_metrics&start_time=" + utc_z(from) +
            (token.empty() ? "" : "&next_token=" + token));
        ASSERT_EQ(page.status, 200U);
        const auto body = ApiFixture::json(page);
        const auto& data = body.at("data").as_array();
        EXPECT_EQ(page.items, data.size());
        EXPECT_LE(data.size(), 10U);
        EXPECT_EQ(body.at("meta").at("result_count").as_int64(),
                  static_cast<std::int64_t>(data.size()));
        for (const auto& told : data) {
            const Post& post = expected.at(next++);
            EXPECT_EQ(told.at("text").as_string(), post.text);
            EXPECT_EQ(told.at("created_at").as_string(), utc_bare(post.created_at) + ".000Z");
            EXPECT_EQ(told.at("public_metrics").at("like_count").as_int64(), post.likes);
            EXPECT_EQ(told.at("public_metrics").at("reply_count").as_int64(), post.comments);
        }
        const auto* more = body.at("meta").as_object().if_contains("next_token");
        token = more == nullptr ? std::string() : std::string(more->as_string());
    } while (!token.empty());
    EXPECT_EQ(next, expected.size());
}

TEST_F(XTest, ThePageAfterFollowsThoughNewPostsCame) {
    const auto first = ApiFixture::json(search("&max_results=10"));
    const std::string token(first.at("meta").at("next_token").as_string());
    const auto second = ApiFixture::json(search("&max_results=10&next_token=" + token));
    api.world().advance_to(api.world().now() + hours(1));
    const auto later = ApiFixture::json(search("&max_results=10&next_token=" + token));
    EXPECT_EQ(later.at("data").at(0).at("id"), second.at("data").at(0).at("id"));
    EXPECT_NE(second.at("data").at(0).at("id"), first.at("data").at(0).at("id"));
}

TEST_F(XTest, AnIdHoldsTheTimeAndFieldsAreToldWhenAskedFor) {
    const auto body = ApiFixture::json(search(""));
    const auto& told = body.at("data").at(0).as_object();
    EXPECT_FALSE(told.contains("created_at"));
    EXPECT_FALSE(told.contains("public_metrics"));
    const auto newest = newest_posts(api.world(), {&team}, api.world().now() - hours(48),
                                     api.world().now() + hours(1));
    const std::int64_t id = std::stoll(std::string(told.at("id").as_string()));
    EXPECT_EQ((id >> 22) + 1'288'834'974'657,
              newest.front().created_at.time_since_epoch() / std::chrono::milliseconds(1));
}

TEST_F(XTest, CountsAreByTheHourWithBrokenOnesAtTheEnds) {
    api.world().advance_to(api.world().now() + std::chrono::minutes(20));
    const Response response = ask("/2/tweets/counts/recent" + query + "&granularity=hour");
    const auto body = ApiFixture::json(response);
    const auto& data = body.at("data").as_array();
    EXPECT_EQ(response.items, data.size());
    ASSERT_EQ(data.size(), 169U);  // 40 minutes, 167 hours, 20 minutes
    EXPECT_EQ(data.front().at("start").as_string(), "2026-06-05T15:20:00.000Z");
    EXPECT_EQ(data.front().at("end").as_string(), "2026-06-05T16:00:00.000Z");
    EXPECT_EQ(data.back().at("end").as_string(), "2026-06-12T15:20:00.000Z");
    std::int64_t sum = 0;
    for (const auto& bucket : data) {
        const auto from =
            domain::parse_instant(std::string(bucket.at("start").as_string())).value();
        const auto to = domain::parse_instant(std::string(bucket.at("end").as_string())).value();
        const auto count = newest_posts(api.world(), {&team}, from, to).size();
        EXPECT_EQ(bucket.at("tweet_count").as_int64(), static_cast<std::int64_t>(count));
        sum += bucket.at("tweet_count").as_int64();
    }
    EXPECT_GT(sum, 100);
    EXPECT_EQ(body.at("meta").at("total_tweet_count").as_int64(), sum);
}

TEST_F(XTest, NothingFoundHasNoData) {
    const Response response = ask("/2/tweets/search/recent?query=nobody");
    EXPECT_EQ(response.items, 0U);
    const auto body = ApiFixture::json(response);
    EXPECT_FALSE(body.as_object().contains("data"));
    EXPECT_EQ(body.at("meta").at("result_count").as_int64(), 0);
}

TEST_F(XTest, BadQuestionsAreProblems) {
    for (const char* more : {"&max_results=9", "&max_results=101", "&next_token=x",
                             "&start_time=2026-06-05T14:59:59Z"}) {
        const Response response = search(more);
        EXPECT_EQ(response.status, 400U) << more;
        EXPECT_EQ(ApiFixture::json(response).at("title").as_string(), "Invalid Request");
    }
    EXPECT_EQ(search("&start_time=2026-06-05T15:00:00Z").status, 200U);
    EXPECT_EQ(ask("/2/tweets/search/recent").status, 400U);
    EXPECT_EQ(ask("/2/tweets").status, 404U);
    EXPECT_EQ(ask("/2/tweets/search/recent" + query, "bad").status, 401U);
    EXPECT_EQ(api.get("/2/tweets/search/recent" + query).status, 401U);
}

TEST_F(XTest, SearchesAndCountsHaveTheirOwnLimits) {
    for (int i = 0; i < 450; ++i)
        ASSERT_EQ(ask("/2/tweets/search/recent?query=nobody").status, 200U);
    const Response refused = ask("/2/tweets/search/recent?query=nobody");
    EXPECT_EQ(refused.status, 429U);
    EXPECT_EQ(http::header(refused.headers, "x-rate-limit-limit"), "450");
    EXPECT_EQ(http::header(refused.headers, "x-rate-limit-remaining"), "0");
    EXPECT_EQ(http::header(refused.headers, "x-rate-limit-reset"),
              std::to_string(epoch_seconds(api.world().now() + std::chrono::minutes(15))));
    EXPECT_EQ(ApiFixture::json(refused).at("errors").at(0).at("code").as_int64(), 88);
    const Response counts = ask("/2/tweets/counts/recent?query=nobody");
    EXPECT_EQ(http::header(counts.headers, "x-rate-limit-limit"), "300");
    EXPECT_EQ(http::header(counts.headers, "x-rate-limit-remaining"), "299");
    EXPECT_EQ(ask("/2/tweets/search/recent?query=nobody", "other").status, 200U);
    api.world().advance_to(api.world().now() + std::chrono::minutes(15));
    EXPECT_EQ(ask("/2/tweets/search/recent?query=nobody").status, 200U);
}

}  // namespace
}  // namespace seatsync::emulator
