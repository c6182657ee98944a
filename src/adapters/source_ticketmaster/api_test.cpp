#include "adapters/source_ticketmaster/factory.hpp"
#include "testing/made_source.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_ticketmaster {
namespace {

using namespace std::chrono_literals;

constexpr feed::Instant kNow = std::chrono::sys_days(2026y / 4 / 1) + 18h + 20min;

std::unique_ptr<feed::SourceApi> ticketmaster(const std::map<std::string, std::string>& told = {}) {
    return testing::made_source(factories().at(0), told,
                                {{"SEATSYNC_TICKETMASTER_API_KEY", "hidden"}});
}

domain::Event game(std::string league, feed::Instant start) {
    domain::Event event;
    event.league = std::move(league);
    event.start = start;
    return event;
}

feed::Watch watch() {
    return {.leagues = {"mlb", "nba"},
            .games = {game("nba", kNow + 1h), game("mlb", kNow + 5h), game("mlb", kNow + 72h)}};
}

TEST(TicketmasterApiTest, IsUnconfiguredWithoutAKey) {
    EXPECT_EQ(testing::made_source(factories().at(0))->info().missing,
              std::vector<std::string>{"SEATSYNC_TICKETMASTER_API_KEY"});
    EXPECT_TRUE(ticketmaster()->info().missing.empty());
}

TEST(TicketmasterApiTest, TellsItsLimitsAndTerms) {
    const auto api = ticketmaster();
    EXPECT_EQ(api->info().name, "ticketmaster");
    EXPECT_EQ(api->info().limits, (std::vector<feed::RateLimit>{{4, 1s}, {4000, 86400s}}));
    EXPECT_NE(api->info().terms.find("within 24 hours on request"), std::string::npos);
}

TEST(TicketmasterApiTest, DividesTheSeasonIntoWindows) {
    const auto tasks =
        ticketmaster({{"leagues", "mlb"}, {"days_ahead", "70"}})->tasks(watch(), kNow);
    ASSERT_EQ(tasks.size(), 4U);
    EXPECT_EQ(tasks[0].key, "events/mlb/near");
    EXPECT_EQ(tasks[1].key, "events/mlb/2");
    EXPECT_EQ(tasks[2].key, "events/mlb/32");
    EXPECT_EQ(tasks[3].key, "events/mlb/62");
    EXPECT_EQ(tasks[3].parameter("to_day"), "70");
    EXPECT_EQ(tasks[0].next_start, kNow + 5h);
    EXPECT_EQ(tasks[1].next_start, kNow + 72h);
    EXPECT_EQ(tasks[2].next_start, std::nullopt);
    EXPECT_GT(tasks[0].priority, tasks[1].priority);
    EXPECT_EQ(tasks[0].period, 21600s);
    EXPECT_EQ(tasks[0].period_min, 300s);
    EXPECT_EQ(ticketmaster()->tasks(watch(), kNow).size(), 14U);
}

TEST(TicketmasterApiTest, AsksForExactlyThis) {
    const auto api = ticketmaster();
    const auto tasks = api->tasks(watch(), kNow);
    const auto request = api->request(tasks.at(1), "3", kNow);
    EXPECT_EQ(full_url(request),
              "https://app.ticketmaster.com/discovery/v2/events.json?apikey=hidden"
              "&startDateTime=2026-04-03T18:00:00Z&endDateTime=2026-05-03T18:00:00Z"
              "&includeTBA=yes&includeTBD=yes&locale=*&sort=date,asc&size=200&page=3"
              "&classificationName=MLB");
    EXPECT_EQ(shown_url(request).find("hidden"), std::string::npos);
    const auto first = full_url(api->request(tasks.at(0), "", kNow));
    EXPECT_NE(first.find("startDateTime=2026-04-01T18:00:00Z&endDateTime=2026-04-03T18:00:00Z"),
              std::string::npos)
        << first;
    EXPECT_NE(first.find("&page=0&"), std::string::npos) << first;
}

TEST(TicketmasterApiTest, RefusesBadSettings) {
    const auto factory = factories().at(0);
    for (const auto& [name, value] : {std::pair("page_size", "0"), std::pair("page_size", "201"),
                                      std::pair("days_ahead", "two"), std::pair("days_ahead", "2"),
                                      std::pair("limits", "many")}) {
        const auto config =
            feed::SourceConfig::read(factory.name, factory.settings, {{name, value}},
                                     [](const auto&) { return std::nullopt; });
        EXPECT_EQ(factory.make(config.value()).error().code, ErrorCode::invalid_argument)
            << name << '=' << value;
    }
}

TEST(TicketmasterApiTest, SaysWhatAnErrorMeans) {
    const auto api = ticketmaster();
    EXPECT_EQ(api->error_of({.status = 503, .body = "busy"}).code, ErrorCode::unavailable);
    EXPECT_EQ(api->error_of({.status = 403, .body = "<html>"}).code, ErrorCode::unavailable);
    EXPECT_EQ(api->error_of({.status = 400, .body = "{}"}).code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace seatsync::source_ticketmaster
