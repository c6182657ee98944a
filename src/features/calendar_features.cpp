#include "features/catalogue.hpp"

#include <cmath>

namespace seatsync::features {

namespace {

constexpr std::string_view kStart = "start of the event, zone of the venue";
constexpr std::string_view kNow = "time of the row, zone of the venue";

/// Monday 0 … Sunday 6.
double weekday(const domain::CivilTime& local) {
    const std::chrono::weekday day{std::chrono::sys_days(local.date)};
    return static_cast<double>(day.iso_encoding()) - 1.0;
}

double hour(const domain::CivilTime& local) {
    return std::chrono::duration<double, std::ratio<3600>>(local.time_of_day).count();
}

constexpr std::string_view kNoPrice = "none";

constexpr Feature kFeatures[] = {
    {"days_to_event", Category::temporal, "days", kStart, "start minus now",
     [](const Context& c) { return c.days_to_event(); }, "newest", "never missing", kNoPrice},
    {"log_days_to_event", Category::temporal, "ln(1 + days)", kStart, "the same on a log scale",
     [](const Context& c) { return std::log1p(std::max(c.days_to_event(), 0.0)); }, "newest",
     "never missing", kNoPrice},
    {"event_weekday", Category::temporal, "0 Monday … 6 Sunday", kStart,
     "local weekday of the game", [](const Context& c) { return weekday(c.local_start()); },
     "newest", "never missing", kNoPrice},
    {"event_hour", Category::temporal, "hours", kStart, "local hour of the start",
     [](const Context& c) { return hour(c.local_start()); }, "newest", "never missing", kNoPrice},
    {"event_on_weekend", Category::temporal, "0 or 1", kStart, "Saturday or Sunday, local",
     [](const Context& c) { return weekday(c.local_start()) >= 5 ? 1.0 : 0.0; }, "newest",
     "never missing", kNoPrice},
    {"start_tbd", Category::temporal, "0 or 1", kStart, "1 while the hour is not set",
     [](const Context& c) { return c.event().start_tbd ? 1.0 : 0.0; }, "newest", "never missing",
     kNoPrice},
    {"hour_of_day", Category::temporal, "hours", kNow, "local hour of the row",
     [](const Context& c) { return hour(c.local_now()); }, "newest", "never missing", kNoPrice},
    {"weekday_now", Category::temporal, "0 Monday … 6 Sunday", kNow, "local weekday of the row",
     [](const Context& c) { return weekday(c.local_now()); }, "newest", "never missing", kNoPrice},
};

}  // namespace

std::span<const Feature> calendar_features() {
    return kFeatures;
}

}  // namespace seatsync::features
