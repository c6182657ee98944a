#include "testing/fakes/unavailable_market_store.hpp"
#include "testing/fixtures/api_test.hpp"

#include <gmock/gmock.h>

namespace seatsync::http {
namespace {

using ::testing::HasSubstr;

TEST_F(ApiTest, HealthSaysWhatIsThere) {
    const auto response = get("/health");
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(parsed(response), boost::json::parse(R"({
        "status": "ok", "version": "1.2.3", "now": "2021-06-10T12:00:00Z", "model_trained": false,
        "store_reachable": true, "last_received": "2021-06-10T11:00:00Z"})"));
    price_dodgers();
    EXPECT_EQ(parsed(get("/health")).at("model_trained"), true);
}

TEST_F(ApiTest, HealthOfAnEmptyStoreHasReceivedNothing) {
    const testing::FakeMarketStore empty;
    const ApiContext context{.store = empty,
                             .forecaster = forecaster_,
                             .clock = clock_,
                             .metrics = metrics_,
                             .version = "1"};
    const auto response =
        make_api(context, {})
            .handle({.method = "GET", .target = "/health", .headers = {}, .body = {}});
    EXPECT_EQ(response.status, 200U);
    EXPECT_TRUE(parsed(response).at("last_received").is_null());
}

TEST_F(ApiTest, HealthIs503WhenTheStoreIsAway) {
    const testing::UnavailableMarketStore away;
    const ApiContext context{.store = away,
                             .forecaster = forecaster_,
                             .clock = clock_,
                             .metrics = metrics_,
                             .version = "1"};
    const auto api = make_api(context, {});
    const auto response =
        api.handle({.method = "GET", .target = "/health", .headers = {}, .body = {}});
    EXPECT_EQ(response.status, 503U);
    EXPECT_EQ(parsed(response).at("status"), "degraded");
    EXPECT_EQ(parsed(response).at("store_reachable"), false);
    const auto status = api.handle({.method = "GET",
                                    .target = "/api/v1/intelligence/models/status",
                                    .headers = {},
                                    .body = {}});
    EXPECT_EQ(status.status, 200U);
    EXPECT_EQ(parsed(status).at_pointer("/data_pipeline_components/market_store/reachable"), false);
    for (const char* target :
         {"/api/v1/events", "/api/v1/events/mlb:1", "/api/v1/events/mlb:1/quotes"})
        EXPECT_EQ(api.handle({.method = "GET", .target = target, .headers = {}, .body = {}}).status,
                  503U)
            << target;
}

TEST_F(ApiTest, MetricsHoldTheAgeOfTheModel) {
    price_dodgers();
    const auto response = get("/metrics");
    EXPECT_EQ(header(response.headers, "Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
    EXPECT_THAT(response.body, HasSubstr("\nseatsync_model_age_seconds 43200\n"));
    EXPECT_THAT(response.body,
                HasSubstr("\nseatsync_last_received_timestamp_seconds 1623322800.000\n"));
    EXPECT_THAT(response.body, HasSubstr("\nseatsync_store_reachable 1\n"));
}

TEST_F(ApiTest, ModelsStatusListsOnlyWhatExists) {
    const auto before = parsed(get("/api/v1/intelligence/models/status"));
    EXPECT_EQ(before.at("ensemble_models"), boost::json::object{});
    EXPECT_EQ(before.at("model_trained"), false);
    EXPECT_TRUE(before.at("model").is_null());
    price_dodgers();
    const auto after = parsed(get("/api/v1/intelligence/models/status"));
    EXPECT_EQ(after.at("ensemble_models"),
              boost::json::parse(R"({"xgboost": {"trained": true, "type": "price"},
                                      "microstructure": {"trained": true, "type": "price"}})"));
    EXPECT_EQ(after.at("ensemble_trained"), true);
    EXPECT_EQ(before.at("ensemble_trained"), false);
    EXPECT_EQ(after.at("model_trained"), true);
    EXPECT_EQ(after.at("trading_strategies"), boost::json::array{});
    EXPECT_EQ(after.at("timestamp"), "2021-06-10T12:00:00Z");
}

TEST_F(ApiTest, ModelsStatusHoldsTheWholeSummary) {
    price_dodgers();
    const auto model = parsed(get("/api/v1/intelligence/models/status")).at("model");
    EXPECT_EQ(model, boost::json::parse(R"({
        "id": "m1", "predictor": "ensemble",
        "members": ["xgboost", "microstructure"], "as_of": "2021-06-10T00:00:00Z",
        "window_from": "2021-04-01T00:00:00Z", "window_to": "2021-06-09T23:00:00Z",
        "seed": 7, "revision": "abc", "training_rows": 12345,
        "metrics": [{"horizon": "close", "tasks": 432, "events": 61, "mean_absolute_error": 6.5,
            "mean_absolute_log_error": 0, "coverage90": 0.913, "width90": 0, "relative_pinball": 0,
            "last_mean_absolute_error": 0, "last_mean_absolute_log_error": 0,
            "last_relative_pinball": 0}],
        "importance": [{"feature": "days_to_event", "share": 0.6},
                       {"feature": "log_price", "share": 0.4}]})"));
}

}  // namespace
}  // namespace seatsync::http
