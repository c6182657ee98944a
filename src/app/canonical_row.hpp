#pragma once

#include "market/team_names.hpp"

namespace seatsync::app {

/// The row as it is stored: under the game that `meant(source's name)` answers, with league and
/// team as SeatSync writes them. Rows that name neither stay as they are.
template <class Row, class Meant>
[[nodiscard]] Row canonical(Row row, const market::TeamNames& names, const Meant& meant) {
    if constexpr (requires { row.team; }) {
        row.league = names.league_of(row.league);
        if (const auto team = names.resolve(row.league, row.team))
            row.team = team->name;
    } else if constexpr (requires { row.event; }) {
        row.event = meant(row.event);
    }
    return row;
}

}  // namespace seatsync::app
