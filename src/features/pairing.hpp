#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace seatsync::features {

/// A side of a game whose team is still to be decided by other games.
struct OpenSide {
    enum class By {
        game,          ///< Winner ("W73") or loser ("L101") of game `of`.
        group,         ///< A place of group `of` ("1A", "2B").
        several,       ///< One of the thirds of several groups ("3A/B/C").
        earlier_stage  ///< The title names no pairing at all ("Final").
    };
    By by = By::earlier_stage;
    std::string of = {};
    friend bool operator==(const OpenSide&, const OpenSide&) = default;
};

/// The open sides of a title such as "1E vs. 3A/B/C/D/F": nothing where a team is named. A title
/// without " vs", " at " or " @ " leaves both sides to the stage before.
[[nodiscard]] std::array<std::optional<OpenSide>, 2> open_sides(std::string_view title);

}  // namespace seatsync::features
