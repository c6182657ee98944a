#include "adapters/source_market/factory.hpp"
#include "testing/made_source.hpp"
#include "testing/observations.hpp"
#include "testing/recorded_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_market {
namespace {

using namespace std::chrono_literals;
using testing::at;

const feed::Instant kNow = at("2026-06-10T12:00:00Z");

std::unique_ptr<feed::SourceApi> source(const std::string& name,
                                        const std::map<std::string, std::string>& told = {}) {
    return testing::made_source(factories().at(name == "fred" ? 0 : 1), told,
                                {{"SEATSYNC_FRED_API_KEY", "key-1"}});
}

TEST(MarketApiTest, AsksForEachSeriesWhateverIsWatched) {
    const auto fred = source("fred", {{"series", "UNRATE, GDP"}})->tasks({}, kNow);
    ASSERT_EQ(fred.size(), 2U);
    EXPECT_EQ(fred[0].key, "observations/UNRATE");
    EXPECT_EQ(fred[0].endpoint, "observations");
    EXPECT_EQ(fred[0].period, 6h);
    EXPECT_EQ(fred[1].parameter("subject"), "GDP");
    const auto yahoo = source("yahoo")->tasks({}, kNow);
    ASSERT_EQ(yahoo.size(), 2U);
    EXPECT_EQ(yahoo[0].key, "chart/^GSPC");
    EXPECT_EQ(yahoo[1].key, "chart/^VIX");
    EXPECT_EQ(yahoo[0].period, 1h);
    EXPECT_EQ(yahoo[0].period_min, 1h);
    EXPECT_EQ(source("fred")->tasks({}, kNow).size(), 4U);
}

TEST(MarketApiTest, TellsLimitsTermsAndWhatIsMissing) {
    const auto fred = source("fred");
    EXPECT_EQ(fred->info().name, "fred");
    EXPECT_EQ(fred->info().kind, feed::SourceKind::context);
    EXPECT_EQ(fred->info().limits, (std::vector<feed::RateLimit>{{120, 60s}}));
    EXPECT_NE(fred->info().terms.find("not endorsed"), std::string::npos);
    EXPECT_TRUE(fred->info().missing.empty());
    EXPECT_EQ(testing::made_source(factories().at(0))->info().missing,
              std::vector<std::string>{"SEATSYNC_FRED_API_KEY"});
    EXPECT_NE(source("yahoo")->info().terms.find("not for production"), std::string::npos);
    EXPECT_TRUE(source("yahoo")->info().missing.empty());
}

TEST(MarketApiTest, DaysBackAreAWholeNumberAboveZero) {
    const auto variable = [](const std::string&) { return std::optional<std::string>(); };
    for (const auto& factory : factories()) {
        const auto config = feed::SourceConfig::read(factory.name, factory.settings,
                                                     {{"days_back", "0"}}, variable);
        const auto made = factory.make(config.value());
        ASSERT_TRUE(made.has_error());
        EXPECT_EQ(made.error().code, ErrorCode::invalid_argument);
    }
}

TEST(FredApiTest, TheRequestIsPagedAndItsKeyASecret) {
    const auto api = source("fred", {{"days_back", "10"}, {"base_url", "http://localhost/fred"}});
    const auto task = api->tasks({}, kNow).at(1);
    const auto request = api->request(task, "", kNow);
    EXPECT_EQ(feed::full_url(request),
              "http://localhost/fred/series/observations?series_id=UNRATE&api_key=key-1"
              "&file_type=json&observation_start=2026-05-31&sort_order=asc&limit=1000&offset=0");
    EXPECT_EQ(feed::shown_url(request).find("key-1"), std::string::npos);
    const auto page = api->parse(
        task,
        R"({"count":1001,"offset":0,"limit":1000,"observations":[{"date":"2026-06-01","value":"4"}]})",
        kNow);
    EXPECT_EQ(api->request(task, page->next, kNow).query.back(),
              (feed::HttpField{"offset", "1000", false}));
    EXPECT_EQ(std::get<domain::Reading>(page->items.at(0).observations.at(0)).subject, "UNRATE");
}

TEST(YahooApiTest, TheSymbolIsEncodedAndTheDaysAreWhole) {
    const auto api = source("yahoo", {{"days_back", "2"}, {"symbols", "^GSPC, A/B"}});
    const auto tasks = api->tasks({}, kNow);
    const auto request = api->request(tasks.at(0), "", kNow);
    EXPECT_EQ(feed::full_url(request),
              "https://query2.finance.yahoo.com/v8/finance/chart/%5EGSPC?period1=1780876800"
              "&period2=1781136000&interval=1d&includePrePost=false");
    EXPECT_EQ(request, api->request(tasks.at(0), "", kNow + 11h));
    EXPECT_EQ(request.headers.at(0), (feed::HttpField{"User-Agent", "seatsync", false}));
    EXPECT_TRUE(api->request(tasks.at(1), "", kNow).url.ends_with("/A%2FB"));
    const auto bars = api->parse(tasks.at(0),
                                 R"({"chart":{"result":[{"timestamp":[1577975400],
        "indicators":{"quote":[{"close":[4]}]}}]}})",
                                 kNow);
    EXPECT_EQ(std::get<domain::Reading>(bars->items.at(0).observations.at(0)).subject, "^GSPC");
}

TEST(MarketEndpointTest, EachSourceKnowsItsOwnBodies) {
    const char* fred = R"({"observations":[]})";
    const char* yahoo = R"({"chart":{"result":null}})";
    EXPECT_EQ(source("fred")->endpoint_of(fred).value(), "observations");
    EXPECT_EQ(source("yahoo")->endpoint_of(yahoo).value(), "chart");
    EXPECT_EQ(source("fred")->endpoint_of(yahoo).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(source("yahoo")->endpoint_of(fred).error().code, ErrorCode::invalid_argument);
}

TEST(MarketErrorTest, SaysWhatToDoInTheWordsOfTheSource) {
    struct Row {
        const char* source;
        int status;
        const char* body;
        ErrorCode code;
        const char* words;
    };
    for (const Row& row :
         {Row{"fred", 423, R"({"error_code":423,"error_message":"Locked"})", ErrorCode::unavailable,
              "Locked"},
          Row{"fred", 429, "<html></html>", ErrorCode::unavailable, "status 429"},
          Row{"fred", 500, R"({"code":500,"message":"Sorry"})", ErrorCode::unavailable, "Sorry"},
          Row{"yahoo", 404,
              R"({"chart":{"result":null,"error":{"code":"Not Found","description":"No data"}}})",
              ErrorCode::not_found, "No data"},
          Row{"yahoo", 429, "Too Many Requests", ErrorCode::unavailable, "status 429"},
          Row{"yahoo", 307, "", ErrorCode::unavailable, "status 307"}}) {
        const Error error =
            source(row.source)->error_of({.status = row.status, .headers = {}, .body = row.body});
        EXPECT_EQ(error.code, row.code) << row.body;
        EXPECT_NE(error.detail.find(row.words), std::string::npos) << error.detail;
    }
}

using MarketRecordedErrorTest = testing::RecordedTest;

TEST_F(MarketRecordedErrorTest, BadKeyBadRequestAndNotFound) {
    struct Row {
        const char* source;
        const char* file;
        ErrorCode code;
        const char* words;
    };
    for (const Row& row : {Row{"fred", "market/fred_error_400_bad_key.http.json",
                               ErrorCode::invalid_argument, "api_key is not registered"},
                           Row{"fred", "market/fred_v2_error_400.http.json",
                               ErrorCode::invalid_argument, "release_id is not a positive integer"},
                           Row{"yahoo", "market/yahoo_error_404_not_found.http.json",
                               ErrorCode::not_found, "No fundamentals data found"}}) {
        const Error error = source(row.source)->error_of(testing::recorded_answer(row.file));
        EXPECT_EQ(error.code, row.code) << row.file;
        EXPECT_NE(error.detail.find(row.words), std::string::npos) << error.detail;
    }
}

}  // namespace
}  // namespace seatsync::source_market
