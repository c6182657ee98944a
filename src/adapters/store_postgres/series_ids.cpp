#include "adapters/store_postgres/series_ids.hpp"

#include "adapters/store_postgres/rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace seatsync::store_postgres {

using domain::SeriesKey;

namespace {

const std::string kColumns = fmt::format("{}", fmt::join(app::columns_of<SeriesKey>(), ", "));
const std::string kNumbersOfStaged =
    fmt::format("SELECT {}, id FROM staged_series JOIN series USING ({})", kColumns, kColumns);
constexpr int kNumberColumn = 5;
constexpr std::size_t kAskedAtOnce = 10'000;  // The staging table holds them all.

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

Result<NumbersOfSeries> number_series(Connection& connection, BulkTable& bulk,
                                      std::span<const SeriesKey> series) {
    NumbersOfSeries numbers;
    while (!series.empty()) {
        const auto part = series.first(std::min(series.size(), kAskedAtOnce));
        SEATSYNC_CHECK(bulk.append(part, add_columns<SeriesKey>));
        SEATSYNC_TRY(const Rows rows, connection.query(kNumbersOfStaged));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            SEATSYNC_TRY(SeriesKey key, read_row<SeriesKey>(rows, i));
            numbers.emplace(std::move(key), rows.integer(i, kNumberColumn));
        }
        series = series.subspan(part.size());
    }
    return numbers;
}

}  // namespace seatsync::store_postgres
