#include "adapters/store_postgres/series_ids.hpp"

#include "adapters/store_postgres/bulk_table.hpp"
#include "adapters/store_postgres/rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace seatsync::store_postgres {

using domain::SeriesKey;

namespace {

const std::string kColumns = fmt::format("{}", fmt::join(app::columns_of<SeriesKey>(), ", "));
const std::string kNumbersOfStaged =
    fmt::format("SELECT {}, id FROM staged_series JOIN series USING ({})", kColumns, kColumns);
constexpr int kNumberColumn = 5;

}  // namespace

std::optional<std::int64_t> SeriesIds::find(const SeriesKey& series) const {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(series);
    return found == known_.end() ? std::nullopt : std::optional(found->second);
}

void SeriesIds::add(const NumbersOfSeries& committed) {
    const std::lock_guard lock(mutex_);
    known_.insert(committed.begin(), committed.end());
}

Result<NumbersOfSeries> number_series(Connection& connection,
                                      const std::vector<SeriesKey>& series) {
    const auto columns = app::columns_of<SeriesKey>();
    SEATSYNC_TRY(BulkTable bulk, BulkTable::prepare(connection, app::Table<SeriesKey>::kName,
                                                    columns, columns.size()));
    SEATSYNC_CHECK(bulk.append(std::span(series), add_columns<SeriesKey>));
    SEATSYNC_TRY(const Rows rows, connection.query(kNumbersOfStaged));
    NumbersOfSeries numbers;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        SEATSYNC_TRY(SeriesKey key, read_row<SeriesKey>(rows, i));
        numbers.emplace(std::move(key), rows.integer(i, kNumberColumn));
    }
    return numbers;
}

}  // namespace seatsync::store_postgres
