#pragma once

#include "app/market_store.hpp"
#include "http/routes/ticket_request.hpp"

namespace seatsync::http::routes {

/// Whether two names mean the same team or venue: equal words without case and punctuation, or one
/// is a run of whole words of the other ("Dodgers" and "Los Angeles Dodgers"). Empty names mean
/// nothing.
[[nodiscard]] bool same_name(std::string_view said, std::string_view known);

/// The one event of the ticket as known at `as_of`: its id when the request has one, else by team
/// (home or away), opponent and the date at the venue; a given hour decides between two games of
/// one date. Errors: insufficient_data when there is none or several (the detail names them).
[[nodiscard]] Result<domain::Event> find_event(const app::MarketStore& store,
                                               const TicketRequest& ticket, domain::Instant as_of);

}  // namespace seatsync::http::routes
