#include "adapters/source_newsapi/parse_articles.hpp"

#include "testing/observations.hpp"
#include "testing/recorded_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_newsapi {
namespace {

using testing::at;

constexpr const char* kSubject = "nba/Boston Celtics";
const feed::Instant kReceived = at("2026-01-10T12:00:00Z");

feed::Answer articles(std::string_view body) {
    return parse_articles(body, kSubject, kReceived).value();
}

domain::Mention mention_of(const feed::Item& item) {
    EXPECT_EQ(item.observations.size(), 1U) << item.key << ": " << item.problem;
    return std::get<domain::Mention>(item.observations.at(0));
}

TEST(NewsApiParseTest, AnArticleBecomesAMentionWithoutItsText) {
    const auto answer = articles(R"({"status":"ok","totalResults":1,"articles":[
        {"source":{"id":null,"name":"The Post"},"author":null,"title":"Great win",
         "description":"One bad call","url":"https://post.example/a?utm_source=x#top",
         "urlToImage":null,"publishedAt":"2026-01-10T09:00:00Z","content":"terrible [+90 chars]"}
        ]})");
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "https://post.example/a");
    EXPECT_EQ(mention_of(answer.items[0]), (domain::Mention{.source = "newsapi",
                                                            .id = "https://post.example/a",
                                                            .subject = kSubject,
                                                            .event_at = at("2026-01-10T09:00:00Z"),
                                                            .received_at = kReceived,
                                                            .tone = 1.0 / 3,
                                                            .reach = std::nullopt,
                                                            .comments = std::nullopt}));
    EXPECT_EQ(answer.next, "");
}

TEST(NewsApiParseTest, AnArticleIsNamedByItsUrlWithoutTheRest) {
    struct Url {
        const char* whole;
        const char* id;
    };
    for (const Url& url : {Url{"https://a.example/b", "https://a.example/b"},
                           Url{"https://a.example/b?c=d&e=f", "https://a.example/b"},
                           Url{"https://a.example/b#c?d", "https://a.example/b"},
                           Url{"https://a.example/watch?v=7&t=3s", "https://a.example/watch?v=7"},
                           Url{"https://a.example/watch?t=3s", "https://a.example/watch"},
                           Url{"https://a.example/watch", "https://a.example/watch"}})
        EXPECT_EQ(article_id(url.whole), url.id);
}

TEST(NewsApiParseTest, TheRestIsAskedForUntilTheOldest) {
    const std::string two = R"("articles":[
        {"title":"a","url":"https://a.example","publishedAt":"2026-01-10T09:00:00Z"},
        {"title":"b","url":"https://b.example","publishedAt":"2026-01-10T08:00:00Z"}]})";
    EXPECT_EQ(articles(R"({"status":"ok","totalResults":3,)" + two).next, "2026-01-10T08:00:00Z");
    EXPECT_EQ(articles(R"({"status":"ok","totalResults":2,)" + two).next, "");
    EXPECT_EQ(articles(R"({"status":"ok",)" + two).next, "");
}

TEST(NewsApiParseTest, TheTimeGoesBackWithEachPage) {
    const auto answer = articles(R"({"status":"ok","totalResults":9,"articles":[
        {"title":"a","url":"https://a.example","publishedAt":"2026-01-10T09:00:00Z"},
        {"title":"b","url":"https://b.example","publishedAt":"2026-01-10T09:00:00Z"}]})");
    EXPECT_EQ(answer.next, "2026-01-10T08:59:59Z");
    EXPECT_EQ(articles(R"({"status":"ok","totalResults":9,"articles":[]})").next, "");
}

TEST(NewsApiParseTest, AWrongArticleIsAProblemAndTheOthersStay) {
    const auto answer = articles(R"({"status":"ok","totalResults":5,"articles":[
        {"title":"no url","publishedAt":"2026-01-10T09:00:00Z"},
        {"title":"no time","url":"https://b.example"},
        {"title":"tomorrow","url":"https://c.example","publishedAt":"2026-01-11T09:00:00Z"},
        null,
        {"title":"no place","url":"#top","publishedAt":"2026-01-10T09:00:00Z"},
        {"title":null,"description":null,"url":"https://e.example",
         "publishedAt":"2026-01-10T09:00:00Z"}]})");
    ASSERT_EQ(answer.items.size(), 6U);
    EXPECT_EQ(answer.items[0].problem, "url: it is missing");
    EXPECT_EQ(answer.items[1].problem, "publishedAt: it is missing");
    EXPECT_NE(answer.items[2].problem.find("received before"), std::string::npos);
    EXPECT_NE(answer.items[3].problem, "");
    EXPECT_EQ(answer.items[4].problem, "url: it names no article");
    EXPECT_EQ(answer.items[4].key, "#top");
    EXPECT_EQ(mention_of(answer.items[5]).tone, std::nullopt);
}

TEST(NewsApiParseTest, WithdrawnByTitleOrByUrl) {
    const auto answer = articles(R"({"status":"ok","totalResults":2,"articles":[
        {"title":"[Removed]","url":"https://a.example","publishedAt":"2026-01-10T09:00:00Z"},
        {"title":"x","url":"https://removed.com","publishedAt":"1970-01-01T00:00:00Z"}]})");
    for (const auto& item : answer.items)
        EXPECT_EQ(item.passed_over, "withdrawn by its publisher") << item.key;
    EXPECT_EQ(answer.items.size(), 2U);
}

struct Refusal {
    const char* name;
    const char* body;
    ErrorCode code;
    const char* detail;
};

class NewsApiRefusalTest : public ::testing::TestWithParam<Refusal> {};

TEST_P(NewsApiRefusalTest, IsAnErrorOfBothEndpoints) {
    for (const auto& answer :
         {parse_articles(GetParam().body, kSubject, kReceived), parse_sources(GetParam().body)}) {
        ASSERT_TRUE(answer.has_error());
        EXPECT_EQ(answer.error().code, GetParam().code);
        EXPECT_NE(answer.error().detail.find(GetParam().detail), std::string::npos)
            << answer.error().detail;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, NewsApiRefusalTest,
    ::testing::Values(
        Refusal{"Html", "<html></html>", ErrorCode::unavailable, "HTML"},
        Refusal{"Empty", "", ErrorCode::unavailable, "empty"},
        Refusal{"Broken", R"({"articles":)", ErrorCode::corrupt_data, "no JSON"},
        Refusal{"NoList", R"({"status":"ok"})", ErrorCode::corrupt_data, "it is missing"},
        Refusal{"Text", R"({"status":"ok","articles":"x","sources":"x"})", ErrorCode::corrupt_data,
                "not a list"},
        Refusal{"ErrorUnder200", R"({"status":"error","code":"rateLimited","message":"Wait"})",
                ErrorCode::unavailable, "rateLimited: Wait"},
        Refusal{"ErrorWithoutWords", R"({"status":"error"})", ErrorCode::unavailable,
                "the answer is an error"}),
    [](const auto& named) { return std::string(named.param.name); });

using NewsApiRecordedTest = testing::RecordedTest;

TEST_F(NewsApiRecordedTest, TopHeadlines) {
    const auto answer = articles(testing::recorded_answer("newsapi/top_headlines_us.json").body);
    ASSERT_EQ(answer.items.size(), 10U);
    const auto first = mention_of(answer.items[0]);
    EXPECT_EQ(first.id,
              "https://www.nbclosangeles.com/news/local/two-people-injured-after-aircraft-crashes-"
              "in-azusa/2851707/");
    EXPECT_EQ(first.event_at, at("2022-03-20T01:32:17Z"));
    EXPECT_EQ(first.tone, -1.0);  // injured
    EXPECT_EQ(mention_of(answer.items[8]).id, "https://www.youtube.com/watch?v=XY8kgPEjSJ4");
    EXPECT_EQ(answer.next, "2022-03-19T23:03:47Z");  // 35 are counted, 10 were kept.
}

TEST_F(NewsApiRecordedTest, WithdrawnArticles) {
    const auto answer =
        articles(testing::recorded_answer("newsapi/everything_removed_articles.json").body);
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].passed_over, "withdrawn by its publisher");
    EXPECT_EQ(answer.next, "");
}

TEST_F(NewsApiRecordedTest, SourcesArePassedOver) {
    const auto answer = parse_sources(testing::recorded_answer("newsapi/sources_en.json").body);
    ASSERT_EQ(answer->items.size(), 20U);
    EXPECT_EQ(answer->items[0].key, "abc-news");
    EXPECT_EQ(answer->items[0].passed_over, "a publisher, not an article");
}

}  // namespace
}  // namespace seatsync::source_newsapi
