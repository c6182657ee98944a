#include "adapters/source_competing_events/parse_predicthq.hpp"

#include "testing/observations.hpp"
#include "testing/recorded_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_competing_events {
namespace {

using testing::at;

const feed::Instant kReceived = at("2026-01-10T12:00:00Z");

feed::Answer events(std::string_view body) {
    return parse_events(body, kReceived).value();
}

domain::NearbyEvent event_of(const feed::Item& item) {
    EXPECT_EQ(item.observations.size(), 1U) << item.key << ": " << item.problem;
    return std::get<domain::NearbyEvent>(item.observations.at(0));
}

TEST(PredictHqParseTest, AnEventIsNearAndItsPlaceIsLongitudeFirst) {
    const auto answer = events(R"({"count":1,"overflow":false,"next":null,"results":[
        {"id":"abc","title":"Night of Bands","category":"concerts","rank":54,"local_rank":60,
         "phq_attendance":1567,"start":"2026-01-14T01:00:00Z","end":"2026-01-14T04:00:00Z",
         "start_local":"2026-01-13T20:00:00","timezone":"America/New_York",
         "location":[-84.39,33.75],"state":"active","updated":"2026-01-09T10:00:00Z"}]})");
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(event_of(answer.items[0]),
              (domain::NearbyEvent{.source = "predicthq",
                                   .id = "abc",
                                   .title = "Night of Bands",
                                   .category = "concerts",
                                   .start = at("2026-01-14T01:00:00Z"),
                                   .end = at("2026-01-14T04:00:00Z"),
                                   .latitude = 33.75,
                                   .longitude = -84.39,
                                   .attendance = 1567,
                                   .rank = 54.0,
                                   .status = domain::EventStatus::scheduled,
                                   .event_at = at("2026-01-09T10:00:00Z"),
                                   .received_at = kReceived}));
    EXPECT_EQ(answer.next, "");
}

TEST(PredictHqParseTest, TellsWhatWillNotTakePlace) {
    struct Row {
        const char* fields;
        domain::EventStatus status;
    };
    for (const Row& row :
         {Row{R"("state":"active","cancelled":null,"postponed":null)",
              domain::EventStatus::scheduled},
          Row{R"("state":"deleted")", domain::EventStatus::cancelled},
          Row{R"("cancelled":"2026-01-09T10:00:00Z")", domain::EventStatus::cancelled},
          Row{R"("cancelled":false,"postponed":false)", domain::EventStatus::scheduled},
          Row{R"("cancelled":true)", domain::EventStatus::cancelled},
          Row{R"("postponed":"2026-01-09T10:00:00Z")", domain::EventStatus::postponed}}) {
        const auto answer = events(std::string(R"({"results":[{"id":"a",)") + row.fields +
                                   R"(,"start":"2026-01-14T01:00:00Z"}]})");
        EXPECT_EQ(event_of(answer.items.at(0)).status, row.status) << row.fields;
        EXPECT_EQ(event_of(answer.items.at(0)).event_at, kReceived);
        EXPECT_EQ(event_of(answer.items.at(0)).attendance, std::nullopt);
        EXPECT_EQ(event_of(answer.items.at(0)).latitude, std::nullopt);
    }
}

TEST(PredictHqParseTest, FollowsNextAndNotesTheOverflow) {
    const auto answer = events(R"({"overflow":true,"results":[],
        "next":"https://api.predicthq.com/v1/events/?category=concerts%2Csports&offset=100"})");
    EXPECT_EQ(answer.next, "category=concerts%2Csports&offset=100");
    ASSERT_EQ(answer.items.size(), 1U);
    EXPECT_EQ(answer.items[0].key, "overflow");
    EXPECT_EQ(answer.items[0].passed_over, "the plan hides further events");
}

TEST(PredictHqParseTest, AWrongEventIsAProblemAndTheOthersStay) {
    const auto answer = events(R"({"results":[
        {"start":"2026-01-14T01:00:00Z"},
        {"id":"b"},
        {"id":"c","start":"2026-01-14T01:00:00Z","location":[1]},
        {"id":"d","start":"2026-01-14T01:00:00Z","location":[33.75,-184.39]},
        {"id":"e","start":"2026-01-14T01:00:00Z","end":"2026-01-13T01:00:00Z"},
        {"id":"f","start":"2026-01-14T01:00:00Z","rank":101},
        {"id":"g","start":"2026-01-14T01:00:00Z"}]})");
    ASSERT_EQ(answer.items.size(), 7U);
    EXPECT_EQ(answer.items[0].problem, "id: it is missing");
    EXPECT_EQ(answer.items[1].problem, "start: it is missing");
    EXPECT_EQ(answer.items[2].problem, "location: it is no pair of numbers");
    EXPECT_NE(answer.items[3].problem.find("globe"), std::string::npos);
    EXPECT_NE(answer.items[4].problem.find("ends before"), std::string::npos);
    EXPECT_NE(answer.items[5].problem.find("rank"), std::string::npos);
    EXPECT_EQ(event_of(answer.items[6]).id, "g");
}

TEST(PredictHqParseTest, CountsAreReadingsAsOfNow) {
    const auto answer =
        parse_counts(R"({"count":7,"categories":{"concerts":4,"sports":3}})", "here", kReceived);
    ASSERT_EQ(answer->items.size(), 1U);
    ASSERT_EQ(answer->items[0].observations.size(), 3U);
    EXPECT_EQ(std::get<domain::Reading>(answer->items[0].observations[1]),
              (domain::Reading{.source = "predicthq",
                               .subject = "here",
                               .measure = "nearby_events_concerts",
                               .valid_at = kReceived,
                               .event_at = kReceived,
                               .received_at = kReceived,
                               .value = 4.0}));
    EXPECT_EQ(parse_counts(R"({"count":7,"categories":{"a":"b"}})", "here", kReceived)
                  ->items.at(0)
                  .problem,
              "categories.a: it is no number");
}

TEST(PredictHqParseTest, ABroadcastIsAReadingOfItsViewers) {
    const auto answer = parse_broadcasts(R"({"results":[
        {"broadcast_id":"B","updated":"2026-01-09T10:00:00Z","phq_viewership":965,
         "dates":{"start":"2026-01-14T01:00:00Z"},"event":{"event_id":"E"}},
        {"broadcast_id":"C","dates":{"start":"2026-01-14T01:00:00Z"}}]})",
                                         kReceived);
    ASSERT_EQ(answer->items.size(), 2U);
    EXPECT_EQ(std::get<domain::Reading>(answer->items[0].observations.at(0)),
              (domain::Reading{.source = "predicthq",
                               .subject = "E/B",
                               .measure = "tv_viewers",
                               .valid_at = at("2026-01-14T01:00:00Z"),
                               .event_at = at("2026-01-09T10:00:00Z"),
                               .received_at = kReceived,
                               .value = 965.0}));
    EXPECT_EQ(answer->items[1].problem, "event.event_id: it is missing");
}

struct Refusal {
    const char* name;
    const char* body;
    ErrorCode code;
    const char* detail;
};

class PredictHqRefusalTest : public ::testing::TestWithParam<Refusal> {};

TEST_P(PredictHqRefusalTest, IsAnErrorOfEveryEndpoint) {
    const std::string_view body = GetParam().body;
    for (const auto& answer : {parse_events(body, kReceived), parse_broadcasts(body, kReceived),
                               parse_counts(body, "here", kReceived)}) {
        ASSERT_TRUE(answer.has_error());
        EXPECT_EQ(answer.error().code, GetParam().code);
        EXPECT_NE(answer.error().detail.find(GetParam().detail), std::string::npos)
            << answer.error().detail;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, PredictHqRefusalTest,
    ::testing::Values(Refusal{"Html", "<html></html>", ErrorCode::unavailable, "HTML"},
                      Refusal{"Empty", "", ErrorCode::unavailable, "empty"},
                      Refusal{"Text", "server error", ErrorCode::corrupt_data, "no JSON"},
                      Refusal{"Nothing", "{}", ErrorCode::corrupt_data, "it is missing"},
                      Refusal{"ErrorUnder200", R"({"error":"try later"})", ErrorCode::unavailable,
                              "try later"}),
    [](const auto& named) { return std::string(named.param.name); });

using PredictHqRecordedTest = testing::RecordedTest;

TEST_F(PredictHqRecordedTest, EventsInAtlanta) {
    const auto answer =
        events(testing::recorded_answer(
                   "competing_events/predicthq_saved_location_events_atlanta_2025.json")
                   .body);
    ASSERT_EQ(answer.items.size(), 3U);
    const auto first = event_of(answer.items[0]);
    EXPECT_EQ(first.id, "vAhyZQbxddoKt4C6NL");
    EXPECT_EQ(first.title, "Holiday Hoopsgiving 2025");
    EXPECT_EQ(first.start, at("2025-12-14T03:00:00Z"));
    EXPECT_EQ(first.end, at("2025-12-14T05:00:00Z"));
    EXPECT_EQ(first.latitude, 33.7566);
    EXPECT_EQ(first.longitude, -84.3969);
    EXPECT_EQ(first.event_at, at("2025-08-31T03:45:39Z"));
    EXPECT_EQ(event_of(answer.items[1]).category, "concerts");
    EXPECT_EQ(event_of(answer.items[1]).attendance, 1567);
    EXPECT_EQ(event_of(answer.items[2]).rank, 87);
    EXPECT_EQ(event_of(answer.items[2]).attendance, 71000);
}

TEST_F(PredictHqRecordedTest, NothingNear) {
    const auto answer =
        events(testing::recorded_answer("competing_events/predicthq_events_empty.json").body);
    EXPECT_TRUE(answer.items.empty());
    EXPECT_EQ(answer.next, "");
}

TEST_F(PredictHqRecordedTest, Counts) {
    const auto answer =
        parse_counts(testing::recorded_answer("competing_events/predicthq_events_count.json").body,
                     "brisbane", kReceived);
    ASSERT_EQ(answer->items.size(), 1U);
    const auto& observations = answer->items[0].observations;
    ASSERT_EQ(observations.size(), 1U + 12U);
    EXPECT_EQ(std::get<domain::Reading>(observations[0]).value, 2501);
    double sum = 0;
    for (std::size_t i = 1; i < observations.size(); ++i)
        sum += std::get<domain::Reading>(observations[i]).value.value();
    EXPECT_EQ(sum, 2501);
}

TEST_F(PredictHqRecordedTest, Broadcasts) {
    const auto answer = parse_broadcasts(
        testing::recorded_answer("competing_events/predicthq_broadcasts.json").body, kReceived);
    ASSERT_EQ(answer->items.size(), 1U);
    const auto reading = std::get<domain::Reading>(answer->items[0].observations.at(0));
    EXPECT_EQ(reading.subject, "BdwY7NpGZYdP/PmJUAWRQLsKkg9MGTQU2JA");
    EXPECT_EQ(reading.value, 965);
    EXPECT_EQ(reading.valid_at, at("2018-01-01T17:00:00Z"));
    EXPECT_EQ(reading.event_at, at("2020-11-18T15:29:14Z"));
}

}  // namespace
}  // namespace seatsync::source_competing_events
