#include "adapters/store_sqlite/series_ids.hpp"

#include "adapters/store_sqlite/rows.hpp"

namespace seatsync::store_sqlite {

namespace {

constexpr std::string_view kFind =
    "SELECT id FROM series WHERE event = ? AND market = ? AND zone = ? AND kind = ? AND currency = "
    "?";
constexpr std::string_view kInsert =
    "INSERT INTO series (event, market, zone, kind, currency) VALUES (?, ?, ?, ?, ?)";

Result<std::int64_t> find_or_insert(Connection& connection, const domain::SeriesKey& series) {
    SEATSYNC_TRY(Query find, connection.query(kFind));
    bind_row(find, 1, series);
    SEATSYNC_TRY(const bool found, find.step());
    if (found)
        return find.integer(0);
    SEATSYNC_TRY(Query insert, connection.query(kInsert));
    bind_row(insert, 1, series);
    SEATSYNC_CHECK(insert.run());
    return connection.last_insert_id();
}

}  // namespace

Result<std::int64_t> SeriesIds::id_of(Connection& connection, const domain::SeriesKey& series) {
    if (last_ != nullptr && last_->first == series)
        return last_->second;
    auto place = known_.find(series);
    if (place == known_.end()) {
        SEATSYNC_TRY(const std::int64_t id, find_or_insert(connection, series));
        place = known_.emplace(series, id).first;
    }
    last_ = &*place;
    return place->second;
}

void SeriesIds::forget() {
    last_ = nullptr;
    known_.clear();
}

}  // namespace seatsync::store_sqlite
