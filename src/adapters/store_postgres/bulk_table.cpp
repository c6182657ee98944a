#include "adapters/store_postgres/bulk_table.hpp"

#include "base/invariant.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace seatsync::store_postgres {

namespace {

/// " ON CONFLICT (a) DO UPDATE SET b = excluded.b WHERE (t.b) IS DISTINCT FROM (excluded.b)"
std::string update_where_different(std::string_view table, std::span<const std::string_view> key,
                                   std::span<const std::string_view> values) {
    std::vector<std::string> set;
    std::vector<std::string> different;
    for (const std::string_view column : values) {
        set.push_back(fmt::format("{0} = excluded.{0}", column));
        different.push_back(fmt::format("{0}.{1} IS DISTINCT FROM excluded.{1}", table, column));
    }
    return fmt::format(" ON CONFLICT ({}) DO UPDATE SET {} WHERE {}", fmt::join(key, ", "),
                       fmt::join(set, ", "), fmt::join(different, " OR "));
}

}  // namespace

BulkTable::BulkTable(Connection& connection, std::string_view table,
                     std::span<const std::string_view> columns, std::size_t key_size)
    : connection_(&connection), column_count_(columns.size()), key_size_(key_size) {
    const std::string staging = fmt::format("staged_{}", table);
    const std::string list = fmt::format("{}", fmt::join(columns, ", "));
    make_staging_ = fmt::format(
        "CREATE TEMP TABLE IF NOT EXISTS {} ON COMMIT DELETE ROWS AS SELECT {} FROM {} "
        "WITH NO DATA",
        staging, list, table);
    empty_ = fmt::format("TRUNCATE {}", staging);
    copy_to_staging_ = fmt::format("COPY {} ({}) FROM STDIN BINARY", staging, list);
    copy_to_table_ = fmt::format("COPY {} ({}) FROM STDIN BINARY", table, list);
    const std::string insert =
        fmt::format("INSERT INTO {} ({}) SELECT {} FROM {}", table, list, list, staging);
    insert_ = insert + " ON CONFLICT DO NOTHING";
    if (key_size < columns.size())
        update_ = insert +
                  update_where_different(table, columns.first(key_size), columns.subspan(key_size));
}

Result<void> BulkTable::stage(const StagedRows::Wave& wave) {
    SEATSYNC_CHECK(connection_->execute(staged_ ? empty_ : make_staging_));
    staged_ = true;
    return connection_->copy_in(copy_to_staging_, wave.bytes);
}

Result<app::AppendCounts> BulkTable::upsert(const StagedRows::Wave& wave) {
    SEATSYNC_CHECK(stage(wave));
    SEATSYNC_TRY(const Rows inserted, connection_->query(insert_));
    std::size_t replaced = 0;
    if (inserted.changed() < wave.rows && !update_.empty()) {
        SEATSYNC_TRY(const Rows updated, connection_->query(update_));
        replaced = updated.changed();
    }
    return app::AppendCounts{.inserted = inserted.changed(),
                             .duplicate = wave.rows - inserted.changed() - replaced,
                             .replaced = replaced};
}

Result<app::AppendCounts> BulkTable::insert(StagedRows& rows) {
    const StagedRows::Waves all = rows.waves();
    SEATSYNC_INVARIANT(all.waves.size() <= 1 && all.repeated == 0);
    if (all.waves.empty())
        return app::AppendCounts{};
    SEATSYNC_CHECK(connection_->copy_in(copy_to_table_, all.waves.front().bytes));
    return app::AppendCounts{.inserted = all.waves.front().rows};
}

Result<app::AppendCounts> BulkTable::upsert(StagedRows& rows) {
    const StagedRows::Waves all = rows.waves();
    app::AppendCounts counts{.inserted = 0, .duplicate = all.repeated, .replaced = 0};
    for (const StagedRows::Wave& wave : all.waves) {
        SEATSYNC_TRY(const app::AppendCounts of_wave, upsert(wave));
        counts += of_wave;
    }
    return counts;
}

}  // namespace seatsync::store_postgres
