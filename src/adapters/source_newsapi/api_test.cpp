#include "adapters/source_newsapi/factory.hpp"

#include "testing/made_source.hpp"
#include "testing/observations.hpp"
#include "testing/recorded_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_newsapi {
namespace {

using namespace std::chrono_literals;
using testing::at;

const feed::Instant kNow = at("2026-01-10T12:34:56Z");

std::unique_ptr<feed::SourceApi> source() {
    return testing::made_source(factories().at(0), {}, {{"SEATSYNC_NEWSAPI_API_KEY", "key-1"}});
}

feed::Watch one_game() {
    domain::Event game = testing::an_event("nba:1");
    game.league = "nba";
    game.home = "Boston Celtics";
    game.away = "Miami Heat";
    game.start = at("2026-01-12T00:30:00Z");
    feed::Watch watch;
    watch.games = {game};
    return watch;
}

TEST(NewsApiTest, AsksAboutEachTeam) {
    const auto tasks = source()->tasks(one_game(), kNow);
    ASSERT_EQ(tasks.size(), 2U);
    EXPECT_EQ(tasks[0].key, "everything/nba/Boston Celtics");
    EXPECT_EQ(tasks[0].endpoint, "everything");
    EXPECT_EQ(tasks[0].parameter("subject"), "nba/Boston Celtics");
    EXPECT_EQ(tasks[0].period, 24h);
    EXPECT_EQ(tasks[0].period_min, 12h);
    EXPECT_EQ(tasks[0].next_start, at("2026-01-12T00:30:00Z"));
    EXPECT_EQ(tasks[1].key, "everything/nba/Miami Heat");
}

TEST(NewsApiTest, AsksNewestFirstWithTheKeyInAHeader) {
    const auto api = source();
    const auto request = api->request(api->tasks(one_game(), kNow).at(0), "", kNow);
    EXPECT_EQ(feed::full_url(request),
              "https://newsapi.org/v2/everything?q=%22Boston%20Celtics%22"
              "&searchIn=title,description&language=en&sortBy=publishedAt&pageSize=100"
              "&from=2026-01-07T12:00:00Z");
    const std::vector<feed::HttpField> headers = {{"X-Api-Key", "key-1", true}};
    EXPECT_EQ(request.headers, headers);
}

TEST(NewsApiTest, AsksForTheRestUntilTheEnd) {
    const auto api = source();
    const auto task = api->tasks(one_game(), kNow).at(0);
    const auto page = api->parse(task, R"({"status":"ok","totalResults":3,"articles":[
        {"title":"a","url":"https://a.example","publishedAt":"2026-01-10T09:00:00Z"},
        {"title":"b","url":"https://b.example","publishedAt":"2026-01-10T08:00:00Z"}]})",
                                 kNow);
    EXPECT_EQ(std::get<domain::Mention>(page->items.at(0).observations.at(0)).subject,
              "nba/Boston Celtics");
    EXPECT_EQ(api->request(task, page->next, kNow).query.back(),
              (feed::HttpField{"to", "2026-01-10T08:00:00Z", false}));
    const auto last = api->parse(task, R"({"status":"ok","totalResults":1,"articles":[
        {"title":"b","url":"https://b.example","publishedAt":"2026-01-10T08:00:00Z"}]})",
                                 kNow);
    EXPECT_EQ(last->next, "");
}

TEST(NewsApiTest, TellsWhatIsMissingAndItsTerms) {
    const auto api = testing::made_source(factories().at(0));
    EXPECT_EQ(api->info().missing, std::vector<std::string>{"SEATSYNC_NEWSAPI_API_KEY"});
    EXPECT_EQ(api->info().name, "newsapi");
    EXPECT_EQ(api->info().kind, feed::SourceKind::sentiment);
    EXPECT_EQ(api->info().limits, (std::vector<feed::RateLimit>{{50, 12h}, {100, 24h}}));
    EXPECT_NE(api->info().terms.find("not for production"), std::string::npos);
}

TEST(NewsApiTest, KnowsTheEndpointOfABody) {
    const auto api = source();
    EXPECT_EQ(api->endpoint_of(R"({"articles":[]})").value(), "everything");
    EXPECT_EQ(api->endpoint_of(R"({"sources":[]})").value(), "sources");
    EXPECT_EQ(api->parse({.endpoint = "sources"}, R"({"sources":[{"id":"a"}]})", kNow)
                  ->items.at(0)
                  .passed_over,
              "a publisher, not an article");
    EXPECT_EQ(api->endpoint_of("{}").error().code, ErrorCode::invalid_argument);
}

struct Failure {
    const char* code;
    int status;
    ErrorCode meaning;
};

class NewsApiErrorTest : public ::testing::TestWithParam<Failure> {};

TEST_P(NewsApiErrorTest, TheCodeDecidesNotTheStatus) {
    const std::string code = GetParam().code;
    const Error error = source()->error_of(
        {.status = GetParam().status,
         .headers = {},
         .body = R"({"status":"error","code":")" + code + R"(","message":"Sorry"})"});
    EXPECT_EQ(error.code, GetParam().meaning) << error.detail;
    EXPECT_NE(error.detail.find(code + ": Sorry"), std::string::npos) << error.detail;
}

INSTANTIATE_TEST_SUITE_P(
    Codes, NewsApiErrorTest,
    ::testing::Values(Failure{"apiKeyDisabled", 401, ErrorCode::invalid_argument},
                      Failure{"apiKeyExhausted", 401, ErrorCode::unavailable},
                      Failure{"apiKeyInvalid", 429, ErrorCode::invalid_argument},
                      Failure{"apiKeyMissing", 401, ErrorCode::invalid_argument},
                      Failure{"parameterInvalid", 500, ErrorCode::invalid_argument},
                      Failure{"parametersMissing", 400, ErrorCode::invalid_argument},
                      Failure{"rateLimited", 400, ErrorCode::unavailable},
                      Failure{"sourcesTooMany", 400, ErrorCode::invalid_argument},
                      Failure{"sourceDoesNotExist", 500, ErrorCode::invalid_argument},
                      Failure{"maximumResultsReached", 500, ErrorCode::invalid_argument},
                      Failure{"unexpectedError", 400, ErrorCode::unavailable},
                      Failure{"somethingNew", 503, ErrorCode::unavailable},
                      Failure{"somethingNewer", 400, ErrorCode::invalid_argument}),
    [](const auto& named) { return std::string(named.param.code); });

struct RecordedFailure {
    const char* file;
    ErrorCode code;
    const char* words;
};

class NewsApiRecordedErrorTest : public testing::RecordedTest,
                                 public ::testing::WithParamInterface<RecordedFailure> {};

TEST_P(NewsApiRecordedErrorTest, SaysWhatToDo) {
    const Error error =
        source()->error_of(testing::recorded_answer(std::string("newsapi/") + GetParam().file));
    EXPECT_EQ(error.code, GetParam().code);
    EXPECT_NE(error.detail.find(GetParam().words), std::string::npos) << error.detail;
}

INSTANTIATE_TEST_SUITE_P(
    Files, NewsApiRecordedErrorTest,
    ::testing::Values(RecordedFailure{"error_401_apiKeyInvalid.http.json",
                                      ErrorCode::invalid_argument, "status 401"},
                      RecordedFailure{"error_426_maximumResultsReached.http.json",
                                      ErrorCode::invalid_argument, "maximumResultsReached: "},
                      RecordedFailure{"error_429_rateLimited.http.json", ErrorCode::unavailable,
                                      "rateLimited: "}));

}  // namespace
}  // namespace seatsync::source_newsapi
