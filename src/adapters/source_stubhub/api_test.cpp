#include "adapters/source_stubhub/factory.hpp"
#include "testing/made_source.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_stubhub {
namespace {

using namespace std::chrono_literals;
using Texts = std::map<std::string, std::string>;

constexpr feed::Instant kNow = std::chrono::sys_days(2026y / 4 / 1) + 18h;

std::unique_ptr<feed::SourceApi> stubhub(const Texts& told = {}) {
    return testing::made_source(
        factories().at(0), told,
        {{"SEATSYNC_STUBHUB_CLIENT_ID", "me:1"}, {"SEATSYNC_STUBHUB_CLIENT_SECRET", "s/t"}});
}

std::unique_ptr<feed::SourceApi> pos() {
    return testing::made_source(factories().at(1), {},
                                {{"SEATSYNC_STUBHUB_POS_API_KEY", "hidden"}});
}

domain::Event game(const char* id, feed::Instant start) {
    domain::Event event;
    event.id = domain::EventId(id);
    event.league = "mlb";
    event.home = "Port Alder Lanterns";
    event.venue.zone = domain::Zone::named("America/Los_Angeles").value();
    event.start = start;
    return event;
}

feed::Watch watch() {
    return {.leagues = {"mlb"},
            .games = {game("mlb:0", kNow - 1h), game("mlb:1", kNow + 10h),
                      game("mlb:2", kNow + 24h * 50), game("mlb:3", kNow + 24h * 61)}};
}

std::vector<std::string> keys_of(const std::vector<feed::Task>& tasks) {
    std::vector<std::string> keys;
    for (const feed::Task& task : tasks)
        keys.push_back(task.key);
    return keys;
}

const feed::HttpField* header(const feed::HttpRequest& request, std::string_view name) {
    for (const feed::HttpField& field : request.headers)
        if (field.name == name)
            return &field;
    return nullptr;
}

TEST(StubHubApiTest, IsUnconfiguredWithoutItsSecrets) {
    EXPECT_EQ(
        testing::made_source(factories().at(0))->info().missing,
        (std::vector<std::string>{"SEATSYNC_STUBHUB_CLIENT_ID", "SEATSYNC_STUBHUB_CLIENT_SECRET"}));
    EXPECT_EQ(testing::made_source(factories().at(1))->info().missing,
              std::vector<std::string>{"SEATSYNC_STUBHUB_POS_API_KEY"});
    EXPECT_TRUE(stubhub()->info().missing.empty());
    EXPECT_TRUE(pos()->info().missing.empty());
}

TEST(StubHubApiTest, TellsItsTerms) {
    EXPECT_NE(stubhub()->info().terms.find("on application"), std::string::npos);
    EXPECT_EQ(stubhub()->info().name, "stubhub");
    EXPECT_EQ(pos()->info().name, "stubhub_pos");
    EXPECT_EQ(stubhub()->info().kind, feed::SourceKind::marketplace);
}

TEST(StubHubApiTest, SearchesEachGameOfALeagueWithoutCategory) {
    const auto api = stubhub();
    const auto tasks = api->tasks(watch(), kNow);
    EXPECT_EQ(keys_of(tasks), (std::vector<std::string>{"search/mlb:1", "search/mlb:2"}));
    EXPECT_EQ(tasks[0].next_start, kNow + 10h);
    EXPECT_EQ(tasks[0].period, 3600s);
    EXPECT_EQ(tasks[0].period_min, 30s);
    // 04:00 UTC is the evening before in Los Angeles.
    EXPECT_EQ(full_url(api->request(tasks[0], "", kNow)),
              "https://api.stubhub.net/catalog/events/search?q=Port%20Alder%20Lanterns"
              "&dateLocal=2026-04-01&page=1&page_size=100");
}

TEST(StubHubApiTest, AsksForACategoryWhereItIsTold) {
    const auto api = stubhub({{"categories", "nba=2, mlb=81"}});
    const auto tasks = api->tasks(watch(), kNow);
    ASSERT_EQ(keys_of(tasks), (std::vector<std::string>{"events/mlb/near", "events/mlb"}));
    EXPECT_EQ(tasks[0].next_start, kNow + 10h);
    EXPECT_EQ(tasks[1].next_start, kNow + 24h * 50);
    EXPECT_GT(tasks[0].priority, tasks[1].priority);
    EXPECT_EQ(full_url(api->request(tasks[1], "2", kNow)),
              "https://api.stubhub.net/catalog/categories/81/events?exclude_parking_passes=true"
              "&sort=start_date&page=2&page_size=100");
    EXPECT_TRUE(stubhub({{"leagues", "nba"}})->tasks(watch(), kNow).empty());
}

TEST(StubHubApiTest, AsksForTheOwnAccountWhereTheScopeAllowsIt) {
    const auto api =
        stubhub({{"leagues", "none"}, {"scope", "read:events read:sellerlistings read:sales"}});
    const auto tasks = api->tasks(watch(), kNow);
    ASSERT_EQ(keys_of(tasks), (std::vector<std::string>{"sellerlistings", "sales"}));
    EXPECT_EQ(full_url(api->request(tasks[0], "", kNow)),
              "https://api.stubhub.net/v2/sellerlistings?page=1&page_size=100");
    EXPECT_EQ(full_url(api->request(tasks[1], "4", kNow)),
              "https://api.stubhub.net/v2/sales?page=4&page_size=100");
    // write:sales is not read:sales.
    EXPECT_TRUE(stubhub({{"leagues", "none"}, {"scope", "read:sales2 write:sales"}})
                    ->tasks(watch(), kNow)
                    .empty());
}

TEST(StubHubApiTest, SaysWhoAsks) {
    const auto request = stubhub()->request({.key = "k", .endpoint = "sales"}, "", kNow);
    EXPECT_EQ(header(request, "User-Agent")->value, "SeatSync/1.0");
    EXPECT_EQ(header(request, "Accept")->value, "application/hal+json");
}

TEST(StubHubApiTest, AsksForATokenWithCodedCredentials) {
    const auto request = stubhub()->token_request();
    ASSERT_TRUE(request.has_value());
    EXPECT_EQ(request->method, feed::HttpRequest::Method::post);
    EXPECT_EQ(full_url(*request), "https://account.stubhub.com/oauth2/token");
    // base64 of "me%3A1:s%2Ft"
    EXPECT_EQ(*header(*request, "Authorization"),
              (feed::HttpField{"Authorization", "Basic bWUlM0ExOnMlMkZ0", true}));
    EXPECT_EQ(header(*request, "Content-Type")->value, "application/x-www-form-urlencoded");
    EXPECT_EQ(request->body, "grant_type=client_credentials&scope=read%3Aevents");
    EXPECT_FALSE(pos()->token_request().has_value());
}

TEST(StubHubApiTest, RefusesBadSettings) {
    const auto factory = factories().at(0);
    for (const auto& [name, value] : {std::pair("categories", "mlb"), std::pair("categories", "=3"),
                                      std::pair("days_ahead", "0"), std::pair("days_ahead", "soon"),
                                      std::pair("period_s", "x")}) {
        const auto config =
            feed::SourceConfig::read(factory.name, factory.settings, {{name, value}},
                                     [](const auto&) { return std::nullopt; });
        EXPECT_EQ(factory.make(config.value()).error().code, ErrorCode::invalid_argument)
            << name << '=' << value;
    }
}

TEST(StubHubApiTest, SaysWhatAnErrorMeans) {
    const auto api = stubhub();
    const auto code = [&](int status, const char* body) {
        return api->error_of({.status = status, .body = body}).code;
    };
    EXPECT_EQ(code(401, ""), ErrorCode::invalid_argument);
    EXPECT_EQ(code(403, R"({"code":"insufficient_scope"})"), ErrorCode::invalid_argument);
    EXPECT_EQ(code(403, "<html>"), ErrorCode::unavailable);
    EXPECT_EQ(code(500, R"({"code":"internal_server_error"})"), ErrorCode::unavailable);
    EXPECT_EQ(code(429, ""), ErrorCode::unavailable);
}

TEST(StubHubPosApiTest, AsksForStockAndSalesWithItsKey) {
    const auto api = pos();
    const auto tasks = api->tasks({}, kNow);
    ASSERT_EQ(keys_of(tasks), (std::vector<std::string>{"inventory", "invoices"}));
    EXPECT_EQ(tasks[0].period_min, 300s);
    const auto first = api->request(tasks[0], "", kNow);
    EXPECT_EQ(full_url(first), "https://pointofsaleapi.stubhub.net/inventory/export");
    EXPECT_EQ(*header(first, "Authorization"),
              (feed::HttpField{"Authorization", "Bearer hidden", true}));
    EXPECT_EQ(full_url(api->request(tasks[1], "10228694988", kNow)),
              "https://pointofsaleapi.stubhub.net/invoices/export?paginationToken=10228694988");
    EXPECT_EQ(
        api->error_of({.status = 401, .body = R"({"message":"no"})"}),
        fail(ErrorCode::invalid_argument, "status 401: the key is not accepted for this (no)"));
}

}  // namespace
}  // namespace seatsync::source_stubhub
