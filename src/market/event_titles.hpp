#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace seatsync::market {

/// The two names in a title.
struct TitleSides {
    std::string home;
    std::string away;
    bool certain = true;  ///< False for "A vs. B", where the first is mostly at home.
    friend bool operator==(const TitleSides&, const TitleSides&) = default;
};

/// Reads "Texas Rangers at Los Angeles Dodgers", "A @ B" and "NBA Cup: Lakers vs. Celtics - Game 3
/// (If Necessary)". Nothing when the title names no two sides ("NBA Finals Game 3").
[[nodiscard]] std::optional<TitleSides> sides_in_title(std::string_view title);

/// A thing sold beside a game that is no seat in it: "PARKING: Lakers vs. Celtics".
[[nodiscard]] bool is_beside_the_game(std::string_view title);

}  // namespace seatsync::market
