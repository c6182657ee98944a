#include "adapters/store_postgres/market_reader.hpp"

#include "adapters/store_postgres/rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace seatsync::store_postgres {

using app::EventFilter;
using app::TimeRange;
using domain::Event;
using domain::EventId;
using domain::GameResult;
using domain::Instant;
using domain::Quarantined;
using domain::Quote;
using domain::SeriesKey;
using domain::TeamRecord;

namespace {

/// "a, b, c"
template <class Row>
std::string column_list() {
    return fmt::format("{}", fmt::join(app::columns_of<Row>(), ", "));
}

const std::string kEvent = fmt::format(
    "SELECT {} FROM event_versions WHERE event = $1 AND received_at <= $2 "
    "ORDER BY received_at DESC LIMIT 1",
    column_list<Event>());

// The filter looks at the version known as of then alone: an event that has moved out of the range
// is not found by its old date.
const std::string kEvents = fmt::format(
    "SELECT {} FROM event_versions AS version "
    "WHERE received_at = (SELECT max(received_at) FROM event_versions "
    "                     WHERE event = version.event AND received_at <= $1) "
    "AND ($2 = '' OR league = $2) AND ($3 = '' OR split_part(event, ':', 1) = $3) "
    "AND ($4 IS NULL OR start_at >= $4) AND ($5 IS NULL OR start_at < $5) "
    "ORDER BY start_at, event",
    column_list<Event>());

const std::string kEventVersions = fmt::format(
    "SELECT {} FROM event_versions WHERE received_at <= $1 AND event IN (SELECT event FROM ({}) "
    "AS known) ORDER BY event, received_at",
    column_list<Event>(), kEvents);

const std::string kSeries =
    fmt::format("SELECT id, {} FROM series WHERE event = $1", column_list<SeriesKey>());

// In the order of the indexes, so that there is little to sort.
const std::string kQuotes = fmt::format(
    "SELECT series_id, {} FROM quotes "
    "WHERE series_id = ANY ($1) AND event_at >= $2 AND event_at < $3 AND received_at <= $4 "
    "ORDER BY series_id, event_at, received_at",
    column_list<Quote>());

const std::string kLatestQuotes = fmt::format(
    "SELECT number, newest.* FROM unnest($1) AS number CROSS JOIN LATERAL "
    "(SELECT {} FROM quotes WHERE series_id = number AND event_at <= $2 AND received_at <= $2 "
    " ORDER BY event_at DESC, received_at DESC LIMIT 1) AS newest",
    column_list<Quote>());

const std::string kRecords = fmt::format(
    "SELECT {} FROM team_records WHERE received_at <= $1 AND ($2 = '' OR league = $2) "
    "ORDER BY received_at, league, season, team",
    column_list<TeamRecord>());

const std::string kResults = fmt::format(
    "SELECT {} FROM game_results AS result WHERE received_at <= $1 AND ($2 = '' OR $2 = "
    "(SELECT league FROM event_versions WHERE event = result.event AND received_at <= $1 "
    " ORDER BY received_at DESC LIMIT 1)) ORDER BY received_at, event",
    column_list<GameResult>());

const std::string kQuarantined = fmt::format(
    "SELECT {} FROM quarantined WHERE ($1 = '' OR source = $1) AND received_at >= $2 "
    "AND received_at < $3 ORDER BY source, received_at, item",
    column_list<Quarantined>());

const std::string kLastReceived = "SELECT last_received_at FROM watermark";

template <class Row>
Result<std::vector<Row>> rows_of(Connection& connection, const std::string& sql,
                                 const Parameters& parameters) {
    SEATSYNC_TRY(const Rows rows, connection.query(sql, parameters));
    return all_rows<Row>(rows);
}

Parameters parameters_of(const EventFilter& filter, Instant as_of) {
    return Parameters(as_of, filter.league, filter.name_space, filter.starts_from,
                      filter.starts_before);
}

std::vector<std::int64_t> numbers_of(const std::map<std::int64_t, SeriesKey>& series) {
    std::vector<std::int64_t> numbers;
    for (const auto& [number, key] : series)
        numbers.push_back(number);
    return numbers;
}

/// Of the versions of one time that stand side by side.
void keep_last_received(std::vector<Quote>& quotes) {
    const auto same_time = [](const Quote& a, const Quote& b) {
        return a.event_at == b.event_at && a.series == b.series;
    };
    const auto kept = std::unique(quotes.rbegin(), quotes.rend(), same_time);
    quotes.erase(quotes.begin(), kept.base());
}

}  // namespace

Result<Event> MarketReader::event(const EventId& id, Instant as_of) {
    SEATSYNC_TRY(const Rows rows, connection_.query(kEvent, Parameters(id.value(), as_of)));
    if (rows.size() == 0)
        return fail(ErrorCode::not_found,
                    fmt::format("no event {} was known as of the time asked for", id.value()));
    return read_row<Event>(rows, 0);
}

Result<std::vector<Event>> MarketReader::events(const EventFilter& filter, Instant as_of) {
    return rows_of<Event>(connection_, kEvents, parameters_of(filter, as_of));
}

Result<std::vector<Event>> MarketReader::event_versions(const EventFilter& filter, Instant as_of) {
    return rows_of<Event>(connection_, kEventVersions, parameters_of(filter, as_of));
}

Result<MarketReader::Series> MarketReader::series_of(const EventId& id) {
    SEATSYNC_TRY(const Rows rows, connection_.query(kSeries, Parameters(id.value())));
    Series series;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        SEATSYNC_TRY(SeriesKey key, read_row<SeriesKey>(rows, i, 1));
        series.emplace(rows.integer(i, 0), std::move(key));
    }
    return series;
}

Result<std::vector<Quote>> MarketReader::quotes_of(const Rows& rows, const Series& series) {
    std::vector<Quote> quotes(rows.size());
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        quotes[i].series = series.at(rows.integer(i, 0));
        SEATSYNC_CHECK(read_into(rows, i, 1, quotes[i]));
    }
    // Numbers are given in order of arrival; within a series the order is that of the statement.
    std::ranges::stable_sort(quotes, {}, &Quote::series);
    keep_last_received(quotes);
    return quotes;
}

Result<std::vector<Quote>> MarketReader::quotes(const EventId& id, TimeRange range, Instant as_of) {
    const TimeRange known = app::known_by(range, as_of);
    SEATSYNC_TRY(const Series series, series_of(id));
    SEATSYNC_TRY(
        const Rows rows,
        connection_.query(kQuotes, Parameters(numbers_of(series), known.from, known.to, as_of)));
    return quotes_of(rows, series);
}

Result<std::vector<Quote>> MarketReader::latest(const EventId& id, Instant as_of) {
    SEATSYNC_TRY(const Series series, series_of(id));
    SEATSYNC_TRY(const Rows rows,
                 connection_.query(kLatestQuotes, Parameters(numbers_of(series), as_of)));
    return quotes_of(rows, series);
}

Result<std::vector<TeamRecord>> MarketReader::records(const std::string& league, Instant as_of) {
    return rows_of<TeamRecord>(connection_, kRecords, Parameters(as_of, league));
}

Result<std::vector<GameResult>> MarketReader::results(const std::string& league, Instant as_of) {
    return rows_of<GameResult>(connection_, kResults, Parameters(as_of, league));
}

Result<std::vector<Quarantined>> MarketReader::quarantined(const std::string& source,
                                                           TimeRange received_at) {
    return rows_of<Quarantined>(connection_, kQuarantined,
                                Parameters(source, received_at.from, received_at.to));
}

Result<std::optional<Instant>> MarketReader::last_received() {
    SEATSYNC_TRY(const Rows rows, connection_.query(kLastReceived));
    return rows.size() == 0 ? std::nullopt : std::optional(rows.time(0, 0));
}

}  // namespace seatsync::store_postgres
