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

struct RedditTest : ::testing::Test {
    ApiFixture api{make_reddit()};
    const Team& team = *api.world().teams_of("mlb").front();
    const std::string search =
        "/r/baseball/search?q=%22" + encoded(team.name) + "%22&restrict_sr=1&sort=new&t=week";

    /// "x:y" by default.
    Response token(const std::string& basic = "eDp5",
                   const std::string& body = "grant_type=client_credentials") {
        return api.post("/api/v1/access_token", body,
                        {{"Authorization", "Basic " + basic}, {"User-Agent", "test"}});
    }
    const std::string bearer{ApiFixture::json(token()).at("access_token").as_string()};
    Response ask(const std::string& target) {
        return api.get(target, {{"Host", "oauth.reddit.com"},
                                {"User-Agent", "test"},
                                {"Authorization", "Bearer " + bearer}});
    }
};

TEST_F(RedditTest, ATokenLivesAnHour) {
    EXPECT_EQ(ApiFixture::json(token()).at("expires_in").as_int64(), 3600);
    EXPECT_EQ(token().items, 0U);
    EXPECT_EQ(ask(search).status, 200U);
    api.world().advance_to(api.world().now() + std::chrono::seconds(3599));
    EXPECT_EQ(ask(search).status, 200U);
    api.world().advance_to(api.world().now() + std::chrono::seconds(1));
    const Response late = ask(search);
    EXPECT_EQ(late.status, 401U);
    EXPECT_EQ(ApiFixture::json(late).at("message").as_string(), "Unauthorized");
}

TEST_F(RedditTest, TokensAreForClientsWithCredentials) {
    EXPECT_EQ(token("YmFkOnk=").status, 401U);  // "bad:y"
    EXPECT_EQ(token("eDpiYWQ=").status, 401U);  // "x:bad"
    EXPECT_EQ(token("").status, 401U);
    EXPECT_EQ(token("eDp5", "grant_type=password").status, 400U);
    EXPECT_EQ(api.post("/api/v1/access_token", "grant_type=client_credentials",
                       {{"Authorization", "Basic eDp5"}})
                  .status,
              429U);
}

TEST_F(RedditTest, PagesTellEachPostOnceNewestFirst) {
    const Instant now = api.world().now();
    const auto expected = newest_posts(api.world(), {&team}, now - hours(7 * 24), Instant::max());
    ASSERT_GT(expected.size(), 200U);
    std::string after;
    std::size_t next = 0;
    std::size_t removed = 0;
    do {
        const Response page = ask(search + "&limit=100" + (after.empty() ? "" : "&after=" + after));
        ASSERT_EQ(page.status, 200U);
        const auto data = ApiFixture::json(page).at("data");
        const auto& children = data.at("children").as_array();
        EXPECT_EQ(page.items, children.size());
        EXPECT_LE(children.size(), 100U);
        ASSERT_FALSE(children.empty());
        for (const auto& child : children) {
            const Post& post = expected.at(next++);
            const auto& told = child.at("data");
            EXPECT_EQ(child.at("kind").as_string(), "t3");
            EXPECT_EQ(told.at("title").as_string(), post.title);
            EXPECT_EQ(told.at("created_utc").to_number<double>(),
                      static_cast<double>(epoch_seconds(post.created_at)));
            EXPECT_EQ(told.at("score").as_int64(), post.likes);
            EXPECT_EQ(told.at("num_comments").as_int64(), post.comments);
            const bool gone = !told.at("removed_by_category").is_null();
            EXPECT_EQ(told.at("selftext").as_string(), gone ? "[removed]" : post.text);
            removed += gone ? 1 : 0;
        }
        const bool last = data.at("after").is_null();
        if (!last) {
            EXPECT_EQ(data.at("after"), children.back().at("data").at("name"));
        }
        after = last ? std::string() : std::string(data.at("after").as_string());
    } while (!after.empty());
    EXPECT_EQ(next, expected.size());
    EXPECT_GT(removed, 0U);
    EXPECT_LT(removed, expected.size() / 10);
}

TEST_F(RedditTest, NewHoldsTheLeagueAndNoMoreThanAThousand) {
    std::size_t total = 0;
    std::string after;
    do {
        const auto page =
            ask("/r/baseball/new?limit=100" + (after.empty() ? "" : "&after=" + after));
        total += page.items;
        const auto data = ApiFixture::json(page).at("data");
        after = data.at("after").is_null() ? "" : std::string(data.at("after").as_string());
    } while (!after.empty());
    EXPECT_EQ(total, 1000U);
    EXPECT_EQ(ask("/r/baseball/new").items, 25U);
    EXPECT_EQ(ask("/r/nba/search?t=week&q=%22" + encoded(team.name) + "%22").items, 0U);
    const auto day =
        newest_posts(api.world(), {&team}, api.world().now() - hours(24), Instant::max());
    EXPECT_EQ(ask("/r/baseball/search?limit=100&t=day&q=" + encoded(team.name)).items,
              std::min<std::size_t>(100, day.size()));
}

TEST_F(RedditTest, TellsTheLimitOfTenMinutes) {
    EXPECT_EQ(http::header(ask(search).headers, "X-Ratelimit-Used"), "1");
    EXPECT_EQ(http::header(ask(search).headers, "X-Ratelimit-Remaining"), "998.0");
    EXPECT_EQ(http::header(ask(search).headers, "X-Ratelimit-Reset"), "600");
    for (int i = 3; i < 1000; ++i)
        ASSERT_EQ(ask("/r/nba/search?q=nobody").status, 200U);
    EXPECT_EQ(ask("/r/nba/search?q=nobody").status, 429U);
}

TEST_F(RedditTest, WhatIsNotThereIsNotFound) {
    const Response response = ask("/r/cricket/new");
    EXPECT_EQ(response.status, 404U);
    EXPECT_EQ(ApiFixture::json(response).at("reason").as_string(), "banned");
    EXPECT_EQ(ask("/r/nba/hot").status, 404U);
}

}  // namespace
}  // namespace seatsync::emulator
