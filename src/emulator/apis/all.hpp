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
[[nodiscard]] std::unique_ptr<Api> make_espn();
[[nodiscard]] std::unique_ptr<Api> make_mlb();
[[nodiscard]] std::unique_ptr<Api> make_nba();
[[nodiscard]] std::unique_ptr<Api> make_sportradar();
[[nodiscard]] std::unique_ptr<Api> make_nfl();
[[nodiscard]] std::unique_ptr<Api> make_nflverse();

// Sentiment.
[[nodiscard]] std::unique_ptr<Api> make_newsapi();
[[nodiscard]] std::unique_ptr<Api> make_reddit();
[[nodiscard]] std::unique_ptr<Api> make_x();

// Context.
[[nodiscard]] std::unique_ptr<Api> make_open_meteo();
[[nodiscard]] std::unique_ptr<Api> make_nws();
[[nodiscard]] std::unique_ptr<Api> make_openweather();
[[nodiscard]] std::unique_ptr<Api> make_predicthq();
[[nodiscard]] std::unique_ptr<Api> make_fred();
[[nodiscard]] std::unique_ptr<Api> make_yahoo();

/// One of each.
[[nodiscard]] std::vector<std::unique_ptr<Api>> make_all_apis();

}  // namespace seatsync::emulator
