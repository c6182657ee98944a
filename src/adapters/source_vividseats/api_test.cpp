#include "adapters/source_vividseats/factory.hpp"
#include "testing/made_source.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_vividseats {
namespace {

using namespace std::chrono_literals;

constexpr feed::Instant kNow = std::chrono::sys_days(2026y / 6 / 12) + 1h;
const std::map<std::string, std::string> kSkyboxKeys = {
    {"SEATSYNC_VIVIDSEATS_APPLICATION_TOKEN", "hidden1"},
    {"SEATSYNC_VIVIDSEATS_API_TOKEN", "hidden2"},
    {"SEATSYNC_VIVIDSEATS_ACCOUNT", "hidden3"}};

std::unique_ptr<feed::SourceApi> skybox(const std::map<std::string, std::string>& told = {}) {
    return testing::made_source(factories().at(0), told, kSkyboxKeys);
}

std::unique_ptr<feed::SourceApi> broker() {
    return testing::made_source(factories().at(1), {},
                                {{"SEATSYNC_VIVIDSEATS_BROKER_API_TOKEN", "hidden"}});
}

TEST(VividSeatsApiTest, IsUnconfiguredWithoutAllKeys) {
    EXPECT_EQ(
        testing::made_source(factories().at(0))->info().missing,
        (std::vector<std::string>{"SEATSYNC_VIVIDSEATS_APPLICATION_TOKEN",
                                  "SEATSYNC_VIVIDSEATS_API_TOKEN", "SEATSYNC_VIVIDSEATS_ACCOUNT"}));
    EXPECT_TRUE(skybox()->info().missing.empty());
    EXPECT_EQ(testing::made_source(factories().at(1))->info().missing,
              std::vector<std::string>{"SEATSYNC_VIVIDSEATS_BROKER_API_TOKEN"});
    EXPECT_TRUE(broker()->info().missing.empty());
}

TEST(VividSeatsApiTest, TellsItsLimitsAndTerms) {
    const auto one = skybox();
    EXPECT_EQ(one->info().name, "vividseats");
    EXPECT_EQ(one->info().kind, feed::SourceKind::marketplace);
    EXPECT_EQ(one->info().limits, (std::vector<feed::RateLimit>{{1, 1s}}));
    EXPECT_NE(one->info().terms.find("other sellers' listings are not told"), std::string::npos);
    const auto other = broker();
    EXPECT_EQ(other->info().name, "vividseats_broker");
    EXPECT_EQ(other->info().limits, (std::vector<feed::RateLimit>{{10, 1s}}));
    EXPECT_NE(other->info().terms.find("own listings alone"), std::string::npos);
}

TEST(VividSeatsApiTest, AsksForStockAndSalesOfSkybox) {
    const auto api = skybox({{"period_s", "600"}});
    const auto tasks = api->tasks({}, kNow);
    ASSERT_EQ(tasks.size(), 2U);
    EXPECT_EQ(tasks[0].key, "inventory");
    EXPECT_EQ(tasks[0].period, 600s);
    EXPECT_EQ(tasks[0].period_min, 300s);
    EXPECT_EQ(tasks[1].key, "sold");
    EXPECT_EQ(full_url(api->request(tasks[0], "", kNow)),
              "https://skybox.vividseats.com/services/inventory?eventDateFrom=2026-06-11"
              "&limit=500&pageNumber=1");
    EXPECT_EQ(full_url(api->request(tasks[1], "4", kNow)),
              "https://skybox.vividseats.com/services/inventory/sold?invoiceDateFrom=2026-05-13"
              "&limit=500&pageNumber=4");
}

TEST(VividSeatsApiTest, SendsThreeSecretHeadersToSkybox) {
    const auto api = skybox();
    const auto request = api->request({.key = "k", .endpoint = "inventory"}, "", kNow);
    ASSERT_EQ(request.headers.size(), 4U);
    EXPECT_EQ(request.headers[0], (feed::HttpField{"X-Application-Token", "hidden1", true}));
    EXPECT_EQ(request.headers[1], (feed::HttpField{"X-Api-Token", "hidden2", true}));
    EXPECT_EQ(request.headers[2], (feed::HttpField{"X-Account", "hidden3", true}));
    EXPECT_EQ(request.headers[3], (feed::HttpField{"Accept", "application/json"}));
    EXPECT_EQ(shown_url(request).find("hidden"), std::string::npos);
}

TEST(VividSeatsApiTest, AsksForTheListingsOfTheBroker) {
    const auto api = broker();
    const auto tasks = api->tasks({}, kNow);
    ASSERT_EQ(tasks.size(), 1U);
    EXPECT_EQ(tasks[0].key, "listings");
    EXPECT_EQ(tasks[0].endpoint, "listings");
    EXPECT_EQ(tasks[0].period, 900s);
    EXPECT_EQ(tasks[0].period_min, 300s);
    const auto request = api->request(tasks[0], "", kNow);
    EXPECT_EQ(full_url(request), "https://brokers.vividseats.com/webservices/listings/v2/get");
    ASSERT_EQ(request.headers.size(), 2U);
    EXPECT_EQ(request.headers[0], (feed::HttpField{"Api-token", "hidden", true}));
}

TEST(VividSeatsApiTest, SaysWhatAnErrorMeans) {
    for (const auto& api : {skybox(), broker()}) {
        const auto error = [&](int status, const char* body) {
            return api->error_of({.status = status, .body = body});
        };
        EXPECT_EQ(error(401, R"({"message":"not authorized"})"),
                  fail(ErrorCode::invalid_argument,
                       "status 401: the key is not accepted for this (not authorized)"));
        EXPECT_EQ(error(403, "<html>").code, ErrorCode::unavailable);
        EXPECT_EQ(error(404, "{}").code, ErrorCode::not_found);
        EXPECT_EQ(error(429, "").code, ErrorCode::unavailable);
        EXPECT_EQ(error(500, "oops").code, ErrorCode::unavailable);
    }
}

TEST(VividSeatsApiTest, RefusesABadSetting) {
    for (const auto& [name, value] : std::map<std::string, std::string>{
             {"page_size", "0"}, {"sold_days", "many"}, {"period_s", "soon"}}) {
        const auto factory = factories().at(0);
        const auto config =
            feed::SourceConfig::read(factory.name, factory.settings, {{name, value}},
                                     [](const auto&) { return std::nullopt; });
        EXPECT_EQ(factory.make(config.value()).error().code, ErrorCode::invalid_argument) << name;
    }
}

}  // namespace
}  // namespace seatsync::source_vividseats
