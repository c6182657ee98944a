#pragma once

#include "features/context.hpp"
#include "features/value.hpp"

namespace seatsync::features {

// Formulas that more than one feature reads.

/// Slope of the least-squares line of the log price over time, per day, in a window of kWindowDays.
[[nodiscard]] Value price_trend(const Context& c, std::size_t window);
/// Listings per 1,000 seats of the venue.
[[nodiscard]] Value listing_density(const Context& c);
/// Share of the games won by the home team this season, as told or counted.
[[nodiscard]] Value win_rate(const Context& c);
/// Elo of the home team minus that of the visitor.
[[nodiscard]] Value rating_difference(const Context& c);
/// Chance of the home team to win by their ratings.
[[nodiscard]] Value chance_to_win(const Context& c);
/// Share won of the home team's last ten games.
[[nodiscard]] Value recent_form(const Context& c);
/// Mean tone of posts about the home team in the last 7 d.
[[nodiscard]] Value tone_of_fans(const Context& c);

}  // namespace seatsync::features
