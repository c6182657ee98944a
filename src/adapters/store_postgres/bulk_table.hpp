#pragma once

#include "adapters/store_postgres/connection.hpp"
#include "adapters/store_postgres/staged_rows.hpp"
#include "app/market_store.hpp"

#include <algorithm>
#include <span>

namespace seatsync::store_postgres {

/// Appends rows to one table through a staging table of the connection, and counts what became of
/// each. In a transaction.
///
/// Staged rows go in with ON CONFLICT DO NOTHING. Where all were new, that is all. Otherwise they
/// go in again with ON CONFLICT DO UPDATE of the rows that differ: rows just inserted equal
/// themselves, so what is updated are the replaced ones, and the rest were duplicates.
///
/// That costs two to three times a COPY into the table: each row is written twice, looked up,
/// inserted by itself and confirmed. Rows that are known to be new are therefore copied straight.
class BulkTable {
  public:
    /// `columns`: all of the table, the first `key_size` of them its key. One object for each table
    /// of a transaction.
    BulkTable(Connection& connection, std::string_view table,
              std::span<const std::string_view> columns, std::size_t key_size);

    /// For rows of this table. `put_row(staged, row)` puts the columns of one. `is_new(row)`, asked
    /// once for each in order: whether its key is certainly neither in the table nor among the rows
    /// before it; "no" is always right.
    template <class Row, class PutRow, class IsNew>
    [[nodiscard]] Result<app::AppendCounts> append(std::span<const Row> rows, const PutRow& put_row,
                                                   const IsNew& is_new) {
        app::AppendCounts counts;
        while (!rows.empty()) {
            const auto part = rows.first(std::min(rows.size(), kStagedMax));
            StagedRows of_new(column_count_, key_size_);
            StagedRows others(column_count_, key_size_);
            for (const Row& row : part) {
                StagedRows& staged = is_new(row) ? of_new : others;
                staged.begin_row();
                put_row(staged, row);
            }
            SEATSYNC_TRY(const app::AppendCounts inserted, insert(of_new));
            SEATSYNC_TRY(const app::AppendCounts upserted, upsert(others));
            (counts += inserted) += upserted;
            rows = rows.subspan(part.size());
        }
        return counts;
    }
    /// Where nothing is known of the rows.
    template <class Row, class PutRow>
    [[nodiscard]] Result<app::AppendCounts> append(std::span<const Row> rows,
                                                   const PutRow& put_row) {
        return append(rows, put_row, [](const Row&) { return false; });
    }

    /// Fills the staging table, which is made or emptied before, for a statement of the caller's
    /// own.
    [[nodiscard]] Result<void> stage(const StagedRows::Wave& wave);

  private:
    static constexpr std::size_t kStagedMax = 65'536;

    /// Of rows whose keys are new and differ.
    [[nodiscard]] Result<app::AppendCounts> insert(StagedRows& rows);
    [[nodiscard]] Result<app::AppendCounts> upsert(StagedRows& rows);
    [[nodiscard]] Result<app::AppendCounts> upsert(const StagedRows::Wave& wave);

    Connection* connection_;
    std::size_t column_count_;
    std::size_t key_size_;
    std::string make_staging_;
    std::string empty_;
    std::string copy_to_staging_;
    std::string copy_to_table_;
    std::string insert_;
    std::string update_;
    bool staged_ = false;  ///< Whether the staging table holds rows.
};

}  // namespace seatsync::store_postgres
