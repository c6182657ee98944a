#include "adapters/source_reddit/factory.hpp"
#include "adapters/source_reddit/reddit_api.hpp"

#include "testing/made_source.hpp"
#include "testing/observations.hpp"
#include "testing/recorded_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_reddit {
namespace {

using namespace std::chrono_literals;
using testing::at;

const feed::Instant kNow = at("2026-01-10T12:34:56Z");

std::unique_ptr<feed::SourceApi> source(std::map<std::string, std::string> told = {}) {
    told.emplace("user_agent", "linux:seatsync.test:1.0 (by /u/tester)");
    return testing::made_source(
        factories().at(0), told,
        {{"SEATSYNC_REDDIT_CLIENT_ID", "id-1"}, {"SEATSYNC_REDDIT_CLIENT_SECRET", "secret-1"}});
}

domain::Event game(std::string league, std::string home, std::string away) {
    domain::Event event = testing::an_event("nba:1");
    event.league = std::move(league);
    event.home = std::move(home);
    event.away = std::move(away);
    event.start = at("2026-01-12T00:30:00Z");
    return event;
}

feed::Watch two_games() {
    feed::Watch watch;
    watch.games = {game("nba", "Boston Celtics", "Miami Heat"), game("epl", "Leeds", "Hull")};
    return watch;
}

TEST(RedditApiTest, AsksInTheSubredditOfTheLeague) {
    const auto tasks = source()->tasks(two_games(), kNow);
    ASSERT_EQ(tasks.size(), 4U);
    EXPECT_EQ(tasks[0].key, "search/nba/Boston Celtics");
    EXPECT_EQ(tasks[0].endpoint, "search");
    EXPECT_EQ(tasks[0].parameter("subject"), "nba/Boston Celtics");
    EXPECT_EQ(tasks[0].parameter("subreddit"), "nba");
    EXPECT_EQ(tasks[0].period, 3600s);
    EXPECT_EQ(tasks[0].period_min, 900s);
    EXPECT_EQ(tasks[0].next_start, at("2026-01-12T00:30:00Z"));
    EXPECT_EQ(tasks[2].key, "search/nba/Miami Heat");
}

TEST(RedditApiTest, ReadsTheWholeWeekOnceADay) {
    const auto tasks = source()->tasks(two_games(), kNow);
    const feed::Task& week = tasks.at(1);
    EXPECT_EQ(week.key, "week/nba/Boston Celtics");
    EXPECT_EQ(week.endpoint, "search");
    EXPECT_EQ(week.parameter("span"), "week");
    EXPECT_EQ(week.parameter("subject"), "nba/Boston Celtics");
    EXPECT_EQ(week.period, 24h);
    EXPECT_EQ(week.period_min, 24h);
    EXPECT_LT(week.priority, tasks.at(0).priority);
}

TEST(RedditApiTest, AsksForWhatTwoPeriodsHold) {
    const auto spans = [](const char* period) {
        std::vector<std::string> told;
        for (const auto& task :
             source({{"period_s", period}, {"period_min_s", "60"}})->tasks(two_games(), kNow))
            told.push_back(task.parameter("span"));
        return told;
    };
    using Spans = std::vector<std::string>;
    EXPECT_EQ(spans("1800"), (Spans{"hour", "week", "hour", "week"}));
    EXPECT_EQ(spans("1801"), (Spans{"day", "week", "day", "week"}));
    EXPECT_EQ(spans("43200"), (Spans{"day", "week", "day", "week"}));
    EXPECT_EQ(spans("43201"), (Spans{"week", "week"}));
}

TEST(RedditApiTest, TheSubredditsCanBeTold) {
    const auto api = source({{"subreddits", "epl:soccer , mlb:baseball"}});
    const auto tasks = api->tasks(two_games(), kNow);
    ASSERT_EQ(tasks.size(), 4U);
    EXPECT_EQ(tasks[0].parameter("subreddit"), "soccer");
    for (const char* wrong : {"nba", ":nba", "nba:"})
        EXPECT_EQ(parse_subreddits(wrong).error().code, ErrorCode::invalid_argument) << wrong;
}

TEST(RedditApiTest, SearchesTheSpanNewestFirst) {
    const auto api = source();
    const auto tasks = api->tasks(two_games(), kNow);
    EXPECT_EQ(feed::full_url(api->request(tasks.at(0), "", kNow)),
              "https://oauth.reddit.com/r/nba/search?q=%22Boston%20Celtics%22&restrict_sr=1"
              "&sort=new&t=day&limit=100&raw_json=1");
    EXPECT_EQ(feed::full_url(api->request(tasks.at(1), "", kNow)),
              "https://oauth.reddit.com/r/nba/search?q=%22Boston%20Celtics%22&restrict_sr=1"
              "&sort=new&t=week&limit=100&raw_json=1");
    const std::vector<feed::HttpField> headers = {
        {"User-Agent", "linux:seatsync.test:1.0 (by /u/tester)", false}};
    EXPECT_EQ(api->request(tasks.at(0), "", kNow).headers, headers);
}

TEST(RedditApiTest, FollowsAfterToTheEnd) {
    const auto api = source();
    const auto task = api->tasks(two_games(), kNow).at(0);
    const auto page = api->parse(task, R"({"data":{"children":[],"after":"t3_b"}})", kNow);
    EXPECT_EQ(api->request(task, page->next, kNow).query.back(),
              (feed::HttpField{"after", "t3_b", false}));
    EXPECT_EQ(api->parse(task, R"({"data":{"children":[],"after":null}})", kNow)->next, "");
}

TEST(RedditApiTest, AsksForATokenWithItsCredentials) {
    const auto request = source()->token_request().value();
    EXPECT_EQ(request.method, feed::HttpRequest::Method::post);
    EXPECT_EQ(feed::full_url(request), "https://www.reddit.com/api/v1/access_token");
    EXPECT_EQ(request.body, "grant_type=client_credentials");
    const std::vector<feed::HttpField> headers = {
        {"Authorization", "Basic aWQtMTpzZWNyZXQtMQ==", true},
        {"User-Agent", "linux:seatsync.test:1.0 (by /u/tester)", false},
        {"Content-Type", "application/x-www-form-urlencoded", false}};
    EXPECT_EQ(request.headers, headers);
}

TEST(RedditApiTest, ParsesForTheSubjectOfTheTask) {
    const auto api = source();
    const auto task = api->tasks(two_games(), kNow).at(2);
    const auto answer = api->parse(
        task,
        R"({"data":{"children":[{"kind":"t3","data":{"name":"t3_a","created_utc":1768014000}}]}})",
        kNow);
    EXPECT_EQ(std::get<domain::Mention>(answer->items.at(0).observations.at(0)).subject,
              "nba/Miami Heat");
}

TEST(RedditApiTest, TellsWhatIsMissingAndItsTerms) {
    const auto api = testing::made_source(factories().at(0));
    EXPECT_EQ(api->info().missing,
              (std::vector<std::string>{"SEATSYNC_REDDIT_CLIENT_ID",
                                        "SEATSYNC_REDDIT_CLIENT_SECRET", "user_agent"}));
    EXPECT_EQ(api->info().name, "reddit");
    EXPECT_EQ(api->info().kind, feed::SourceKind::sentiment);
    EXPECT_EQ(api->info().limits, (std::vector<feed::RateLimit>{{100, 60s}}));
    EXPECT_NE(api->info().terms.find("Commercial use"), std::string::npos);
    EXPECT_TRUE(source()->info().missing.empty());
}

TEST(RedditApiTest, KnowsTheEndpointOfABody) {
    const auto api = source();
    EXPECT_EQ(api->endpoint_of(R"({"kind":"Listing","data":{}})").value(), "search");
    EXPECT_EQ(api->endpoint_of(R"([{"kind":"Listing"}])").value(), "search");
    for (const char* other : {R"({"kind":"t5"})", "[]", "7"})
        EXPECT_EQ(api->endpoint_of(other).error().code, ErrorCode::invalid_argument) << other;
}

struct RecordedFailure {
    const char* file;
    ErrorCode code;
    const char* detail;
};

class RedditRecordedErrorTest : public testing::RecordedTest,
                                public ::testing::WithParamInterface<RecordedFailure> {};

TEST_P(RedditRecordedErrorTest, SaysWhatToDo) {
    const Error error =
        source()->error_of(testing::recorded_answer(std::string("reddit/") + GetParam().file));
    EXPECT_EQ(error.code, GetParam().code);
    EXPECT_EQ(error.detail, GetParam().detail);
}

INSTANTIATE_TEST_SUITE_P(
    Files, RedditRecordedErrorTest,
    ::testing::Values(RecordedFailure{"error_400_html.http.json", ErrorCode::invalid_argument,
                                      "status 400: the request is not accepted"},
                      RecordedFailure{
                          "error_401.http.json", ErrorCode::invalid_argument,
                          "status 401: the key is not accepted for this (Unauthorized)"},
                      RecordedFailure{"error_403.http.json", ErrorCode::invalid_argument,
                                      "status 403: the key is not accepted for this"},
                      RecordedFailure{"error_404_sticky.http.json", ErrorCode::not_found,
                                      "status 404: there is no such thing (Not Found)"}));

TEST_F(RedditRecordedErrorTest, TokenTellsItsLifetime) {
    const auto token =
        source()->parse_token(testing::recorded_answer("reddit/oauth_token.http.json").body);
    EXPECT_EQ(token->value, "SCRUBBED");
    EXPECT_EQ(token->lifetime, 3600s);
}

}  // namespace
}  // namespace seatsync::source_reddit
