#include "adapters/store_postgres/append_session.hpp"

#include <algorithm>

namespace seatsync::store_postgres {

using app::AppendCounts;
using domain::Instant;
using domain::ObservationBatch;
using domain::Quote;
using domain::SeriesKey;

namespace {

const std::string kRaiseWatermark =
    "INSERT INTO watermark (id, last_received_at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE "
    "SET last_received_at = greatest(watermark.last_received_at, excluded.last_received_at)";
const std::string kMakePartition = "SELECT make_quotes_partition($1::text::date)";

constexpr std::size_t kQuoteKeySize = 3;  // series_id, event_at, received_at

std::optional<Instant> last_received_of(const ObservationBatch& batch) {
    std::optional<Instant> last;
    const auto look_at = [&last](const auto& observations) {
        for (const auto& observation : observations)
            last = std::max(last.value_or(observation.received_at), observation.received_at);
    };
    std::apply([&](const auto&... all) { (look_at(all), ...); }, domain::kinds_of(batch));
    return last;
}

/// The first day of the quarter, in UTC.
std::chrono::sys_days quarter_of(Instant time) {
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time));
    const unsigned month = (static_cast<unsigned>(date.month()) - 1) / 3 * 3 + 1;
    return date.year() / std::chrono::month(month) / 1;
}

}  // namespace

Result<void> PostgresAppendSession::usable() const {
    if (!transaction_)
        return fail(ErrorCode::invalid_argument,
                    "the session is committed or has failed; begin a new one");
    return {};
}

Result<AppendCounts> PostgresAppendSession::append(const ObservationBatch& batch) {
    SEATSYNC_CHECK(usable());
    auto counts = append_all(batch);
    if (!counts)
        transaction_.reset();
    return counts;
}

Result<void> PostgresAppendSession::commit() {
    SEATSYNC_CHECK(usable());
    const Result<void> done = commit_all();
    transaction_.reset();
    if (done)
        series_ids_.add(new_numbers_);
    return done;
}

Result<AppendCounts> PostgresAppendSession::append_all(const ObservationBatch& batch) {
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

BulkTable& PostgresAppendSession::table(std::string_view name,
                                        std::span<const std::string_view> columns,
                                        std::size_t key_size) {
    const auto known = tables_.find(name);
    return known == tables_.end()
               ? tables_.emplace(name, BulkTable(connection(), name, columns, key_size))
                     .first->second
               : known->second;
}

template <class Row>
Result<AppendCounts> PostgresAppendSession::append_rows(const std::vector<Row>& rows) {
    using Description = app::Table<Row>;
    BulkTable& bulk = table(Description::kName, app::columns_of<Row>(), Description::kKeySize);
    return bulk.append(std::span(rows), add_columns<Row>);
}

Result<AppendCounts> PostgresAppendSession::append_rows(const std::vector<Quote>& quotes) {
    SEATSYNC_TRY(const std::vector<NumberedQuote> all, numbered(quotes));
    SEATSYNC_CHECK(make_partitions(quotes));
    SEATSYNC_CHECK(look_up_newest(all));
    std::vector<std::string_view> columns = app::columns_of<Quote>();
    columns.insert(columns.begin(), "series_id");
    BulkTable& bulk = table(app::Table<Quote>::kName, columns, kQuoteKeySize);
    const auto put_quote = [](StagedRows& staged, const NumberedQuote& row) {
        staged.add(row.series);
        add_columns(staged, *row.quote);
    };
    const auto is_new = [this](const NumberedQuote& row) {
        return newest_.raise(row.series, *row.quote);
    };
    return bulk.append(std::span(all), put_quote, is_new);
}

std::optional<std::int64_t> PostgresAppendSession::known_number(const SeriesKey& series) const {
    const auto is_new = new_numbers_.find(series);
    return is_new == new_numbers_.end() ? series_ids_.find(series) : is_new->second;
}

Result<void> PostgresAppendSession::number_new_series(const std::vector<Quote>& quotes) {
    std::vector<SeriesKey> unknown;
    for (const Quote& quote : quotes)
        if ((unknown.empty() || unknown.back() != quote.series) && !known_number(quote.series))
            unknown.push_back(quote.series);
    if (unknown.empty())
        return {};
    const auto columns = app::columns_of<SeriesKey>();
    BulkTable& bulk = table(app::Table<SeriesKey>::kName, columns, columns.size());
    SEATSYNC_TRY(const NumbersOfSeries numbers, number_series(connection(), bulk, unknown));
    new_numbers_.insert(numbers.begin(), numbers.end());
    return {};
}

Result<std::vector<PostgresAppendSession::NumberedQuote>> PostgresAppendSession::numbered(
    const std::vector<Quote>& quotes) {
    SEATSYNC_CHECK(number_new_series(quotes));
    std::vector<NumberedQuote> all;
    all.reserve(quotes.size());
    for (const Quote& quote : quotes) {
        const bool same = !all.empty() && all.back().quote->series == quote.series;
        all.push_back({same ? all.back().series : known_number(quote.series).value(), &quote});
    }
    const auto key = [](const NumberedQuote& row) {
        return std::tuple(row.series, row.quote->event_at, row.quote->received_at);
    };
    if (!std::ranges::is_sorted(all, {}, key))
        std::ranges::stable_sort(all, {}, key);
    return all;
}

Result<void> PostgresAppendSession::look_up_newest(const std::vector<NumberedQuote>& quotes) {
    std::set<std::int64_t> series;
    for (const NumberedQuote& row : quotes)
        series.insert(series.end(), row.series);
    return newest_.look_up(connection(), series);
}

Result<void> PostgresAppendSession::make_partitions(const std::vector<Quote>& quotes) {
    for (const Quote& quote : quotes) {
        const std::chrono::sys_days quarter = quarter_of(quote.event_at);
        if (!quarters_.insert(quarter).second)
            continue;
        SEATSYNC_CHECK(
            connection().query(kMakePartition, Parameters(domain::format_date(quarter))));
    }
    return {};
}

Result<void> PostgresAppendSession::commit_all() {
    if (last_received_)
        SEATSYNC_CHECK(connection().query(kRaiseWatermark, Parameters(*last_received_)));
    return transaction_->commit();
}

}  // namespace seatsync::store_postgres
