#include "adapters/source_seatgeek/factory.hpp"
#include "testing/made_source.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_seatgeek {
namespace {

using namespace std::chrono_literals;

constexpr feed::Instant kNow = std::chrono::sys_days(2026y / 4 / 1) + 18h + 20min;

std::unique_ptr<feed::SourceApi> seatgeek(const std::map<std::string, std::string>& told,
                                          const std::map<std::string, std::string>& variables) {
    return testing::made_source(factories().at(0), told, variables);
}

std::unique_ptr<feed::SourceApi> configured() {
    return seatgeek({}, {{"SEATSYNC_SEATGEEK_CLIENT_ID", "me"}});
}

domain::Event game(std::string league, feed::Instant start) {
    domain::Event event;
    event.league = std::move(league);
    event.start = start;
    return event;
}

TEST(SeatGeekApiTest, IsUnconfiguredWithoutAnId) {
    const auto api = seatgeek({}, {});
    EXPECT_EQ(api->info().missing, std::vector<std::string>{"SEATSYNC_SEATGEEK_CLIENT_ID"});
    EXPECT_TRUE(configured()->info().missing.empty());
}

TEST(SeatGeekApiTest, TellsItsLimitsAndTerms) {
    const auto api = configured();
    const feed::SourceInfo& info = api->info();
    EXPECT_EQ(info.name, "seatgeek");
    EXPECT_EQ(info.kind, feed::SourceKind::marketplace);
    EXPECT_NE(info.terms.find("Forbids other sellers' listings beside this data"),
              std::string::npos);
    EXPECT_EQ(info.limits, (std::vector<feed::RateLimit>{{2, 1s}, {60, 60s}}));
    EXPECT_EQ(info.timeout, 10s);
}

TEST(SeatGeekApiTest, AsksForTheNearGamesOftenAndTheOthersSeldom) {
    feed::Watch watch{.leagues = {"mlb", "nba"},
                      .games = {game("nba", kNow + 1h), game("mlb", kNow + 3h),
                                game("mlb", kNow + 50h), game("mlb", kNow + 60h)},
                      .venues = {}};
    const auto tasks = seatgeek({{"leagues", "mlb"}, {"period_s", "600"}}, {})->tasks(watch, kNow);
    ASSERT_EQ(tasks.size(), 2U);
    EXPECT_EQ(tasks[0].key, "events/mlb/near");
    EXPECT_EQ(tasks[0].endpoint, "events");
    EXPECT_EQ(tasks[0].next_start, kNow + 3h);
    EXPECT_EQ(tasks[0].period, 600s);
    EXPECT_EQ(tasks[0].period_min, 30s);
    EXPECT_EQ(tasks[1].key, "events/mlb");
    EXPECT_EQ(tasks[1].next_start, kNow + 50h);
    EXPECT_GT(tasks[0].priority, tasks[1].priority);
    EXPECT_EQ(configured()->tasks(watch, kNow).size(), 4U);
}

TEST(SeatGeekApiTest, AsksForExactlyThis) {
    const auto api = configured();
    const auto tasks = api->tasks({.leagues = {"cfb"}, .games = {}, .venues = {}}, kNow);
    const auto near = api->request(tasks.at(0), "", kNow);
    EXPECT_EQ(near.method, feed::HttpRequest::Method::get);
    EXPECT_EQ(full_url(near),
              "https://api.seatgeek.com/2/events?client_id=me&taxonomies.name=ncaa_football"
              "&datetime_utc.gte=2026-04-01T18:00:00&datetime_utc.lte=2026-04-03T18:00:00"
              "&sort=datetime_utc.asc&per_page=100&page=1");
    EXPECT_EQ(full_url(api->request(tasks.at(1), "3", kNow)),
              "https://api.seatgeek.com/2/events?client_id=me&taxonomies.name=ncaa_football"
              "&datetime_utc.gte=2026-04-03T18:00:00&sort=datetime_utc.asc&per_page=100"
              "&page=3");
}

TEST(SeatGeekApiTest, ShowsNoSecret) {
    const auto api = seatgeek({{"base_url", "http://127.0.0.1:9/2"}, {"per_page", "25"}},
                              {{"SEATSYNC_SEATGEEK_CLIENT_ID", "hidden1"},
                               {"SEATSYNC_SEATGEEK_CLIENT_SECRET", "hidden2"}});
    const auto request = api->request({.key = "k", .endpoint = "events"}, "", kNow);
    EXPECT_NE(full_url(request).find("client_id=hidden1&client_secret=hidden2&"),
              std::string::npos);
    EXPECT_EQ(shown_url(request).find("hidden"), std::string::npos) << shown_url(request);
    EXPECT_TRUE(shown_url(request).starts_with("http://127.0.0.1:9/2/events?"));
    EXPECT_NE(full_url(request).find("per_page=25"), std::string::npos);
}

TEST(SeatGeekApiTest, SaysWhatAnErrorMeans) {
    const auto api = configured();
    const auto code = [&](int status, const char* body) {
        return api->error_of({.status = status, .body = body}).code;
    };
    EXPECT_EQ(code(406, ""), ErrorCode::unavailable);
    EXPECT_EQ(code(403, "<html>"), ErrorCode::unavailable);
    EXPECT_EQ(code(403, R"({"message":"Client is required"})"), ErrorCode::invalid_argument);
    EXPECT_EQ(code(404, "{}"), ErrorCode::not_found);
    EXPECT_EQ(code(429, "slow down"), ErrorCode::unavailable);
    EXPECT_EQ(code(500, ""), ErrorCode::unavailable);
}

TEST(SeatGeekApiTest, RefusesABadSetting) {
    const auto factory = factories().at(0);
    const auto config =
        feed::SourceConfig::read(factory.name, factory.settings, {{"period_min_s", "never"}},
                                 [](const auto&) { return std::nullopt; });
    EXPECT_EQ(factory.make(config.value()).error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace seatsync::source_seatgeek
