#pragma once

#include "adapters/store_sqlite/connection.hpp"
#include "domain/observation.hpp"

namespace seatsync::store_sqlite {

// How values of the domain lie in columns. The column lists are written once, here: what is bound
// from `first` on and what is read from column 0 on follows their order.

inline constexpr std::string_view kEventColumns =
    "event, received_at, league, season, category, title, home, away, venue_name, venue_city, "
    "venue_zone, venue_capacity, start_at, start_tbd, status";
void bind_event(Query& query, int first, const domain::Event& event);
/// Errors: corrupt_data when a status or a time zone is unknown.
[[nodiscard]] Result<domain::Event> read_event(const Query& row);

/// Of one series; the series itself is another table.
inline constexpr std::string_view kQuoteColumns =
    "series_id, event_at, received_at, get_in_cents, median_cents, average_cents, highest_cents, "
    "listings, tickets, popularity";
void bind_quote(Query& query, int first, std::int64_t series_id, const domain::Quote& quote);
/// Everything but the series.
void read_quote(const Query& row, domain::Quote& quote);

inline constexpr std::string_view kRecordColumns =
    "league, season, team, received_at, event_at, wins, losses, wins_last10, elo";
void bind_record(Query& query, int first, const domain::TeamRecord& record);
[[nodiscard]] domain::TeamRecord read_record(const Query& row);

inline constexpr std::string_view kResultColumns =
    "event, received_at, event_at, home_score, away_score";
void bind_result(Query& query, int first, const domain::GameResult& result);
[[nodiscard]] domain::GameResult read_result(const Query& row);

inline constexpr std::string_view kSeriesColumns = "event, market, zone, kind, currency";
void bind_series(Query& query, int first, const domain::SeriesKey& series);
/// The columns from `first` on. Errors: corrupt_data when a kind or a currency is unknown.
[[nodiscard]] Result<domain::SeriesKey> read_series(const Query& row, int first);

}  // namespace seatsync::store_sqlite
