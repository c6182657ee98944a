#include "testing/fakes/fake_source_status_store.hpp"
#include "testing/fixtures/api_test.hpp"

#include <gmock/gmock.h>

namespace seatsync::http {
namespace {

class SourcesRouteTest : public ApiTest {
  protected:
    void say(const std::string& source, const std::string& json) {
        ASSERT_TRUE(statuses_.save(
            {{.source = source, .updated_at = at("2021-06-10T11:59:30Z"), .status_json = json}}));
        context_.statuses = &statuses_;
    }

    testing::FakeSourceStatusStore statuses_;
};

TEST_F(SourcesRouteTest, TellsWhatThePipelineSaidByName) {
    say("shop", R"({"source": "shop", "state": "ok", "quota_left": 7, "lag_p50_ms": 12,
                    "last_error": null, "next_run_at": "2021-06-10T12:00:10Z"})");
    say("mall", R"({"source": "mall", "state": "open"})");
    const auto response = get("/api/v1/sources");
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(parsed(response), boost::json::parse(R"({"sources": [
        {"source": "mall", "state": "open", "updated_at": "2021-06-10T11:59:30Z"},
        {"source": "shop", "state": "ok", "quota_left": 7, "lag_p50_ms": 12, "last_error": null,
         "next_run_at": "2021-06-10T12:00:10Z", "updated_at": "2021-06-10T11:59:30Z"}]})"));
}

TEST_F(SourcesRouteTest, WithoutAPipelineThereAreNone) {
    EXPECT_EQ(get("/api/v1/sources").body, R"({"sources":[]})");
    context_.statuses = &statuses_;
    EXPECT_EQ(get("/api/v1/sources").body, R"({"sources":[]})");
}

TEST_F(SourcesRouteTest, AStatusThatIsNoObjectIsAnError) {
    for (const char* broken : {"", "[]", "{\"state\":"}) {
        say("shop", broken);
        EXPECT_EQ(get("/api/v1/sources").status, 500U) << broken;
        EXPECT_EQ(parsed(get("/api/v1/sources")).at("type").as_string(),
                  "urn:seatsync:problem:corrupt_data");
    }
}

TEST_F(SourcesRouteTest, TakesNoParametersAndNoPost) {
    EXPECT_EQ(get("/api/v1/sources?league=mlb").status, 400U);
    EXPECT_EQ(post("/api/v1/sources", "{}").status, 405U);
}

}  // namespace
}  // namespace seatsync::http
