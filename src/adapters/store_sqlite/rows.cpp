#include "adapters/store_sqlite/rows.hpp"

namespace seatsync::store_sqlite {

using domain::Event;
using domain::EventId;
using domain::GameResult;
using domain::Quote;
using domain::SeriesKey;
using domain::TeamRecord;

namespace {

/// A stored word that the domain does not know means that the file is damaged, not that the caller
/// asked for something wrong.
template <class Value>
Result<Value> stored(Result<Value> value, std::string_view where) {
    if (!value)
        return in_context(fail(ErrorCode::corrupt_data, value.error().detail), where);
    return value;
}

std::string copy(std::string_view text) {
    return std::string(text);
}

}  // namespace

void bind_event(Query& query, int first, const Event& event) {
    query.bind(first, event.id.value());
    query.bind(first + 1, event.received_at);
    query.bind(first + 2, event.league);
    query.bind(first + 3, event.season);
    query.bind(first + 4, event.category);
    query.bind(first + 5, event.title);
    query.bind(first + 6, event.home);
    query.bind(first + 7, event.away);
    query.bind(first + 8, event.venue.name);
    query.bind(first + 9, event.venue.city);
    query.bind(first + 10, event.venue.zone.name());
    query.bind(first + 11, event.venue.capacity);
    query.bind(first + 12, event.start);
    query.bind(first + 13, std::int64_t{event.start_tbd});
    query.bind(first + 14, domain::name_of(event.status));
}

Result<Event> read_event(const Query& row) {
    SEATSYNC_TRY(domain::Zone zone, stored(domain::Zone::named(row.text(10)), row.text(0)));
    SEATSYNC_TRY(const auto status, stored(domain::event_status_named(row.text(14)), row.text(0)));
    return Event{.id = EventId(copy(row.text(0))),
                 .league = copy(row.text(2)),
                 .season = copy(row.text(3)),
                 .category = copy(row.text(4)),
                 .title = copy(row.text(5)),
                 .home = copy(row.text(6)),
                 .away = copy(row.text(7)),
                 .venue = {.name = copy(row.text(8)),
                           .city = copy(row.text(9)),
                           .zone = std::move(zone),
                           .capacity = row.optional_integer(11)},
                 .start = row.time(12),
                 .start_tbd = row.integer(13) != 0,
                 .status = status,
                 .received_at = row.time(1)};
}

void bind_quote(Query& query, int first, std::int64_t series_id, const Quote& quote) {
    query.bind(first, series_id);
    query.bind(first + 1, quote.event_at);
    query.bind(first + 2, quote.received_at);
    query.bind(first + 3, quote.get_in_cents);
    query.bind(first + 4, quote.median_cents);
    query.bind(first + 5, quote.average_cents);
    query.bind(first + 6, quote.highest_cents);
    query.bind(first + 7, quote.listings);
    query.bind(first + 8, quote.tickets);
    query.bind(first + 9, quote.popularity);
}

void read_quote(const Query& row, Quote& quote) {
    quote.event_at = row.time(1);
    quote.received_at = row.time(2);
    quote.get_in_cents = row.optional_integer(3);
    quote.median_cents = row.optional_integer(4);
    quote.average_cents = row.optional_integer(5);
    quote.highest_cents = row.optional_integer(6);
    quote.listings = row.optional_integer(7);
    quote.tickets = row.optional_integer(8);
    quote.popularity = row.optional_real(9);
}

void bind_record(Query& query, int first, const TeamRecord& record) {
    query.bind(first, record.league);
    query.bind(first + 1, record.season);
    query.bind(first + 2, record.team);
    query.bind(first + 3, record.received_at);
    query.bind(first + 4, record.event_at);
    query.bind(first + 5, record.wins);
    query.bind(first + 6, record.losses);
    query.bind(first + 7, record.wins_last10);
    query.bind(first + 8, record.elo);
}

TeamRecord read_record(const Query& row) {
    return TeamRecord{.league = copy(row.text(0)),
                      .season = copy(row.text(1)),
                      .team = copy(row.text(2)),
                      .wins = row.optional_integer(5),
                      .losses = row.optional_integer(6),
                      .wins_last10 = row.optional_integer(7),
                      .elo = row.optional_real(8),
                      .event_at = row.time(4),
                      .received_at = row.time(3)};
}

void bind_result(Query& query, int first, const GameResult& result) {
    query.bind(first, result.event.value());
    query.bind(first + 1, result.received_at);
    query.bind(first + 2, result.event_at);
    query.bind(first + 3, result.home_score);
    query.bind(first + 4, result.away_score);
}

GameResult read_result(const Query& row) {
    return GameResult{.event = EventId(copy(row.text(0))),
                      .home_score = row.integer(3),
                      .away_score = row.integer(4),
                      .event_at = row.time(2),
                      .received_at = row.time(1)};
}

void bind_series(Query& query, int first, const SeriesKey& series) {
    query.bind(first, series.event.value());
    query.bind(first + 1, series.market);
    query.bind(first + 2, series.zone);
    query.bind(first + 3, domain::name_of(series.kind));
    query.bind(first + 4, series.currency.code());
}

Result<SeriesKey> read_series(const Query& row, int first) {
    SEATSYNC_TRY(const auto kind,
                 stored(domain::price_kind_named(row.text(first + 3)), row.text(first)));
    SEATSYNC_TRY(const auto currency,
                 stored(domain::Currency::from_code(row.text(first + 4)), row.text(first)));
    return SeriesKey{.event = EventId(copy(row.text(first))),
                     .market = copy(row.text(first + 1)),
                     .zone = copy(row.text(first + 2)),
                     .kind = kind,
                     .currency = currency};
}

}  // namespace seatsync::store_sqlite
