#include "features/catalogue.hpp"
#include "features/holidays.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>

namespace seatsync::features {

namespace {

constexpr std::string_view kStart = "start of the event, zone of the venue";
constexpr std::string_view kNone = "none";
constexpr std::string_view kNewest = "newest";
constexpr std::string_view kNever = "never missing";
/// A time of receipt at or before this says that nobody knows it.
constexpr double kTimeBegins = 1;

double weekday(const domain::CivilTime& local) {
    const std::chrono::weekday day{std::chrono::sys_days(local.date)};
    return static_cast<double>(day.iso_encoding()) - 1.0;
}

double hour(const domain::CivilTime& local) {
    return std::chrono::duration<double, std::ratio<3600>>(local.time_of_day).count();
}

Value prime_time(const Context& c) {
    if (c.event().start_tbd)
        return because("the hour of the start is not set");
    const double at = hour(c.local_start());
    return at >= 18 && at < 22 ? 1.0 : 0.0;
}

bool in_the_states(const Context& c) {
    const std::string& zone = c.event().venue.zone.name();
    return zone.starts_with("America/") || zone.starts_with("US/") || zone == "Pacific/Honolulu";
}

Value holiday_proximity(const Context& c) {
    if (!in_the_states(c))
        return because("the holidays of the venue's country are not known");
    return static_cast<double>(days_to_holiday(c.local_start().date));
}

Value on_holiday(const Context& c) {
    const Value days = holiday_proximity(c);
    return days.missing() ? days : Value(days.number == 0 ? 1.0 : 0.0);
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return lower;
}

Value season_type(const Context& c) {
    const std::string category = lower_case(c.event().category);
    const auto has = [&](std::string_view word) { return category.find(word) != category.npos; };
    if (category.empty())
        return because("the category of the event is not told");
    if (has("pre") || has("exhibition") || has("friendly") || has("spring"))
        return 0.0;
    if (has("playoff") || has("post") || has("final") || has("round of") || has("series") ||
        has("bowl") || has("wild card") || has("semi"))
        return 2.0;
    if (has("regular") || has("group"))
        return 1.0;
    return because("the category of the event names no part of a season");
}

Value since_announcement(const Context& c) {
    const double announced = to_days(c.history().event_of(c.series()).first().received_at);
    if (announced <= kTimeBegins)
        return because("when the event was announced is not told");
    return c.now() - announced;
}

Value promotion(const Context& c) {
    const double told =
        c.world().reading_before(c.event().id.value(), "promotion", c.start() + 1, 2, c.now());
    return std::isnan(told) ? because("nothing is stored of promotions of the event") : Value(told);
}

constexpr Feature kFeatures[] = {
    {"days_until_game", Category::temporal, "days", kStart, "start minus now",
     [](const Context& c) { return c.days_to_event(); }, kNewest, kNever, kNone},
    {"sqrt_days_to_event", Category::temporal, "sqrt(days)", kStart,
     "root of the days to the start, 0 behind it",
     [](const Context& c) { return std::sqrt(std::max(c.days_to_event(), 0.0)); }, kNewest, kNever,
     kNone},
    {"inverse_days_to_event", Category::temporal, "1 / days", kStart,
     "1 / (1 + days), the days 0 at least",
     [](const Context& c) { return 1 / (1 + std::max(c.days_to_event(), 0.0)); }, kNewest, kNever,
     kNone},
    {"day_of_week", Category::temporal, "0 Monday … 6 Sunday", kStart, "local weekday of the game",
     [](const Context& c) { return weekday(c.local_start()); }, kNewest, kNever, kNone},
    {"weekend_indicator", Category::temporal, "0 or 1", kStart, "Saturday or Sunday, local",
     [](const Context& c) { return weekday(c.local_start()) >= 5 ? 1.0 : 0.0; }, kNewest, kNever,
     kNone},
    {"prime_time_indicator", Category::temporal, "0 or 1", kStart,
     "local start from 18:00 to before 22:00", prime_time, kNewest,
     "the hour of the start is not set", kNone},
    {"holiday_proximity", Category::temporal, "days",
     "local date of the game, federal holidays of the United States",
     "days to the nearest holiday, negative when it is over", holiday_proximity, kNewest,
     "missing outside time zones of the Americas and Hawaii", kNone},
    {"on_holiday", Category::temporal, "0 or 1",
     "local date of the game, federal holidays of the United States", "1 on a holiday", on_holiday,
     kNewest, "missing outside time zones of the Americas and Hawaii", kNone},
    {"season_type", Category::temporal, "0 before, 1 in, 2 after the regular season",
     "category of the event", "by the words of the category", season_type, kNewest,
     "missing when the category names no part of a season", kNone},
    {"time_since_announcement", Category::temporal, "days", "versions of the event",
     "since its first version was received", since_announcement, "all versions",
     "when the event was announced is not told", kNone},
    {"promotional_activity", Category::external, "0 or 1", "readings \"promotion\" of the event",
     "newest value told for it", promotion, kNewest, "nothing is stored of promotions of the event",
     kNone},
};

}  // namespace

std::span<const Feature> occasion_features() {
    return kFeatures;
}

}  // namespace seatsync::features
