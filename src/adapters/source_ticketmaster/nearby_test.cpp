#include "adapters/source_ticketmaster/factory.hpp"
#include "testing/made_source.hpp"
#include "testing/observations_of.hpp"
#include "testing/recorded_answer.hpp"

#include <gtest/gtest.h>

namespace seatsync::source_ticketmaster {
namespace {

using namespace std::chrono_literals;
using domain::NearbyEvent;
using testing::only;

constexpr feed::Instant kNow = std::chrono::sys_days(2026y / 4 / 1) + 18h + 20min;

std::unique_ptr<feed::SourceApi> nearby() {
    return testing::made_source(factories().at(1), {},
                                {{"SEATSYNC_TICKETMASTER_NEARBY_API_KEY", "hidden"}});
}

domain::Event game(std::string venue, feed::Instant start) {
    domain::Event event;
    event.league = "nba";
    event.venue.name = std::move(venue);
    event.start = start;
    return event;
}

feed::Watch watch() {
    return {.leagues = {"nba"},
            .games = {game("Center", kNow + 8h), game("Unplaced", kNow + 9h),
                      game("Center", kNow + 30h), game("Far", kNow + 24h * 15)},
            .venues = {{"Center", {33.44, -112.07}}, {"Far", {1, 2}}}};
}

/// What is made of an event of this name and place at this time.
feed::Item item_of(const char* venue, const char* latitude, const char* start) {
    const auto api = nearby();
    const auto tasks = api->tasks(watch(), kNow);
    const auto answer = api->parse(tasks.at(0),
                                   R"({"_embedded":{"events":[{"id":"e","name":"Show",
            "dates":{"start":{"localDate":"2026-04-01","dateTime":")" +
                                       std::string(start) +
                                       R"("},"status":{"code":"postponed"}},
            "classifications":[{"segment":{"name":"Music"},"subGenre":{"name":"Pop"}}],
            "_embedded":{"venues":[{"name":")" +
                                       venue + R"(","location":{"latitude":")" + latitude +
                                       R"(","longitude":"-112.07"}}]}}]},
            "page":{"size":200,"totalElements":1,"totalPages":1,"number":0}})",
                                   kNow);
    return answer.value().items.at(0);
}

TEST(NearbyTest, AsksOnceForEachPlaceOfAGame) {
    const auto api = nearby();
    const auto tasks = api->tasks(watch(), kNow);
    ASSERT_EQ(tasks.size(), 1U);
    EXPECT_EQ(tasks[0].key, "nearby/Center");
    EXPECT_EQ(tasks[0].next_start, kNow + 8h);
    EXPECT_EQ(tasks[0].period, 21600s);
    EXPECT_EQ(tasks[0].period_min, 3600s);
    const auto request = api->request(tasks[0], "", kNow);
    EXPECT_EQ(shown_url(request),
              "https://app.ticketmaster.com/discovery/v2/events.json?apikey=***"
              "&startDateTime=2026-04-01T18:00:00Z&endDateTime=2026-04-15T18:00:00Z"
              "&includeTBA=yes&includeTBD=yes&locale=*&sort=date,asc&size=200&page=0"
              "&latlong=33.4400,-112.0700&radius=5&unit=miles");
    EXPECT_NE(full_url(request).find("apikey=hidden"), std::string::npos);
}

TEST(NearbyTest, ReadsWhatElseGoesOn) {
    NearbyEvent expected;
    expected.source = "ticketmaster_nearby";
    expected.id = "e";
    expected.title = "Show";
    expected.category = "music";
    expected.start = std::chrono::sys_days(2026y / 4 / 2) + 2h + 20min;
    expected.latitude = 33.40;
    expected.longitude = -112.07;
    expected.status = domain::EventStatus::postponed;
    expected.event_at = expected.received_at = kNow;
    EXPECT_EQ(only<NearbyEvent>(item_of("Hall", "33.40", "2026-04-02T02:20:00Z")), expected);
}

TEST(NearbyTest, PassesOverTheWatchedGameItself) {
    struct Row {
        const char* name;
        const char* venue;
        const char* latitude;
        const char* start;
        bool own;
    };
    // The games at Center start at 02:20 on the 2nd and at 00:20 on the 3rd.
    for (const Row& row : {Row{"by name", "Center", "0", "2026-04-02T02:20:00Z", true},
                           Row{"by place", "Arena", "33.444", "2026-04-02T02:20:00Z", true},
                           Row{"second game", "Center", "0", "2026-04-03T00:20:00Z", true},
                           Row{"three hours off", "Center", "0", "2026-04-02T05:20:00Z", true},
                           Row{"earlier that day", "Center", "0", "2026-04-01T23:19:00Z", false},
                           Row{"600 m away", "Arena", "33.4455", "2026-04-02T02:20:00Z", false}})
        EXPECT_EQ(item_of(row.venue, row.latitude, row.start).passed_over,
                  row.own ? "the watched game itself" : "")
            << row.name;
}

TEST(NearbyTest, IsUnconfiguredWithoutAKey) {
    EXPECT_EQ(testing::made_source(factories().at(1))->info().missing,
              std::vector<std::string>{"SEATSYNC_TICKETMASTER_NEARBY_API_KEY"});
    const auto api = nearby();
    EXPECT_EQ(api->info().kind, feed::SourceKind::context);
    EXPECT_EQ(api->parse({.key = "t", .endpoint = "odd"}, "{}", kNow).error().code,
              ErrorCode::invalid_argument);
    EXPECT_EQ(api->endpoint_of(R"({"page":{}})").value(), "nearby");
    EXPECT_EQ(api->endpoint_of("{}").error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(api->error_of({.status = 429}).code, ErrorCode::unavailable);
}

class NearbyRecordedTest : public testing::RecordedTest {};

TEST_F(NearbyRecordedTest, EventsOfTheUnitedStates) {
    const auto read = nearby()->parse(
        {.key = "t", .endpoint = "nearby"},
        testing::recorded_answer("ticketmaster/discovery_events_us_2020.json").body, kNow);
    ASSERT_EQ(read->items.size(), 5U);
    const auto eagles = only<NearbyEvent>(read->items[3]);
    EXPECT_EQ(eagles.id, "vvG1YZ4VLloAHj");
    EXPECT_EQ(eagles.title, "Eagles");
    EXPECT_EQ(eagles.category, "music");
    EXPECT_EQ(eagles.latitude, 32.79067196);
    EXPECT_EQ(eagles.longitude, -96.81081803);
    EXPECT_EQ(domain::format_utc(eagles.start), "2020-03-18T01:00:00Z");
}

}  // namespace
}  // namespace seatsync::source_ticketmaster
