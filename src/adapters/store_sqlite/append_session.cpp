#include "adapters/store_sqlite/append_session.hpp"

#include "adapters/store_sqlite/rows.hpp"

#include <algorithm>
#include <tuple>

namespace seatsync::store_sqlite {

using app::AppendCounts;
using domain::Quote;

namespace {

constexpr std::string_view kRaiseWatermark =
    "INSERT INTO watermark (id, last_received_at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE "
    "SET last_received_at = max(last_received_at, excluded.last_received_at)";

/// A quote on its way into the table.
struct NumberedQuote {
    std::int64_t series_id;
    const Quote* quote;

    [[nodiscard]] auto key() const {
        return std::tuple(series_id, quote->event_at, quote->received_at);
    }
};

template <class Observation>
Result<void> validate_all(const std::vector<Observation>& observations,
                          std::optional<domain::Instant>& last_received) {
    for (const Observation& observation : observations) {
        SEATSYNC_CHECK(domain::validate(observation));
        last_received =
            std::max(last_received.value_or(observation.received_at), observation.received_at);
    }
    return {};
}

Result<void> validate_all(const domain::ObservationBatch& batch,
                          std::optional<domain::Instant>& last_received) {
    SEATSYNC_CHECK(validate_all(batch.events, last_received));
    SEATSYNC_CHECK(validate_all(batch.quotes, last_received));
    SEATSYNC_CHECK(validate_all(batch.records, last_received));
    return validate_all(batch.results, last_received);
}

}  // namespace

Result<SqliteAppendSession::Tables> SqliteAppendSession::prepare_tables(Connection& connection) {
    SEATSYNC_TRY(BulkTable events,
                 BulkTable::prepare(connection, "event_versions", kEventColumns, 2));
    SEATSYNC_TRY(BulkTable quotes, BulkTable::prepare(connection, "quotes", kQuoteColumns, 3));
    SEATSYNC_TRY(BulkTable records,
                 BulkTable::prepare(connection, "team_records", kRecordColumns, 4));
    SEATSYNC_TRY(BulkTable results,
                 BulkTable::prepare(connection, "game_results", kResultColumns, 2));
    return Tables{std::move(events), std::move(quotes), std::move(records), std::move(results)};
}

Result<std::unique_ptr<app::AppendSession>> SqliteAppendSession::begin(Writer writer,
                                                                       SeriesIds& series_ids) {
    SEATSYNC_TRY(auto transaction,
                 Transaction::begin(writer.connection(), Transaction::Kind::write));
    SEATSYNC_TRY(Tables tables, prepare_tables(writer.connection()));
    Work work{std::move(writer), std::move(transaction), std::move(tables)};
    return std::unique_ptr<app::AppendSession>(
        new SqliteAppendSession(std::move(work), series_ids));
}

SqliteAppendSession::~SqliteAppendSession() {
    roll_back();
}

void SqliteAppendSession::roll_back() {
    if (work_)
        series_ids_.forget();  // While the right to write is still held.
    work_.reset();
}

Result<void> SqliteAppendSession::usable() const {
    if (!work_)
        return fail(ErrorCode::invalid_argument,
                    "the session is committed or has failed; begin a new one");
    return {};
}

Result<AppendCounts> SqliteAppendSession::append(const domain::ObservationBatch& batch) {
    SEATSYNC_CHECK(usable());
    auto counts = append_all(batch);
    if (!counts)
        roll_back();
    return counts;
}

Result<void> SqliteAppendSession::commit() {
    SEATSYNC_CHECK(usable());
    const Result<void> done = commit_all();
    if (done)
        work_.reset();
    else
        roll_back();
    return done;
}

Result<AppendCounts> SqliteAppendSession::append_all(const domain::ObservationBatch& batch) {
    SEATSYNC_CHECK(validate_all(batch, last_received_));
    Tables& tables = work_->tables;
    SEATSYNC_TRY(AppendCounts counts, append_quotes(batch.quotes));
    SEATSYNC_TRY(const AppendCounts events,
                 tables.events.append(std::span(batch.events), bind_event));
    SEATSYNC_TRY(const AppendCounts records,
                 tables.records.append(std::span(batch.records), bind_record));
    SEATSYNC_TRY(const AppendCounts results,
                 tables.results.append(std::span(batch.results), bind_result));
    counts += events;
    counts += records;
    return counts += results;
}

Result<AppendCounts> SqliteAppendSession::append_quotes(const std::vector<Quote>& quotes) {
    std::vector<NumberedQuote> numbered;
    numbered.reserve(quotes.size());
    for (const Quote& quote : quotes) {
        SEATSYNC_TRY(const std::int64_t id,
                     series_ids_.id_of(work_->writer.connection(), quote.series));
        numbered.push_back({id, &quote});
    }
    // In the order of the table each page is found once: a batch in order of time over many events
    // goes in several times as fast. Equals keep their order, since the last of a key counts.
    if (!std::ranges::is_sorted(numbered, {}, &NumberedQuote::key))
        std::ranges::stable_sort(numbered, {}, &NumberedQuote::key);
    const auto bind = [](Query& query, int first, const NumberedQuote& row) {
        bind_quote(query, first, row.series_id, *row.quote);
    };
    return work_->tables.quotes.append(std::span<const NumberedQuote>(numbered), bind);
}

Result<void> SqliteAppendSession::commit_all() {
    if (last_received_) {
        SEATSYNC_TRY(Query raise, work_->writer.connection().query(kRaiseWatermark));
        raise.bind(1, *last_received_);
        SEATSYNC_CHECK(raise.run());
    }
    return work_->transaction.commit();
}

}  // namespace seatsync::store_sqlite
