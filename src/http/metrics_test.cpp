#include "http/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace seatsync::http {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class MetricsTest : public ::testing::Test {
  protected:
    void finish(const char* route, const char* method, unsigned status, double seconds) {
        metrics_.request_started();
        metrics_.request_finished(route, method, status, seconds);
    }
    Metrics metrics_{base::Instant(std::chrono::milliseconds(1'500'000'000'250))};
};

TEST_F(MetricsTest, CountsRequestsByRouteMethodAndStatus) {
    finish("/health", "GET", 200, 0.001);
    finish("/health", "GET", 200, 0.001);
    finish("/health", "GET", 503, 0.001);
    finish("", "BREW", 404, 0.001);
    const auto text = metrics_.text({});
    EXPECT_THAT(text, HasSubstr("seatsync_http_requests_total{route=\"/health\",method=\"GET\","
                                "status=\"200\"} 2\n"));
    EXPECT_THAT(text, HasSubstr("{route=\"/health\",method=\"GET\",status=\"503\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("{route=\"unmatched\",method=\"other\",status=\"404\"} 1\n"));
}

TEST_F(MetricsTest, BucketsAreCumulativeAndClosedAbove) {
    finish("/r", "GET", 200, 0.001);
    finish("/r", "GET", 200, 0.002);
    finish("/r", "GET", 200, 60);
    const auto text = metrics_.text({});
    const std::string name = "seatsync_http_request_duration_seconds";
    EXPECT_THAT(text, HasSubstr(name + "_bucket{route=\"/r\",le=\"0.001\"} 1\n"));
    EXPECT_THAT(text, HasSubstr(name + "_bucket{route=\"/r\",le=\"0.0025\"} 2\n"));
    EXPECT_THAT(text, HasSubstr(name + "_bucket{route=\"/r\",le=\"10\"} 2\n"));
    EXPECT_THAT(text, HasSubstr(name + "_bucket{route=\"/r\",le=\"+Inf\"} 3\n"));
    EXPECT_THAT(text, HasSubstr(name + "_sum{route=\"/r\"} 60.003\n"));
    EXPECT_THAT(text, HasSubstr(name + "_count{route=\"/r\"} 3\n"));
    EXPECT_THAT(text, HasSubstr("# TYPE " + name + " histogram\n"));
}

TEST_F(MetricsTest, GaugesFollowWhatRuns) {
    metrics_.connection_opened();
    metrics_.connection_opened();
    metrics_.connection_closed();
    metrics_.request_started();
    EXPECT_THAT(metrics_.text({}), HasSubstr("\nseatsync_http_connections 1\n"));
    EXPECT_THAT(metrics_.text({}), HasSubstr("\nseatsync_http_requests_in_flight 1\n"));
    metrics_.request_finished("/r", "GET", 200, 0.1);
    EXPECT_THAT(metrics_.text({}), HasSubstr("\nseatsync_http_requests_in_flight 0\n"));
}

TEST_F(MetricsTest, SaysWhatIsObserved) {
    metrics_.predictions_made(3);
    metrics_.predictions_made(4);
    const auto text =
        metrics_.text({.model_age_seconds = 90.5,
                       .last_received = base::Instant(std::chrono::seconds(1'600'000'000)),
                       .store_reachable = true});
    EXPECT_THAT(text, HasSubstr("\nseatsync_predictions_total 7\n"));
    EXPECT_THAT(text, HasSubstr("\nprocess_start_time_seconds 1500000000.250\n"));
    EXPECT_THAT(text, HasSubstr("\nseatsync_store_reachable 1\n"));
    EXPECT_THAT(text, HasSubstr("\nseatsync_model_trained 1\n"));
    EXPECT_THAT(text, HasSubstr("\nseatsync_model_age_seconds 90.5\n"));
    EXPECT_THAT(text, HasSubstr("\nseatsync_last_received_timestamp_seconds 1600000000.000\n"));
}

TEST_F(MetricsTest, LeavesOutWhatIsNotKnown) {
    const auto text = metrics_.text({});
    EXPECT_THAT(text, HasSubstr("\nseatsync_model_trained 0\n"));
    EXPECT_THAT(text, HasSubstr("\nseatsync_store_reachable 0\n"));
    EXPECT_THAT(text, Not(HasSubstr("model_age")));
    EXPECT_THAT(text, Not(HasSubstr("last_received")));
}

}  // namespace
}  // namespace seatsync::http
