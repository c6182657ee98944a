#include "feed/start_time.hpp"

#include <gtest/gtest.h>

namespace seatsync::feed {
namespace {

using namespace std::chrono_literals;
using domain::Zone;

struct Case {
    const char* name;
    const char* text;
    const char* zone;  ///< Empty: not told.
    const char* start;
    bool tbd;
    const char* local_date;  ///< Empty: not known.
};

constexpr Case kCases[] = {
    {"offset", "2019-05-28T19:10:00-07:00", "", "2019-05-29T02:10:00Z", false, "2019-05-28"},
    {"offset, zone ignored", "2019-05-28T19:10-07:00", "Asia/Tokyo", "2019-05-29T02:10:00Z", false,
     "2019-05-28"},
    {"UTC", "2019-05-29T02:10:00Z", "", "2019-05-29T02:10:00Z", false, ""},
    {"UTC and zone", "2019-05-29T02:10Z", "America/Los_Angeles", "2019-05-29T02:10:00Z", false,
     "2019-05-28"},
    {"wall and zone", "2019-05-28T19:10:00", "America/Los_Angeles", "2019-05-29T02:10:00Z", false,
     "2019-05-28"},
    {"wall in winter", "2019-12-28 19:10", "America/Los_Angeles", "2019-12-29T03:10:00Z", false,
     "2019-12-28"},
    {"wall alone", "2019-05-28T19:10:00", "", "2019-05-28T12:00:00Z", true, "2019-05-28"},
    {"date", "2019-05-28", "America/Los_Angeles", "2019-05-28T12:00:00Z", true, "2019-05-28"},
};

TEST(StartTimeTest, ReadsWhatIsToldAndNoMore) {
    for (const Case& one : kCases) {
        SCOPED_TRACE(one.name);
        std::optional<Zone> zone;
        if (*one.zone != '\0')
            zone = Zone::named(one.zone).value();
        const auto read = read_start(one.text, zone);
        ASSERT_TRUE(read.has_value());
        EXPECT_EQ(domain::format_utc(read->start), one.start);
        EXPECT_EQ(read->tbd, one.tbd);
        EXPECT_EQ(read->local_date ? domain::format_date(*read->local_date) : "", one.local_date);
    }
}

TEST(StartTimeTest, RefusesWhatIsNoTime) {
    const auto zone = Zone::named("America/New_York").value();
    for (const char* text : {"", "TBD", "2019-13-01", "2019-05-28T25:00:00", "28/05/2019"})
        EXPECT_EQ(read_start(text, zone).error().code, ErrorCode::invalid_argument) << text;
    // The clocks went from 02:00 to 03:00.
    EXPECT_EQ(read_start("2019-03-10T02:30:00", zone).error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace seatsync::feed
