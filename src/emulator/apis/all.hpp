#pragma once

#include "emulator/api.hpp"

#include <memory>
#include <vector>

namespace seatsync::emulator {

// Each function is defined in the file of its name.

// Marketplaces.
[[nodiscard]] std::unique_ptr<Api> make_seatgeek();
[[nodiscard]] std::unique_ptr<Api> make_stubhub();
[[nodiscard]] std::unique_ptr<Api> make_stubhub_pos();
[[nodiscard]] std::unique_ptr<Api> make_ticketmaster();
[[nodiscard]] std::unique_ptr<Api> make_vividseats();
[[nodiscard]] std::unique_ptr<Api> make_vividseats_broker();

// Sports.

// Sentiment.

// Context.

/// One of each.
[[nodiscard]] std::vector<std::unique_ptr<Api>> make_all_apis();

}  // namespace seatsync::emulator
