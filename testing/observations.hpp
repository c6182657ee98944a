#pragma once

#include "domain/observation.hpp"

#include <string_view>

namespace seatsync::testing {

/// "2021-06-01T12:00:00Z" as an instant; throws on anything that is no time.
[[nodiscard]] domain::Instant at(std::string_view utc);

/// A valid scheduled game of league "mlb", known from 2021-03-01, starting 2021-06-12T02:10:00Z.
[[nodiscard]] domain::Event an_event(std::string_view id);

/// A valid quote of the whole venue on "stubhub" with a get-in price and nothing else, received
/// when it happened.
[[nodiscard]] domain::Quote a_quote(std::string_view event, domain::Instant event_at,
                                    std::int64_t get_in_cents);

/// A valid record of league "mlb", season "2021", with 10 wins.
[[nodiscard]] domain::TeamRecord a_record(std::string_view team, domain::Instant received_at);

/// A valid result, 5 to 3.
[[nodiscard]] domain::GameResult a_result(std::string_view event, domain::Instant received_at);

// Valid ones with every field told, received when they happened.
[[nodiscard]] domain::Reading a_reading(domain::Instant received_at);
[[nodiscard]] domain::Mention a_mention(domain::Instant received_at);
[[nodiscard]] domain::Availability an_availability(domain::Instant received_at);
[[nodiscard]] domain::NearbyEvent a_nearby_event(domain::Instant received_at);
[[nodiscard]] domain::OwnListing an_own_listing(domain::Instant received_at);
[[nodiscard]] domain::OwnSale an_own_sale(domain::Instant received_at);
[[nodiscard]] domain::EventLink a_link(domain::Instant received_at);
[[nodiscard]] domain::Quarantined a_quarantined(domain::Instant received_at);

}  // namespace seatsync::testing
