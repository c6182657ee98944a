#include "domain/time.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace seatsync::domain {

namespace {

using namespace std::chrono_literals;
using std::chrono::microseconds;
using std::chrono::sys_days;

Zone zone(std::string_view name) {
    return Zone::named(name).value();
}

/// An instant from its parts, independent of the parser.
Instant utc(std::chrono::year_month_day date, microseconds time_of_day = 0h) {
    return sys_days(date) + time_of_day;
}

TEST(ZoneTest, KnowsIanaNamesOnly) {
    EXPECT_EQ(zone("America/Los_Angeles").name(), "America/Los_Angeles");
    for (const char* name : {"", "PDT?", "America/Nowhere", "america/los_angeles", "../etc/passwd"})
        EXPECT_EQ(Zone::named(name).error().code, ErrorCode::invalid_argument) << name;
}

TEST(TimeTest, ReadsIso8601) {
    const Instant ten_past_two = utc(2021y / 6 / 12, 2h + 10min);
    struct Row {
        const char* text;
        Instant expected;
    };
    const std::vector<Row> rows = {
        {"2021-06-12T02:10:00Z", ten_past_two},
        {"2021-06-12 02:10:00Z", ten_past_two},
        {"2021-06-12T02:10Z", ten_past_two},
        {"2021-06-12T02:10:00", ten_past_two},  // Without zone: UTC.
        {"2021-06-11T19:10:00-07:00", ten_past_two},
        {"2021-06-11T19:10:00-0700", ten_past_two},
        {"2021-06-12T07:40:00+05:30", ten_past_two},
        {"2021-06-12T02:10:00.5Z", ten_past_two + 500ms},
        {"2021-06-12T02:10:00.000001Z", ten_past_two + 1us},
        {"2021-06-12T02:10:00.1234567Z", ten_past_two + 123'456us},
        {"2021-06-12", utc(2021y / 6 / 12, 12h)},  // Daily data means noon.
        {"2020-02-29T23:59:59Z", utc(2020y / 2 / 29, 23h + 59min + 59s)},
        {"1969-12-31T23:59:59Z", Instant(-1s)},
    };
    for (const Row& row : rows)
        EXPECT_EQ(parse_instant(row.text).value(), row.expected) << row.text;
}

TEST(TimeTest, RefusesWhatIsNoTime) {
    for (const char* text : {"",
                             "2021",
                             "2021-06",
                             "2021-6-12",
                             "2021-02-29",
                             "2021-13-01",
                             "2021-00-10",
                             "21-06-12",
                             "2021-06-12T",
                             "2021-06-12T02",
                             "2021-06-12T2:10:00Z",
                             "2021-06-12T24:00:00Z",
                             "2021-06-12T02:60:00Z",
                             "2021-06-12T02:10:60Z",
                             "2021-06-12T02:10:00.Z",
                             "2021-06-12T02:10:00ZZ",
                             "2021-06-12T02:10:00 Z",
                             "2021-06-12T02:10:00+15:00",
                             "2021-06-12T02:10:00+07:60",
                             "2021-06-12T02:10:00+7",
                             "2021-06-12x02:10:00Z",
                             "2021--6-12T02:10:00Z",
                             "2021-06-12T02:-1:00Z",
                             " 2021-06-12",
                             "TBD"})
        EXPECT_EQ(parse_instant(text).error().code, ErrorCode::invalid_argument) << text;
}

TEST(TimeTest, ReadsDates) {
    EXPECT_EQ(parse_date("2021-06-11").value(), 2021y / 6 / 11);
    for (const char* text : {"", "2021-06-31", "2021-06-11T00:00:00Z", "2021/06/11", "20210611"})
        EXPECT_EQ(parse_date(text).error().code, ErrorCode::invalid_argument) << text;
}

TEST(TimeTest, WritesUtcWithAFractionOnlyWhenThereIsOne) {
    EXPECT_EQ(format_utc(utc(2021y / 6 / 12, 2h + 10min)), "2021-06-12T02:10:00Z");
    EXPECT_EQ(format_utc(utc(2021y / 6 / 12, 2h + 10min + 5s + 1us)),
              "2021-06-12T02:10:05.000001Z");
    EXPECT_EQ(format_utc(Instant(-1us)), "1969-12-31T23:59:59.999999Z");
    EXPECT_EQ(format_date(2021y / 6 / 1), "2021-06-01");
}

TEST(TimeTest, TheLocalDateIsNotTheUtcDate) {
    // A night game in Los Angeles: the next day in Greenwich.
    const Instant start = utc(2021y / 6 / 12, 2h + 10min);
    const CivilTime local = to_local(start, zone("America/Los_Angeles"));
    EXPECT_EQ(local.date, 2021y / 6 / 11);
    EXPECT_EQ(local.time_of_day, 19h + 10min);
    EXPECT_EQ(local.utc_offset, -7h);
    EXPECT_EQ(local.abbreviation, "PDT");
    EXPECT_EQ(format_local(start, zone("America/Los_Angeles")), "2021-06-11 19:10 PDT");
    EXPECT_EQ(format_local(start, zone("Australia/Sydney")), "2021-06-12 12:10 AEST");
    EXPECT_EQ(format_local(start, Zone::utc()), "2021-06-12 02:10 UTC");
}

TEST(TimeTest, TheOffsetFollowsTheSeason) {
    const Zone new_york = zone("America/New_York");
    EXPECT_EQ(to_local(utc(2021y / 1 / 15), new_york).utc_offset, -5h);
    EXPECT_EQ(to_local(utc(2021y / 7 / 15), new_york).utc_offset, -4h);
    EXPECT_EQ(to_local(utc(2021y / 7 / 15), zone("Asia/Kolkata")).utc_offset, 5h + 30min);
    // Arizona does not change its clocks.
    EXPECT_EQ(to_local(utc(2021y / 7 / 15), zone("America/Phoenix")).utc_offset, -7h);
}

// In 2021 New York's clocks went from 02:00 to 03:00 on 14 March and from 02:00 back to 01:00 on 7
// November.

TEST(TimeTest, ReadsTheWallClock) {
    const Zone new_york = zone("America/New_York");
    EXPECT_EQ(from_local(2021y / 3 / 14, 1h + 59min, new_york).value(),
              utc(2021y / 3 / 14, 6h + 59min));
    EXPECT_EQ(from_local(2021y / 3 / 14, 3h, new_york).value(), utc(2021y / 3 / 14, 7h));
    EXPECT_EQ(from_local(2021y / 12 / 31, 23h, new_york).value(), utc(2022y / 1 / 1, 4h));
}

TEST(TimeTest, RefusesATimeThatTheClocksSkipped) {
    const auto skipped = from_local(2021y / 3 / 14, 2h + 30min, zone("America/New_York"));
    EXPECT_EQ(skipped.error().code, ErrorCode::invalid_argument);
    EXPECT_NE(skipped.error().detail.find("2021-03-14 02:30"), std::string::npos);
}

TEST(TimeTest, OfATimeThatOccursTwiceTheFirstIsMeant) {
    EXPECT_EQ(from_local(2021y / 11 / 7, 1h + 30min, zone("America/New_York")).value(),
              utc(2021y / 11 / 7, 5h + 30min));
}

TEST(TimeTest, RefusesLocalTimesThatDoNotExist) {
    const Zone utc_zone = Zone::utc();
    EXPECT_FALSE(from_local(2021y / 2 / 29, 0h, utc_zone).has_value());
    EXPECT_FALSE(from_local(2021y / 2 / 1, 24h, utc_zone).has_value());
    EXPECT_FALSE(from_local(2021y / 2 / 1, -1us, utc_zone).has_value());
}

TEST(TimeTest, CountsDaysWithTheirFraction) {
    EXPECT_DOUBLE_EQ(days_between(utc(2021y / 6 / 1), utc(2021y / 6 / 4, 12h)), 3.5);
    EXPECT_DOUBLE_EQ(days_between(utc(2021y / 6 / 4), utc(2021y / 6 / 3)), -1.0);
}

}  // namespace

}  // namespace seatsync::domain
