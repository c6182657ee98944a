#include "feed/start_time.hpp"

#include "feed/json_fields.hpp"

namespace seatsync::feed {

namespace {

using std::chrono::days;
using std::chrono::floor;

constexpr std::size_t kDateBytes = 10;  // "2019-05-28"

StartTime at_instant(domain::Instant instant, const std::optional<domain::Zone>& zone) {
    if (!zone)
        return {.start = instant, .local_date = std::nullopt};
    return {.start = instant, .local_date = domain::to_local(instant, *zone).date};
}

}  // namespace

StartTime start_on(std::chrono::year_month_day local_date) {
    return {.start = std::chrono::sys_days(local_date) + std::chrono::hours(12),
            .tbd = true,
            .local_date = local_date};
}

Result<StartTime> read_start(std::string_view text, const std::optional<domain::Zone>& zone) {
    SEATSYNC_TRY(const domain::Instant instant, parse_loose_instant(text));
    if (text.ends_with('Z') || text.ends_with('z'))
        return at_instant(instant, zone);
    SEATSYNC_TRY(const auto date, domain::parse_date(text.substr(0, kDateBytes)));
    if (text.size() == kDateBytes)
        return start_on(date);
    if (text.find_first_of("+-", kDateBytes) != text.npos)
        return StartTime{.start = instant, .local_date = date};
    if (!zone)
        return start_on(date);
    // Without an offset it was read as if the wall were in UTC.
    SEATSYNC_TRY(const auto start,
                 domain::from_local(date, instant - std::chrono::sys_days(date), *zone));
    return StartTime{.start = start, .local_date = date};
}

}  // namespace seatsync::feed
