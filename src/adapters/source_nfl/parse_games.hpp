#pragma once

#include "feed/source_api.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace seatsync::source_nfl {

/// Reads the games of a week (football/v2/games, experience/v1/games), or the list of weekly game
/// details, where each game also tells the standings of both teams. `date` is the UTC date of the
/// start and is not read; the local one stands in the elias id. The next page is named by a token.
/// Errors: see feed::SourceApi::parse.
[[nodiscard]] Result<feed::Answer> parse_games(std::string_view body, const std::string& league,
                                               domain::Instant received_at);

/// Reads the venues, which say nothing that is observed: each is passed over. Errors: the same.
[[nodiscard]] Result<feed::Answer> parse_venues(std::string_view body);

/// The state that a status or phase names: "FINAL_OVERTIME", "FINAL OVERTIME", "POSTPONED".
[[nodiscard]] domain::EventStatus status_named(std::string_view word);

/// "regular", "preseason" or "playoff" of REG, PRE, POST and the rounds WC, DIV, CON, SB; empty for
/// others.
[[nodiscard]] std::string category_of(std::string_view season_type);

/// The day of an id such as "2025092500".
[[nodiscard]] std::optional<std::chrono::year_month_day> date_in(std::string_view id);

}  // namespace seatsync::source_nfl
