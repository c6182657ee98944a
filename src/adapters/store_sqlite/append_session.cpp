#include "adapters/store_sqlite/append_session.hpp"

#include "adapters/store_sqlite/rows.hpp"

#include <algorithm>
#include <tuple>

namespace seatsync::store_sqlite {

using app::AppendCounts;
using domain::ObservationBatch;
using domain::Quote;

namespace {

constexpr std::string_view kRaiseWatermark =
    "INSERT INTO watermark (id, last_received_at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE "
    "SET last_received_at = max(last_received_at, excluded.last_received_at)";

constexpr std::size_t kQuoteKeySize = 3;  // series_id, event_at, received_at

/// A quote on its way into the table.
struct NumberedQuote {
    std::int64_t series_id;
    const Quote* quote;

    [[nodiscard]] auto key() const {
        return std::tuple(series_id, quote->event_at, quote->received_at);
    }
};

std::optional<domain::Instant> last_received_of(const ObservationBatch& batch) {
    std::optional<domain::Instant> last;
    const auto look_at = [&last](const auto& observations) {
        for (const auto& observation : observations)
            last = std::max(last.value_or(observation.received_at), observation.received_at);
    };
    std::apply([&](const auto&... all) { (look_at(all), ...); }, domain::kinds_of(batch));
    return last;
}

}  // namespace

Result<std::unique_ptr<app::AppendSession>> SqliteAppendSession::begin(Writer writer,
                                                                       SeriesIds& series_ids) {
    SEATSYNC_TRY(auto transaction,
                 Transaction::begin(writer.connection(), Transaction::Kind::write));
    Work work{std::move(writer), std::move(transaction), {}};
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

Result<AppendCounts> SqliteAppendSession::append(const ObservationBatch& batch) {
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

Result<AppendCounts> SqliteAppendSession::append_all(const ObservationBatch& batch) {
    SEATSYNC_CHECK(domain::validate(batch));
    last_received_ = std::max(last_received_, last_received_of(batch));
    Result<AppendCounts> counts;
    const auto append_kind = [&](const auto& rows) {
        if (!counts || rows.empty())
            return;
        auto of_kind = append_rows(rows);
        if (of_kind)
            *counts += *of_kind;
        else
            counts = of_kind;
    };
    std::apply([&](const auto&... all) { (append_kind(all), ...); }, domain::kinds_of(batch));
    return counts;
}

Result<BulkTable*> SqliteAppendSession::table(std::string_view name,
                                              std::span<const std::string_view> columns,
                                              std::size_t key_size) {
    Tables& tables = work_->tables;
    auto known = tables.find(name);
    if (known == tables.end()) {
        SEATSYNC_TRY(BulkTable prepared,
                     BulkTable::prepare(work_->writer.connection(), name, columns, key_size));
        known = tables.emplace(name, std::move(prepared)).first;
    }
    return &known->second;
}

template <class Row>
Result<AppendCounts> SqliteAppendSession::append_rows(const std::vector<Row>& rows) {
    using Description = app::Table<Row>;
    SEATSYNC_TRY(BulkTable* const bulk,
                 table(Description::kName, app::columns_of<Row>(), Description::kKeySize));
    return bulk->append(std::span(rows), bind_row<Row>);
}

Result<AppendCounts> SqliteAppendSession::append_rows(const std::vector<Quote>& quotes) {
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
    std::vector<std::string_view> columns = app::columns_of<Quote>();
    columns.insert(columns.begin(), "series_id");
    SEATSYNC_TRY(BulkTable* const bulk, table(app::Table<Quote>::kName, columns, kQuoteKeySize));
    const auto bind = [](Query& query, int first, const NumberedQuote& row) {
        query.bind(first, row.series_id);
        bind_row(query, first + 1, *row.quote);
    };
    return bulk->append(std::span<const NumberedQuote>(numbered), bind);
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
