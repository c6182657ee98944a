#include "adapters/source_x/factory.hpp"

#include "testing/observations.hpp"
#include "testing/recorded_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_x {
namespace {

using namespace std::chrono_literals;
using testing::at;

const feed::Instant kNow = at("2026-01-10T12:34:56Z");

std::unique_ptr<feed::SourceApi> source(std::map<std::string, std::string> told = {},
                                        std::optional<std::string> token = "key-1") {
    const auto factory = factories().at(0);
    const auto config =
        feed::SourceConfig::read("x", factory.settings, told, [&](const std::string& name) {
            return name == "SEATSYNC_X_BEARER_TOKEN" ? token : std::nullopt;
        });
    return factory.make(config.value()).value();
}

feed::Watch one_game() {
    domain::Event game = testing::an_event("nba:1");
    game.league = "nba";
    game.home = "Boston Celtics";
    game.away = "Miami \"Heat\"";
    game.start = at("2026-01-12T00:30:00Z");
    feed::Watch watch;
    watch.games = {game};
    return watch;
}

TEST(XApiTest, AsksForPostsAndCountsOfEachTeam) {
    const auto tasks = source()->tasks(one_game(), kNow);
    ASSERT_EQ(tasks.size(), 4U);
    EXPECT_EQ(tasks[0].key, "recent_search/nba/Boston Celtics");
    EXPECT_EQ(tasks[0].endpoint, "recent_search");
    EXPECT_EQ(tasks[0].parameter("subject"), "nba/Boston Celtics");
    EXPECT_EQ(tasks[0].period, 21600s);
    EXPECT_EQ(tasks[0].period_min, 3600s);
    EXPECT_EQ(tasks[0].next_start, at("2026-01-12T00:30:00Z"));
    EXPECT_EQ(tasks[1].key, "recent_counts/nba/Boston Celtics");
    EXPECT_EQ(tasks[2].parameter("query"), "\"Miami Heat\" -is:retweet lang:en");
    EXPECT_TRUE(source({{"leagues", "mlb"}})->tasks(one_game(), kNow).empty());
}

TEST(XApiTest, SearchesFromTwoPeriodsBack) {
    const auto api = source();
    const auto request = api->request(api->tasks(one_game(), kNow).at(0), "", kNow);
    EXPECT_EQ(request.method, feed::HttpRequest::Method::get);
    EXPECT_EQ(feed::full_url(request),
              "https://api.x.com/2/tweets/search/recent"
              "?query=%22Boston%20Celtics%22%20-is:retweet%20lang:en&max_results=100"
              "&start_time=2026-01-10T00:00:00Z&tweet.fields=created_at,public_metrics");
    const std::vector<feed::HttpField> headers = {{"Authorization", "Bearer key-1", true}};
    EXPECT_EQ(request.headers, headers);
}

TEST(XApiTest, DoesNotSearchFurtherBackThanXKeeps) {
    const auto api = source({{"period_s", "604800"}});
    const auto request = api->request(api->tasks(one_game(), kNow).at(0), "", kNow);
    EXPECT_EQ(request.query.at(2), (feed::HttpField{"start_time", "2026-01-04T12:00:00Z", false}));
}

TEST(XApiTest, CountsByHour) {
    const auto api = source({{"base_url", "http://localhost:8090/x"}});
    const auto request = api->request(api->tasks(one_game(), kNow).at(1), "", kNow);
    EXPECT_EQ(feed::full_url(request),
              "http://localhost:8090/x/tweets/counts/recent"
              "?query=%22Boston%20Celtics%22%20-is:retweet%20lang:en&granularity=hour");
}

TEST(XApiTest, FollowsTheTokenOfTheNextPageToTheEnd) {
    const auto api = source();
    const auto task = api->tasks(one_game(), kNow).at(0);
    const auto first = api->parse(task, R"({"data":[],"meta":{"next_token":"b2"}})", kNow);
    const auto request = api->request(task, first->next, kNow);
    EXPECT_EQ(request.query.back(), (feed::HttpField{"next_token", "b2", false}));
    EXPECT_EQ(api->parse(task, R"({"meta":{"result_count":0}})", kNow)->next, "");
}

TEST(XApiTest, ParsesByEndpointForTheSubjectOfTheTask) {
    const auto api = source();
    const auto tasks = api->tasks(one_game(), kNow);
    const auto posts = api->parse(
        tasks.at(2), R"({"data":[{"id":"7","created_at":"2026-01-10T11:00:00Z"}]})", kNow);
    EXPECT_EQ(std::get<domain::Mention>(posts->items.at(0).observations.at(0)).subject,
              "nba/Miami \"Heat\"");
    const auto counts = api->parse(tasks.at(1),
                                   R"({"data":[{"start":"2026-01-10T10:00:00Z",
                                       "end":"2026-01-10T11:00:00Z","tweet_count":4}]})",
                                   kNow);
    EXPECT_EQ(std::get<domain::Reading>(counts->items.at(0).observations.at(0)).value, 4);
}

TEST(XApiTest, WithoutItsTokenItIsUnconfigured) {
    EXPECT_EQ(source({}, std::nullopt)->info().missing,
              std::vector<std::string>{"SEATSYNC_X_BEARER_TOKEN"});
    const auto api = source();
    const auto& info = api->info();
    EXPECT_TRUE(info.missing.empty());
    EXPECT_EQ(info.name, "x");
    EXPECT_EQ(info.kind, feed::SourceKind::sentiment);
    EXPECT_EQ(info.limits, (std::vector<feed::RateLimit>{{300, 900s}}));
    EXPECT_EQ(info.timeout, 10s);
    EXPECT_NE(info.terms.find("must be deleted"), std::string::npos);
}

TEST(XApiTest, RefusesSettingsThatAreWrong) {
    const auto factory = factories().at(0);
    const auto config = feed::SourceConfig::read("x", factory.settings, {{"period_s", "soon"}},
                                                 [](const std::string&) { return std::nullopt; });
    EXPECT_EQ(factory.make(config.value()).error().code, ErrorCode::invalid_argument);
}

struct Failure {
    const char* name;
    int status;
    const char* body;
    ErrorCode code;
    const char* words;
};

class XErrorTest : public ::testing::TestWithParam<Failure> {};

TEST_P(XErrorTest, SaysWhatToDoInTheWordsOfX) {
    const Error error =
        source()->error_of({.status = GetParam().status, .headers = {}, .body = GetParam().body});
    EXPECT_EQ(error.code, GetParam().code);
    EXPECT_NE(error.detail.find(GetParam().words), std::string::npos) << error.detail;
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, XErrorTest,
    ::testing::Values(
        Failure{"BadRequest", 400,
                R"({"errors":[{"message":"The `query` is too long"}],"title":"Invalid Request"})",
                ErrorCode::invalid_argument, "The `query` is too long"},
        Failure{"BadToken", 401, R"({"title":"Unauthorized","detail":"Unauthorized","status":401})",
                ErrorCode::invalid_argument, "Unauthorized: Unauthorized"},
        Failure{"NoCredits", 402, R"({"title":"CreditsDepleted","detail":"No credits left"})",
                ErrorCode::invalid_argument, "No credits left"},
        Failure{"TooMany", 429, R"({"errors":[{"code":88,"message":"Rate limit exceeded"}]})",
                ErrorCode::unavailable, "Rate limit exceeded"},
        Failure{"Page", 503, "<html>Over capacity</html>", ErrorCode::unavailable, "status 503"}),
    [](const auto& named) { return std::string(named.param.name); });

TEST(XApiTest, KnowsTheEndpointOfABody) {
    const auto api = source();
    EXPECT_EQ(api->endpoint_of(R"({"data":[],"meta":{"total_tweet_count":0}})").value(),
              "recent_counts");
    EXPECT_EQ(api->endpoint_of(R"({"meta":{"result_count":0}})").value(), "recent_search");
    EXPECT_EQ(api->endpoint_of(R"({"data":{"id":"7"}})").value(), "recent_search");
    EXPECT_EQ(api->endpoint_of(R"({"articles":[]})").error().code, ErrorCode::invalid_argument);
}

using XRecordedApiTest = testing::RecordedTest;

TEST_F(XRecordedApiTest, TooManyRequests) {
    const auto api = source();
    const Error error =
        api->error_of(testing::recorded_answer("x/error_429_too_many_requests.http.json"));
    EXPECT_EQ(error.code, ErrorCode::unavailable);
    EXPECT_EQ(error.detail, "status 429: too many requests (Rate limit exceeded)");
}

TEST_F(XRecordedApiTest, KnowsTheEndpointOfEachRecording) {
    const auto api = source();
    for (const auto& [file, endpoint] :
         {std::pair("x/counts_recent.json", "recent_counts"),
          std::pair("x/counts_recent_headers.http.json", "recent_counts"),
          std::pair("x/recent_search_expansions.json", "recent_search"),
          std::pair("x/recent_search_with_ratelimit_headers.http.json", "recent_search"),
          std::pair("x/single_tweet.json", "recent_search")})
        EXPECT_EQ(api->endpoint_of(testing::recorded_answer(file).body).value(), endpoint) << file;
}

}  // namespace
}  // namespace seatsync::source_x
