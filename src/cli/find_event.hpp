#pragma once

#include "app/market_store.hpp"
#include "base/result.hpp"

#include <string>

namespace seatsync::cli {

/// The one event that a person means by a text: its full id ("mlb_stubhub_2021:104722879"), its id
/// without the namespace, or a part of "Texas Rangers at Los Angeles Dodgers" in any case of
/// letters. The kinds are tried in this order.
/// Errors: not_found; invalid_argument when several events fit, with the first of them listed.
[[nodiscard]] Result<domain::Event> find_event(const app::MarketStore& store,
                                               const std::string& text, domain::Instant as_of);

}  // namespace seatsync::cli
