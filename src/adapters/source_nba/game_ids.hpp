#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace seatsync::source_nba {

// An id such as "0022500171" says what kind of game it is (third digit) and in which year its
// season began (fourth and fifth).

/// "regular", "preseason", "all_star", "playoff" (also of the play-in), "cup_final"; empty when the
/// id says nothing known.
[[nodiscard]] std::string category_of(std::string_view game_id);
/// "2025-26"; empty when the id is none.
[[nodiscard]] std::string season_of(std::string_view game_id);

/// "2025-26" of 2025.
[[nodiscard]] std::string season_from(int first_year);
/// The season of a day: a new one begins in October.
[[nodiscard]] std::string season_on(std::chrono::year_month_day day);

}  // namespace seatsync::source_nba
