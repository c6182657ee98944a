#include "feed/event_status.hpp"

#include <gtest/gtest.h>

#include <array>

namespace seatsync::feed {
namespace {

using domain::EventStatus;

constexpr std::array<StatusWord, 2> kWords = {
    {{"postponed", EventStatus::postponed}, {"off", EventStatus::cancelled}}};

Result<EventStatus> status_in(std::string_view json) {
    const auto document = JsonDocument::parse(json);
    return status_at(document->root(), "event.status", kWords);
}

TEST(EventStatusTest, IsWhatTheWordMeans) {
    EXPECT_EQ(status_in(R"({"event":{"status":"postponed"}})").value(), EventStatus::postponed);
    EXPECT_EQ(status_in(R"({"event":{"status":"off"}})").value(), EventStatus::cancelled);
}

TEST(EventStatusTest, IsScheduledWhereNothingIsTold) {
    for (const char* silent : {"{}", R"({"event":{"status":null}})", R"({"event":{"status":""}})"})
        EXPECT_EQ(status_in(silent).value(), EventStatus::scheduled) << silent;
}

TEST(EventStatusTest, RefusesAWordThatIsNotKnown) {
    const auto status = status_in(R"({"event":{"status":"Postponed"}})");
    EXPECT_EQ(status.error().code, ErrorCode::corrupt_data);
    EXPECT_EQ(status.error().detail, "event.status: 'Postponed' is not known");
}

}  // namespace
}  // namespace seatsync::feed
