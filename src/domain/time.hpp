#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace seatsync::domain {

using base::Instant;

/// An IANA time zone that the machine's database knows, for instance "America/Los_Angeles".
class Zone {
  public:
    /// Errors: invalid_argument when the name is unknown.
    [[nodiscard]] static Result<Zone> named(std::string_view name);
    [[nodiscard]] static Zone utc();

    [[nodiscard]] const std::string& name() const { return name_; }
    friend bool operator==(const Zone&, const Zone&) = default;
    friend auto operator<=>(const Zone&, const Zone&) = default;

  private:
    explicit Zone(std::string name) : name_(std::move(name)) {}
    std::string name_;
};

/// What a clock on the wall of the venue shows.
struct CivilTime {
    std::chrono::year_month_day date;
    std::chrono::microseconds time_of_day{};  ///< In [0, 24 h).
    std::chrono::seconds utc_offset{};        ///< Local minus UTC.
    std::string abbreviation;                 ///< "PDT"
};

[[nodiscard]] CivilTime to_local(Instant instant, const Zone& zone);

/// The instant at which the wall clock of `zone` shows this. Errors: invalid_argument when the date
/// does not exist or the time was skipped by a clock change. A time that occurs twice means the
/// first.
[[nodiscard]] Result<Instant> from_local(std::chrono::year_month_day date,
                                         std::chrono::microseconds time_of_day, const Zone& zone);

/// Reads ISO 8601: "2021-06-12T02:10:00Z", "2021-06-11T19:10:00.5-07:00", a space for the T, and
/// a bare date, which means 12:00 UTC (the convention of the scorer for daily data). A date and
/// time without zone is read as UTC. Errors: invalid_argument.
[[nodiscard]] Result<Instant> parse_instant(std::string_view text);

/// Reads "2021-06-11". Errors: invalid_argument on anything else and on days that do not exist.
[[nodiscard]] Result<std::chrono::year_month_day> parse_date(std::string_view text);

/// "2021-06-12T02:10:00Z"; a fraction only when there is one.
[[nodiscard]] std::string format_utc(Instant instant);
/// "2021-06-11 19:10 PDT"
[[nodiscard]] std::string format_local(Instant instant, const Zone& zone);
/// "2021-06-11"
[[nodiscard]] std::string format_date(std::chrono::year_month_day date);

/// later - earlier in days, for features.
[[nodiscard]] inline double days_between(Instant earlier, Instant later) {
    return std::chrono::duration<double, std::ratio<86400>>(later - earlier).count();
}

}  // namespace seatsync::domain
