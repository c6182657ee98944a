#pragma once

#include "base/result.hpp"
#include "domain/event.hpp"
#include "domain/forecast.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace seatsync::http::routes {

/// What a wall clock at the venue shows.
struct VenueTime {
    std::chrono::year_month_day date;
    std::chrono::microseconds time_of_day{};
};

/// When a ticket's game is, as precisely as the client said it: the date at the venue, the date and
/// time at the venue (a time without zone is the venue's own), or an instant.
using GameTime = std::variant<std::chrono::year_month_day, VenueTime, domain::Instant>;

/// Errors: invalid_argument when the text is neither a date nor a date and time.
[[nodiscard]] Result<GameTime> parse_game_time(std::string_view text);

/// The body of predict-advanced, checked. Empty text means that the client did not say.
struct TicketRequest {
    std::string team;
    std::string opponent;
    std::string venue;
    std::string section;
    std::string row;
    std::string seat;
    GameTime game_time;
    std::string game_date_text;               ///< As written by the client, for messages.
    std::optional<domain::EventId> event_id;  ///< Chooses the event alone when it is given.
    std::optional<domain::Horizon> horizon;   ///< Else close, or the farthest there is.
    std::string market;                       ///< Else the market quoted last.
    std::string as_of;                        ///< Not yet read; empty means now.
    bool include_uncertainty = true;
    std::vector<std::string> ignored_fields;
};

/// Pure; takes bytes from outside. Errors: invalid_argument naming the field.
[[nodiscard]] Result<TicketRequest> parse_ticket_request(std::string_view body);

}  // namespace seatsync::http::routes
