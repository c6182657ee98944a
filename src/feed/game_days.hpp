#pragma once

#include "feed/source_api.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace seatsync::feed {

/// One day of a league's games, by the calendar of the US East, which the providers group by.
struct GameDay {
    std::chrono::year_month_day date;
    std::optional<Instant> next_start;  ///< Of the first watched game of that day.
};

/// The days from `before` days before today to `after` days after it, watched games or not: what is
/// not yet watched is found there.
[[nodiscard]] std::vector<GameDay> game_days(const Watch& watch, const std::string& league,
                                             Instant now, int before, int after);

/// Start of the first watched game of the league that is still to come or may still be on: it began
/// at most six hours ago.
[[nodiscard]] std::optional<Instant> current_or_next_start(const Watch& watch,
                                                           std::string_view league, Instant now);

/// What a calendar of the US East shows.
[[nodiscard]] std::chrono::year_month_day eastern_date(Instant instant);
/// "America/New_York"
[[nodiscard]] const domain::Zone& eastern_zone();

/// "20260412"
[[nodiscard]] std::string compact_date(std::chrono::year_month_day date);

}  // namespace seatsync::feed
