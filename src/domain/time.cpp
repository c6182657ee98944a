#include "domain/time.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <charconv>

namespace seatsync::domain {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

/// Reads digits from the front of a text; every take fails once anything was not as expected.
class Scanner {
  public:
    explicit Scanner(std::string_view rest) : rest_(rest) {}

    int number(std::size_t digits) {
        int value = 0;
        if (rest_.size() < digits) {
            good_ = false;
            return 0;
        }
        const char* end = rest_.data() + digits;
        const auto parsed = std::from_chars(rest_.data(), end, value);
        good_ = good_ && parsed.ec == std::errc{} && parsed.ptr == end && rest_.front() != '-';
        rest_.remove_prefix(digits);
        return value;
    }

    void expect(char c) {
        if (!take(c))
            good_ = false;
    }

    bool take(char c) {
        if (rest_.empty() || rest_.front() != c)
            return false;
        rest_.remove_prefix(1);
        return true;
    }

    /// The digits after a decimal point, cut to microseconds.
    microseconds fraction() {
        std::int64_t value = 0;
        std::int64_t scale = 1'000'000;
        std::size_t count = 0;
        while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
            if (scale > 1) {
                value = value * 10 + (rest_.front() - '0');
                scale /= 10;
            }
            rest_.remove_prefix(1);
            ++count;
        }
        good_ = good_ && count > 0;
        return microseconds(value * scale);
    }

    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

  private:
    std::string_view rest_;
    bool good_ = true;
};

year_month_day scan_date(Scanner& scan) {
    const int year = scan.number(4);
    scan.expect('-');
    const int month = scan.number(2);
    scan.expect('-');
    const int day = scan.number(2);
    return {std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
            std::chrono::day(static_cast<unsigned>(day))};
}

/// The zone's distance from UTC at the end of a time: nothing, "Z", "+02:00", "-0700".
minutes scan_offset(Scanner& scan, bool& valid) {
    if (scan.at_end() || scan.take('Z'))
        return minutes(0);
    const bool west = scan.take('-');
    if (!west)
        scan.expect('+');
    const int hour = scan.number(2);
    scan.take(':');
    const int minute = scan.number(2);
    valid = hour <= 14 && minute < 60;
    const minutes offset = hours(hour) + minutes(minute);
    return west ? -offset : offset;
}

Error not_a_time(std::string_view text) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("'{}' is not an ISO 8601 time such as 2021-06-12T02:10:00Z",
                            text.substr(0, 40)));
}

const date::time_zone* located(const std::string& name) {
    return date::locate_zone(name);
}

std::string format_time_of_day(microseconds time_of_day, bool with_seconds) {
    const auto total = time_of_day.count();
    const auto second = total / 1'000'000;
    const auto micro = total % 1'000'000;
    std::string text = fmt::format("{:02}:{:02}", second / 3600, second / 60 % 60);
    if (with_seconds)
        text += fmt::format(":{:02}", second % 60);
    if (with_seconds && micro != 0)
        text += fmt::format(".{:06}", micro);
    return text;
}

}  // namespace

Result<Zone> Zone::named(std::string_view name) {
    try {
        (void)date::locate_zone(std::string(name));
    } catch (const std::exception&) {  // The library reports an unknown name this way.
        return fail(
            ErrorCode::invalid_argument,
            fmt::format("'{}' is not a time zone such as America/New_York", name.substr(0, 60)));
    }
    return Zone(std::string(name));
}

Zone Zone::utc() {
    return Zone("Etc/UTC");
}

CivilTime to_local(Instant instant, const Zone& zone) {
    const date::sys_info info = located(zone.name())->get_info(date::floor<seconds>(instant));
    const auto local = instant.time_since_epoch() + info.offset;
    const auto day = std::chrono::floor<days>(local);
    return {.date = year_month_day(sys_days(day)),
            .time_of_day = local - day,
            .utc_offset = info.offset,
            .abbreviation = info.abbrev};
}

Result<Instant> from_local(year_month_day date, microseconds time_of_day, const Zone& zone) {
    if (!date.ok() || time_of_day < microseconds(0) || time_of_day >= hours(24))
        return fail(ErrorCode::invalid_argument, "the local date or time does not exist");
    const auto local =
        date::local_time<microseconds>(sys_days(date).time_since_epoch() + time_of_day);
    const date::local_info info = located(zone.name())->get_info(date::floor<seconds>(local));
    if (info.result == date::local_info::nonexistent)
        return fail(ErrorCode::invalid_argument,
                    fmt::format("{} {} was skipped by a clock change in {}", format_date(date),
                                format_time_of_day(time_of_day, false), zone.name()));
    return Instant(local.time_since_epoch() - info.first.offset);
}

Result<year_month_day> parse_date(std::string_view text) {
    Scanner scan(text);
    const year_month_day date = scan_date(scan);
    if (!scan.good() || !scan.at_end() || !date.ok())
        return fail(ErrorCode::invalid_argument,
                    fmt::format("'{}' is not a date such as 2021-06-11", text.substr(0, 40)));
    return date;
}

Result<Instant> parse_instant(std::string_view text) {
    Scanner scan(text);
    const year_month_day date = scan_date(scan);
    if (!scan.good() || !date.ok())
        return not_a_time(text);
    const auto day = sys_days(date).time_since_epoch();
    if (scan.at_end())
        return Instant(day + hours(12));
    if (!scan.take('T'))
        scan.expect(' ');
    const int hour = scan.number(2);
    scan.expect(':');
    const int minute = scan.number(2);
    int second = 0;
    microseconds fraction{0};
    if (scan.take(':')) {
        second = scan.number(2);
        if (scan.take('.'))
            fraction = scan.fraction();
    }
    bool valid_offset = true;
    const minutes offset = scan_offset(scan, valid_offset);
    if (!scan.good() || !scan.at_end() || !valid_offset || hour > 23 || minute > 59 || second > 59)
        return not_a_time(text);
    return Instant(day + hours(hour) + minutes(minute) + seconds(second) + fraction - offset);
}

std::string format_date(year_month_day date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string format_utc(Instant instant) {
    const auto day = std::chrono::floor<days>(instant);
    return format_date(year_month_day(day)) + "T" + format_time_of_day(instant - day, true) + "Z";
}

std::string format_local(Instant instant, const Zone& zone) {
    const CivilTime local = to_local(instant, zone);
    return format_date(local.date) + " " + format_time_of_day(local.time_of_day, false) + " " +
           local.abbreviation;
}

}  // namespace seatsync::domain
