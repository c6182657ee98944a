#include "base/invariant.hpp"
#include "http/routes/ticket_request.hpp"

#include <cstdint>

/// A ticket of any bytes is read or refused as the client's mistake. What was read has a team and a
/// date that exists.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync;
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const auto ticket = http::routes::parse_ticket_request(body);
    if (!ticket) {
        SEATSYNC_INVARIANT(ticket.error().code == ErrorCode::invalid_argument);
        return 0;
    }
    SEATSYNC_INVARIANT(!ticket->team.empty());
    if (const auto* date = std::get_if<std::chrono::year_month_day>(&ticket->game_time))
        SEATSYNC_INVARIANT(date->ok());
    if (const auto* time = std::get_if<http::routes::VenueTime>(&ticket->game_time))
        SEATSYNC_INVARIANT(time->date.ok() && time->time_of_day < std::chrono::hours(24));
    return 0;
}
