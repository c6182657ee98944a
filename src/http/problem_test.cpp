#include "http/problem.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

namespace seatsync::http {
namespace {

TEST(ProblemTest, HasAStatusForEveryCode) {
    struct Row {
        ErrorCode code;
        unsigned status;
    };
    const Row rows[] = {
        {ErrorCode::invalid_argument, 400},  {ErrorCode::not_found, 404},
        {ErrorCode::insufficient_data, 422}, {ErrorCode::conflict, 409},
        {ErrorCode::deadline_exceeded, 504}, {ErrorCode::unavailable, 503},
        {ErrorCode::corrupt_data, 500},      {ErrorCode::internal, 500},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(status_of(row.code), row.status) << name_of(row.code);
        EXPECT_NE(title_of(row.status), "Error") << row.status;
    }
}

TEST(ProblemTest, IsAWholeDocument) {
    const auto response =
        problem(fail(ErrorCode::insufficient_data, "only \"one\" price"), "/api/v1/events/a");
    EXPECT_EQ(response.status, 422U);
    EXPECT_EQ(header(response.headers, "content-type"), "application/problem+json");
    const auto expected = boost::json::parse(R"({
        "type": "urn:seatsync:problem:insufficient_data", "title": "Unprocessable Content",
        "status": 422, "detail": "only \"one\" price", "instance": "/api/v1/events/a"})");
    EXPECT_EQ(boost::json::parse(response.body), expected);
}

}  // namespace
}  // namespace seatsync::http
