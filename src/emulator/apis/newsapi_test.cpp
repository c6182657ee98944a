#include "emulator/answers.hpp"
#include "emulator/api_fixture.hpp"
#include "emulator/surroundings.hpp"

#include <algorithm>

namespace seatsync::emulator {
namespace {

using std::chrono::days;
using std::chrono::hours;

std::string encoded(std::string text) {
    for (std::size_t at = text.find(' '); at != text.npos; at = text.find(' '))
        text.replace(at, 1, "%20");
    return text;
}

struct NewsApiTest : ::testing::Test {
    ApiFixture api{make_newsapi()};
    const Team& team = *api.world().teams_of("mlb").front();
    const std::string query = "?q=%22" + encoded(team.name) + "%22";
    Response ask(const std::string& more, const std::string& key = "x") {
        return api.get("/v2/everything" + query + more, {{"X-Api-Key", key}});
    }
    /// Newest first.
    [[nodiscard]] std::vector<Article> articles(Instant from, Instant to) {
        auto all = articles_about(api.world(), team, from, to);
        std::ranges::reverse(all);
        return all;
    }
};

TEST_F(NewsApiTest, ArticlesComeADayLateNewestFirst) {
    const Instant now = api.world().now();
    const auto expected = articles(now - days(20), now - days(1));
    ASSERT_GT(expected.size(), 20U);
    const Response response = ask("&from=" + utc_z(now - days(20)));
    EXPECT_EQ(response.items, expected.size());
    const auto body = ApiFixture::json(response);
    EXPECT_EQ(body.at("status").as_string(), "ok");
    EXPECT_EQ(body.at("totalResults").as_int64(), static_cast<std::int64_t>(expected.size()));
    std::size_t withdrawn = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto& told = body.at("articles").at(i);
        if (told.at("title").as_string() == "[Removed]") {
            ++withdrawn;
            EXPECT_EQ(told.at("url").as_string(), "https://removed.com");
            continue;
        }
        EXPECT_EQ(told.at("url").as_string(), expected[i].url);
        EXPECT_EQ(told.at("title").as_string(), expected[i].title);
        EXPECT_EQ(told.at("publishedAt").as_string(), utc_z(expected[i].published_at));
        EXPECT_EQ(told.at("source").at("name").as_string(), expected[i].source);
    }
    EXPECT_LT(withdrawn, expected.size() / 4);
}

TEST_F(NewsApiTest, SomeArticlesAreWithdrawn) {
    std::size_t withdrawn = 0;
    for (const Team& one : api.world().teams()) {
        const auto body = ApiFixture::json(
            api.get("/v2/everything?q=" + encoded(one.name), {{"X-Api-Key", "x"}}));
        for (const auto& told : body.at("articles").as_array())
            withdrawn += told.at("title").as_string() == "[Removed]" ? 1U : 0U;
    }
    EXPECT_GT(withdrawn, 5U);
}

TEST_F(NewsApiTest, PagesAndTimesCutTheList) {
    const Instant now = api.world().now();
    const auto all = articles(now - days(20), now - days(1));
    const std::string from = "&from=" + utc_z(now - days(20));
    const auto second = ApiFixture::json(ask(from + "&pageSize=5&page=2"));
    ASSERT_EQ(second.at("articles").as_array().size(), 5U);
    const auto whole = ApiFixture::json(ask(from));
    EXPECT_EQ(second.at("articles").at(0), whole.at("articles").at(5));
    const Response until = ask(from + "&to=" + utc_z(all[3].published_at));
    EXPECT_EQ(until.items, all.size() - 3);
    EXPECT_EQ(ask(from + "&pageSize=10&page=100").status, 426U);
}

TEST_F(NewsApiTest, ErrorsHaveACode) {
    const std::string old = "&from=" + utc_z(api.world().now() - days(31));
    for (const auto& [response, status, code] :
         {std::tuple(ask("", "bad"), 401U, "apiKeyInvalid"),
          {ask("", ""), 401U, "apiKeyMissing"},
          {ask(old), 426U, "parameterInvalid"},
          {ask("&pageSize=60&page=2"), 426U, "maximumResultsReached"},
          {api.get("/v2/everything?apiKey=x"), 400U, "parametersMissing"},
          {api.get("/v2/nothing?apiKey=x"), 404U, "unexpectedError"}}) {
        EXPECT_EQ(response.status, status) << code;
        EXPECT_EQ(response.items, 0U);
        const auto body = ApiFixture::json(response);
        EXPECT_EQ(body.at("status").as_string(), "error");
        EXPECT_EQ(body.at("code").as_string(), code);
    }
}

TEST_F(NewsApiTest, TheKeyMayStandInThreePlaces) {
    const std::string target = "/v2/everything" + query;
    EXPECT_EQ(api.get(target, {{"Authorization", "x"}}).status, 200U);
    EXPECT_EQ(api.get(target, {{"Authorization", "Bearer x"}}).status, 200U);
    EXPECT_EQ(api.get(target + "&apiKey=x").status, 200U);
    EXPECT_EQ(api.get(target, {{"Authorization", "Bearer bad"}}).status, 401U);
}

TEST_F(NewsApiTest, FiftyRequestsInTwelveHoursAndAHundredADay) {
    for (int i = 0; i < 50; ++i)
        ASSERT_EQ(ask("&pageSize=1").status, 200U);
    EXPECT_EQ(ask("").status, 429U);
    EXPECT_EQ(ask("", "other").status, 200U);
    api.world().advance_to(api.world().now() + hours(12));
    EXPECT_EQ(ask("").status, 200U);
}

}  // namespace
}  // namespace seatsync::emulator
