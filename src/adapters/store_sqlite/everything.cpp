#include "adapters/store_sqlite/everything.hpp"

#include "adapters/store_sqlite/rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace seatsync::store_sqlite {

using domain::ObservationBatch;
using domain::Quote;
using domain::SeriesKey;

namespace {

constexpr std::size_t kBatchSize = 4096;

/// Collects the observations of one kind and hands them on in batches.
template <class Row>
class Collector {
  public:
    Collector(std::vector<Row> ObservationBatch::*kind, const app::MarketStore::BatchVisitor& visit)
        : kind_(kind), visit_(visit) {}

    [[nodiscard]] Result<void> add(Row row) {
        auto& rows = batch_.*kind_;
        rows.push_back(std::move(row));
        return rows.size() < kBatchSize ? Result<void>() : flush();
    }
    [[nodiscard]] Result<void> flush() {
        auto& rows = batch_.*kind_;
        if (rows.empty())
            return {};
        Result<void> visited = visit_(batch_);
        rows.clear();
        return visited;
    }

  private:
    std::vector<Row> ObservationBatch::*kind_;
    const app::MarketStore::BatchVisitor& visit_;
    ObservationBatch batch_;
};

template <class Row>
std::string select_all(std::string_view first_column = "") {
    return fmt::format("SELECT {}{} FROM {}", first_column, fmt::join(app::columns_of<Row>(), ", "),
                       app::Table<Row>::kName);
}

template <class Row>
Result<void> walk(Connection& connection, std::vector<Row> ObservationBatch::*kind,
                  const app::MarketStore::BatchVisitor& visit) {
    SEATSYNC_TRY(Query query, connection.query(select_all<Row>()));
    Collector<Row> collector(kind, visit);
    while (true) {
        SEATSYNC_TRY(const bool more, query.step());
        if (!more)
            return collector.flush();
        SEATSYNC_TRY(Row row, read_row<Row>(query));
        SEATSYNC_CHECK(collector.add(std::move(row)));
    }
}

Result<SeriesKey> series_with(Connection& connection, std::int64_t id) {
    static const std::string kSeries = select_all<SeriesKey>() + " WHERE id = ?";
    SEATSYNC_TRY(Query query, connection.query(kSeries));
    query.bind(1, id);
    SEATSYNC_TRY(const bool found, query.step());
    if (!found)
        return fail(ErrorCode::corrupt_data, fmt::format("quotes of a series {} that is none", id));
    return read_row<SeriesKey>(query);
}

/// The table is in order of series, so that each is looked up once.
Result<void> walk_quotes(Connection& connection, const app::MarketStore::BatchVisitor& visit) {
    SEATSYNC_TRY(Query query, connection.query(select_all<Quote>("series_id, ")));
    Collector<Quote> collector(&ObservationBatch::quotes, visit);
    std::optional<std::int64_t> id;
    Quote quote;
    while (true) {
        SEATSYNC_TRY(const bool more, query.step());
        if (!more)
            return collector.flush();
        if (id != query.integer(0)) {
            id = query.integer(0);
            SEATSYNC_TRY(quote.series, series_with(connection, *id));
        }
        SEATSYNC_CHECK(read_into(query, 1, quote));
        SEATSYNC_CHECK(collector.add(quote));
    }
}

}  // namespace

Result<app::RowCounts> count_rows(Connection& connection) {
    app::RowCounts counts;
    Result<void> counted;
    const auto count = [&]<class Row>(const std::vector<Row>&) {
        const std::string_view table = app::Table<Row>::kName;
        const auto rows = connection.number(fmt::format("SELECT count(*) FROM {}", table));
        if (rows)
            counts.emplace(table, *rows);
        else if (counted)
            counted = rows.error();
    };
    const ObservationBatch kinds;
    std::apply([&](const auto&... all) { (count(all), ...); }, domain::kinds_of(kinds));
    SEATSYNC_CHECK(counted);
    return counts;
}

Result<void> walk_everything(Connection& connection, const app::MarketStore::BatchVisitor& visit) {
    using Batch = ObservationBatch;
    SEATSYNC_CHECK(walk(connection, &Batch::events, visit));
    SEATSYNC_CHECK(walk_quotes(connection, visit));
    SEATSYNC_CHECK(walk(connection, &Batch::records, visit));
    SEATSYNC_CHECK(walk(connection, &Batch::results, visit));
    SEATSYNC_CHECK(walk(connection, &Batch::readings, visit));
    SEATSYNC_CHECK(walk(connection, &Batch::mentions, visit));
    SEATSYNC_CHECK(walk(connection, &Batch::availabilities, visit));
    SEATSYNC_CHECK(walk(connection, &Batch::nearby_events, visit));
    SEATSYNC_CHECK(walk(connection, &Batch::own_listings, visit));
    SEATSYNC_CHECK(walk(connection, &Batch::own_sales, visit));
    SEATSYNC_CHECK(walk(connection, &Batch::links, visit));
    return walk(connection, &Batch::quarantined, visit);
}

}  // namespace seatsync::store_sqlite
