#include "adapters/store_postgres/everything.hpp"

#include "adapters/store_postgres/rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace seatsync::store_postgres {

using domain::ObservationBatch;
using domain::Quote;
using domain::SeriesKey;

namespace {

const std::string kFetch = "FETCH FORWARD 4096 FROM everything";

template <class Row>
std::string select_all() {
    return fmt::format("SELECT {} FROM {}", fmt::join(app::columns_of<Row>(), ", "),
                       app::Table<Row>::kName);
}

const std::string kQuotes = fmt::format("SELECT {}, {} FROM quotes JOIN series ON id = series_id",
                                        fmt::join(app::columns_of<SeriesKey>(), ", "),
                                        fmt::join(app::columns_of<Quote>(), ", "));

template <class Row>
Result<void> read_into(const Rows& rows, std::size_t at, Row& row) {
    return read_into(rows, at, 0, row);
}

Result<void> read_into(const Rows& rows, std::size_t at, Quote& quote) {
    static const int kSeriesColumns = static_cast<int>(app::columns_of<SeriesKey>().size());
    SEATSYNC_CHECK(read_into(rows, at, 0, quote.series));
    return read_into(rows, at, kSeriesColumns, quote);
}

/// In pieces, through a cursor.
template <class Row>
Result<void> walk(Connection& connection, const std::string& select,
                  std::vector<Row> ObservationBatch::*kind,
                  const app::MarketStore::BatchVisitor& visit) {
    SEATSYNC_CHECK(
        connection.execute(fmt::format("DECLARE everything NO SCROLL CURSOR FOR {}", select)));
    while (true) {
        SEATSYNC_TRY(const Rows rows, connection.query(kFetch));
        if (rows.size() == 0)
            return connection.execute("CLOSE everything");
        ObservationBatch batch;
        (batch.*kind).resize(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            SEATSYNC_CHECK(read_into(rows, i, (batch.*kind)[i]));
        SEATSYNC_CHECK(visit(batch));
    }
}

template <class Row>
Result<void> walk(Connection& connection, std::vector<Row> ObservationBatch::*kind,
                  const app::MarketStore::BatchVisitor& visit) {
    return walk(connection, select_all<Row>(), kind, visit);
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
    SEATSYNC_CHECK(walk(connection, kQuotes, &Batch::quotes, visit));
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

}  // namespace seatsync::store_postgres
