#include "adapters/store_sqlite/market_reader.hpp"

#include "adapters/store_sqlite/rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace seatsync::store_sqlite {

using app::EventFilter;
using app::TimeRange;
using domain::Event;
using domain::EventId;
using domain::GameResult;
using domain::Instant;
using domain::Quarantined;
using domain::Quote;
using domain::TeamRecord;

namespace {

/// "a, b, c"
template <class Row>
std::string column_list() {
    return fmt::format("{}", fmt::join(app::columns_of<Row>(), ", "));
}

const std::string kEvent = fmt::format(
    "SELECT {} FROM event_versions WHERE event = ? AND received_at <= ? "
    "ORDER BY received_at DESC LIMIT 1",
    column_list<Event>());

// The filter looks at the version known as of then alone: an event that has moved out of the range
// is not found by its old date.
const std::string kEvents = fmt::format(
    "SELECT {} FROM event_versions AS version "
    "WHERE received_at = (SELECT max(received_at) FROM event_versions "
    "                     WHERE event = version.event AND received_at <= ?1) "
    "AND (?2 = '' OR league = ?2) "
    "AND (?3 = '' OR substr(event, 1, instr(event, ':') - 1) = ?3) "
    "AND (?4 IS NULL OR start_at >= ?4) AND (?5 IS NULL OR start_at < ?5) "
    "ORDER BY start_at, event",
    column_list<Event>());

const std::string kEventVersions = fmt::format(
    "SELECT {} FROM event_versions WHERE received_at <= ?1 AND event IN (SELECT event FROM ({})) "
    "ORDER BY event, received_at",
    column_list<Event>(), kEvents);

const std::string kSeries =
    fmt::format("SELECT id, {} FROM series WHERE event = ?", column_list<domain::SeriesKey>());

const std::string kQuotes = fmt::format(
    "SELECT {} FROM quotes WHERE series_id = ? AND event_at >= ? AND event_at < ? "
    "AND received_at <= ? ORDER BY event_at, received_at",
    column_list<Quote>());

const std::string kLatestQuote = fmt::format(
    "SELECT {} FROM quotes WHERE series_id = ?1 AND event_at <= ?2 AND received_at <= ?2 "
    "ORDER BY event_at DESC, received_at DESC LIMIT 1",
    column_list<Quote>());

const std::string kRecords = fmt::format(
    "SELECT {} FROM team_records WHERE received_at <= ?1 AND (?2 = '' OR league = ?2) "
    "ORDER BY received_at, league, season, team",
    column_list<TeamRecord>());

const std::string kResults = fmt::format(
    "SELECT {} FROM game_results AS result WHERE received_at <= ?1 AND (?2 = '' OR ?2 = "
    "(SELECT league FROM event_versions WHERE event = result.event AND received_at <= ?1 "
    " ORDER BY received_at DESC LIMIT 1)) ORDER BY received_at, event",
    column_list<GameResult>());

const std::string kQuarantined = fmt::format(
    "SELECT {} FROM quarantined WHERE (?1 = '' OR source = ?1) AND received_at >= ?2 "
    "AND received_at < ?3 ORDER BY source, received_at, item",
    column_list<Quarantined>());

constexpr std::string_view kLastReceived = "SELECT last_received_at FROM watermark";

}  // namespace

Result<Event> MarketReader::event(const EventId& id, Instant as_of) {
    SEATSYNC_TRY(Query query, connection_.query(kEvent));
    query.bind(1, id.value());
    query.bind(2, as_of);
    SEATSYNC_TRY(const bool found, query.step());
    if (!found)
        return fail(ErrorCode::not_found,
                    fmt::format("no event {} was known as of the time asked for", id.value()));
    return read_row<Event>(query);
}

Result<std::vector<Event>> MarketReader::filtered_events(const std::string& sql,
                                                         const EventFilter& filter, Instant as_of) {
    SEATSYNC_TRY(Query query, connection_.query(sql));
    query.bind(1, as_of);
    query.bind(2, filter.league);
    query.bind(3, filter.name_space);
    query.bind(4, filter.starts_from);
    query.bind(5, filter.starts_before);
    return all_rows<Event>(query);
}

Result<std::vector<Event>> MarketReader::events(const EventFilter& filter, Instant as_of) {
    return filtered_events(kEvents, filter, as_of);
}

Result<std::vector<Event>> MarketReader::event_versions(const EventFilter& filter, Instant as_of) {
    return filtered_events(kEventVersions, filter, as_of);
}

Result<std::vector<MarketReader::Series>> MarketReader::series_of(const EventId& id) {
    SEATSYNC_TRY(Query query, connection_.query(kSeries));
    query.bind(1, id.value());
    std::vector<Series> all;
    while (true) {
        SEATSYNC_TRY(const bool more, query.step());
        if (!more)
            break;
        SEATSYNC_TRY(domain::SeriesKey key, read_row<domain::SeriesKey>(query, 1));
        all.push_back({std::move(key), query.integer(0)});
    }
    std::ranges::sort(all, {}, &Series::key);
    return all;
}

Result<void> MarketReader::for_each_quote(const EventId& id, TimeRange range, Instant as_of,
                                          const app::MarketStore::QuoteVisitor& visit) {
    SEATSYNC_TRY(const std::vector<Series> all, series_of(id));
    for (const Series& series : all)
        SEATSYNC_CHECK(for_each_quote(series, range, as_of, visit));
    return {};
}

Result<void> MarketReader::for_each_quote(const Series& series, TimeRange range, Instant as_of,
                                          const app::MarketStore::QuoteVisitor& visit) {
    const TimeRange known = app::known_by(range, as_of);
    SEATSYNC_TRY(Query query, connection_.query(kQuotes));
    query.bind(1, series.id);
    query.bind(2, known.from);
    query.bind(3, known.to);
    query.bind(4, as_of);
    Quote newest;  // Of the versions of one time seen so far.
    newest.series = series.key;
    SEATSYNC_TRY(bool more, query.step());
    while (more) {
        SEATSYNC_CHECK(read_into(query, 0, newest));
        SEATSYNC_TRY(more, query.step());
        if (!more || query.time(0) != newest.event_at)
            SEATSYNC_CHECK(visit(newest));
    }
    return {};
}

Result<std::vector<Quote>> MarketReader::latest(const EventId& id, Instant as_of) {
    SEATSYNC_TRY(const std::vector<Series> all, series_of(id));
    std::vector<Quote> quotes;
    for (const Series& series : all) {
        SEATSYNC_TRY(Query query, connection_.query(kLatestQuote));
        query.bind(1, series.id);
        query.bind(2, as_of);
        SEATSYNC_TRY(const bool found, query.step());
        if (!found)
            continue;
        SEATSYNC_CHECK(read_into(query, 0, quotes.emplace_back()));
        quotes.back().series = series.key;
    }
    return quotes;
}

Result<std::vector<TeamRecord>> MarketReader::records(const std::string& league, Instant as_of) {
    SEATSYNC_TRY(Query query, connection_.query(kRecords));
    query.bind(1, as_of);
    query.bind(2, league);
    return all_rows<TeamRecord>(query);
}

Result<std::vector<GameResult>> MarketReader::results(const std::string& league, Instant as_of) {
    SEATSYNC_TRY(Query query, connection_.query(kResults));
    query.bind(1, as_of);
    query.bind(2, league);
    return all_rows<GameResult>(query);
}

Result<std::vector<Quarantined>> MarketReader::quarantined(const std::string& source,
                                                           TimeRange received_at) {
    SEATSYNC_TRY(Query query, connection_.query(kQuarantined));
    query.bind(1, source);
    query.bind(2, received_at.from);
    query.bind(3, received_at.to);
    return all_rows<Quarantined>(query);
}

Result<std::optional<Instant>> MarketReader::last_received() {
    SEATSYNC_TRY(Query query, connection_.query(kLastReceived));
    SEATSYNC_TRY(const bool found, query.step());
    return found ? std::optional(query.time(0)) : std::nullopt;
}

}  // namespace seatsync::store_sqlite
