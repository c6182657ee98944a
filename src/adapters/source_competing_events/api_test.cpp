#include "adapters/source_competing_events/factory.hpp"
#include "testing/made_source.hpp"
#include "testing/observations.hpp"
#include "testing/recorded_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_competing_events {
namespace {

using namespace std::chrono_literals;
using testing::at;

const feed::Instant kNow = at("2026-06-10T12:00:00Z");

std::unique_ptr<feed::SourceApi> source(const std::map<std::string, std::string>& told = {}) {
    return testing::made_source(factories().at(0), told,
                                {{"SEATSYNC_PREDICTHQ_ACCESS_TOKEN", "key-1"}});
}

feed::Watch one_game() {
    domain::Event game = testing::an_event("mlb:1");
    game.venue.name = "Harbour Park";
    game.start = at("2026-07-10T12:00:00Z");
    feed::Watch watch;
    watch.games = {game};
    watch.venues = {{"Harbour Park", {40.75, -73.9262}}};
    return watch;
}

TEST(PredictHqApiTest, AsksAroundTheVenuesOfThirtyDays) {
    const auto tasks = source()->tasks(one_game(), kNow);
    ASSERT_EQ(tasks.size(), 1U);
    EXPECT_EQ(tasks[0].key, "events/Harbour Park");
    EXPECT_EQ(tasks[0].endpoint, "events");
    EXPECT_EQ(tasks[0].parameter("subject"), "40.7500,-73.9262");
    EXPECT_EQ(tasks[0].period, 6h);
    EXPECT_EQ(tasks[0].period_min, 2h);
    EXPECT_EQ(tasks[0].next_start, at("2026-07-10T12:00:00Z"));
    EXPECT_TRUE(source()->tasks(one_game(), kNow - 1s).empty());
}

TEST(PredictHqApiTest, TheRequestNamesPlaceDaysAndKinds) {
    const auto api = source({{"radius", "5mi"}, {"categories", "concerts,sports"}});
    const auto request = api->request(api->tasks(one_game(), kNow).at(0), "", kNow);
    EXPECT_EQ(feed::full_url(request),
              "https://api.predicthq.com/v1/events/?within=5mi@40.7500,-73.9262"
              "&active.gte=2026-06-10&active.lte=2026-07-10&category=concerts,sports"
              "&state=active,deleted&limit=100");
    const std::vector<feed::HttpField> headers = {{"Authorization", "Bearer key-1", true},
                                                  {"Accept", "application/json", false}};
    EXPECT_EQ(request.headers, headers);
}

TEST(PredictHqApiTest, FollowsTheQueryOfNextOnItsOwnHost) {
    const auto api = source();
    const auto task = api->tasks(one_game(), kNow).at(0);
    const auto page = api->parse(task, R"({"results":[],
        "next":"https://elsewhere.example/v1/events/?category=concerts%2Csports&offset=100"})",
                                 kNow);
    const auto request = api->request(task, page->next, kNow);
    EXPECT_EQ(request.url, "https://api.predicthq.com/v1/events/");
    const std::vector<feed::HttpField> query = {{"category", "concerts,sports", false},
                                                {"offset", "100", false}};
    EXPECT_EQ(request.query, query);
    EXPECT_EQ(request.headers.at(0).value, "Bearer key-1");
    EXPECT_EQ(api->parse(task, R"({"results":[],"next":null})", kNow)->next, "");
}

TEST(PredictHqApiTest, ParsesByEndpoint) {
    const auto api = source();
    feed::Task task;
    task.parameters = {{"subject", "here"}};
    task.endpoint = "events_count";
    EXPECT_EQ(std::get<domain::Reading>(
                  api->parse(task, R"({"count":3})", kNow)->items.at(0).observations.at(0))
                  .subject,
              "here");
    task.endpoint = "broadcasts";
    EXPECT_EQ(api->parse(task, R"({"results":[{"broadcast_id":"B"}]})", kNow)->items.at(0).problem,
              "event.event_id: it is missing");
    task.endpoint = "events";
    EXPECT_EQ(api->parse(task, R"({"results":[{"id":"B"}]})", kNow)->items.at(0).problem,
              "start: it is missing");
}

TEST(PredictHqApiTest, TellsWhatIsMissingAndItsTerms) {
    const auto api = testing::made_source(factories().at(0));
    EXPECT_EQ(api->info().missing, std::vector<std::string>{"SEATSYNC_PREDICTHQ_ACCESS_TOKEN"});
    EXPECT_EQ(api->info().name, "predicthq");
    EXPECT_EQ(api->info().kind, feed::SourceKind::context);
    EXPECT_EQ(api->info().limits, (std::vector<feed::RateLimit>{{2, 1s}}));
    EXPECT_NE(api->info().terms.find("Events by PredictHQ"), std::string::npos);
    EXPECT_TRUE(source()->info().missing.empty());
}

TEST(PredictHqApiTest, KnowsTheEndpointOfABody) {
    const auto api = source();
    EXPECT_EQ(api->endpoint_of(R"({"results":[]})").value(), "events");
    EXPECT_EQ(api->endpoint_of(R"({"count":1,"results":[{"id":"a"}]})").value(), "events");
    EXPECT_EQ(api->endpoint_of(R"({"results":[{"broadcast_id":"a"}]})").value(), "broadcasts");
    EXPECT_EQ(api->endpoint_of(R"({"count":1})").value(), "events_count");
    EXPECT_EQ(api->endpoint_of("{}").error().code, ErrorCode::invalid_argument);
}

TEST(PredictHqErrorTest, SaysWhatToDo) {
    struct Row {
        int status;
        const char* body;
        ErrorCode code;
        const char* detail;
    };
    for (const Row& row :
         {Row{402, R"({"error":"subscription expired"})", ErrorCode::invalid_argument,
              "status 402: the request is not accepted (subscription expired)"},
          Row{429, R"({"error":"slow down"})", ErrorCode::unavailable,
              "status 429: too many requests (slow down)"},
          Row{502, "<html></html>", ErrorCode::unavailable,
              "status 502: the provider has a problem"}}) {
        const Error error =
            source()->error_of({.status = row.status, .headers = {}, .body = row.body});
        EXPECT_EQ(error.code, row.code);
        EXPECT_EQ(error.detail, row.detail);
    }
}

using PredictHqRecordedErrorTest = testing::RecordedTest;

TEST_F(PredictHqRecordedErrorTest, NotFoundAndPlainText) {
    EXPECT_EQ(source()->error_of(testing::recorded_answer("competing_events/error_404.http.json")),
              (Error{ErrorCode::not_found, "status 404: there is no such thing (not found)"}));
    EXPECT_EQ(
        source()->error_of(
            testing::recorded_answer("competing_events/error_500_plain_text.http.json")),
        (Error{ErrorCode::unavailable, "status 500: the provider has a problem (server error)"}));
}

}  // namespace
}  // namespace seatsync::source_competing_events
