#include "adapters/store_sqlite/bulk_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace seatsync::store_sqlite {

namespace {

/// "INSERT INTO t (a, b) VALUES (?, ?), (?, ?)"
std::string insert_sql(std::string_view table, std::span<const std::string_view> columns,
                       std::size_t rows) {
    const std::vector<std::string_view> marks(columns.size(), "?");
    const std::vector<std::string> tuples(rows, fmt::format("({})", fmt::join(marks, ", ")));
    return fmt::format("INSERT INTO {} ({}) VALUES {}", table, fmt::join(columns, ", "),
                       fmt::join(tuples, ", "));
}

/// " ON CONFLICT (a) DO UPDATE SET b = excluded.b WHERE b IS NOT excluded.b"
std::string update_where_different(std::string_view table, std::span<const std::string_view> key,
                                   std::span<const std::string_view> values) {
    std::vector<std::string> set;
    std::vector<std::string> different;
    for (const std::string_view column : values) {
        set.push_back(fmt::format("{0} = excluded.{0}", column));
        different.push_back(fmt::format("{0}.{1} IS NOT excluded.{1}", table, column));
    }
    return fmt::format(" ON CONFLICT ({}) DO UPDATE SET {} WHERE {}", fmt::join(key, ", "),
                       fmt::join(set, ", "), fmt::join(different, " OR "));
}

}  // namespace

Result<BulkTable> BulkTable::prepare(Connection& connection, std::string_view table,
                                     std::span<const std::string_view> columns,
                                     std::size_t key_size) {
    const std::string update =
        update_where_different(table, columns.first(key_size), columns.subspan(key_size));
    const auto prepared = [&](std::size_t rows) -> Result<Statements> {
        const std::string insert = insert_sql(table, columns, rows);
        SEATSYNC_TRY(Query insert_new, connection.query(insert + " ON CONFLICT DO NOTHING"));
        SEATSYNC_TRY(Query update_old, connection.query(insert + update));
        return Statements{std::move(insert_new), std::move(update_old)};
    };
    SEATSYNC_TRY(Statements group, prepared(kGroupSize));
    SEATSYNC_TRY(Statements single, prepared(1));
    return BulkTable(connection, static_cast<int>(columns.size()), std::move(group),
                     std::move(single));
}

Result<std::size_t> BulkTable::run(Query& query) {
    SEATSYNC_CHECK(query.run());
    query.restart();
    return static_cast<std::size_t>(connection_->changes());
}

}  // namespace seatsync::store_sqlite
