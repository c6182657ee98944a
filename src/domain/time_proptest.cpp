#include "domain/time.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace seatsync::domain {

namespace {

using namespace std::chrono_literals;

/// Between 1971 and 2099, to the microsecond.
rc::Gen<Instant> any_instant() {
    return rc::gen::map(
        rc::gen::inRange<std::int64_t>(31'536'000'000'000, 4'070'908'800'000'000),
        [](std::int64_t micros) { return Instant(std::chrono::microseconds(micros)); });
}

TEST(TimeProperty, ReadsWhatItWrites) {
    EXPECT_TRUE(rc::check("reads what it writes", [] {
        const Instant instant = *any_instant();
        RC_ASSERT(parse_instant(format_utc(instant)).value() == instant);
    }));
}

TEST(TimeProperty, LocalTimeLeadsBackToItsInstant) {
    EXPECT_TRUE(rc::check("to_local, then from_local", [] {
        const Instant instant = *any_instant();
        const Zone zone = Zone::named(*rc::gen::element<std::string>(
                                          "America/New_York", "America/Los_Angeles",
                                          "Europe/London", "Asia/Kolkata", "America/Phoenix"))
                              .value();
        const CivilTime local = to_local(instant, zone);
        RC_ASSERT(local.date.ok());
        RC_ASSERT(local.time_of_day >= 0h && local.time_of_day < 24h);
        const Instant back = from_local(local.date, local.time_of_day, zone).value();
        // The second of two equal wall-clock times is read as the first, an hour before.
        RC_ASSERT(back == instant || back == instant - 1h);
    }));
}

TEST(TimeProperty, AnOffsetMovesTheInstant) {
    EXPECT_TRUE(rc::check("the same digits, another offset", [] {
        const Instant instant = *any_instant();
        const int hours = *rc::gen::inRange(0, 15);
        std::string text = format_utc(instant);
        text.pop_back();
        const std::string offset = fmt::format("{:02}:00", hours);
        RC_ASSERT(parse_instant(text + "+" + offset).value() ==
                  instant - std::chrono::hours(hours));
        RC_ASSERT(parse_instant(text + "-" + offset).value() ==
                  instant + std::chrono::hours(hours));
    }));
}

}  // namespace

}  // namespace seatsync::domain
