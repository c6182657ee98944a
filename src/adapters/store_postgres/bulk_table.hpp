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
class BulkTable {
  public:
    /// `columns`: all of the table, the first `key_size` of them its key. Makes the staging table
    /// when the connection has none yet.
    [[nodiscard]] static Result<BulkTable> prepare(Connection& connection, std::string_view table,
                                                   std::span<const std::string_view> columns,
                                                   std::size_t key_size);

    /// For rows of this table. `put_row(staged, row)` puts the columns of one.
    template <class Row, class PutRow>
    [[nodiscard]] Result<app::AppendCounts> append(std::span<const Row> rows,
                                                   const PutRow& put_row) {
        app::AppendCounts counts;
        while (!rows.empty()) {
            const auto part = rows.first(std::min(rows.size(), kStagedMax));
            StagedRows staged(column_count_, key_size_);
            for (const Row& row : part) {
                staged.begin_row();
                put_row(staged, row);
            }
            SEATSYNC_TRY(const app::AppendCounts of_part, append(staged));
            counts += of_part;
            rows = rows.subspan(part.size());
        }
        return counts;
    }

    [[nodiscard]] Result<app::AppendCounts> append(StagedRows& staged);
    /// Fills the staging table, which is emptied before, for a statement of the caller's own.
    [[nodiscard]] Result<void> stage(const StagedRows::Wave& wave);

  private:
    static constexpr std::size_t kStagedMax = 65'536;

    BulkTable(Connection& connection, std::string_view table,
              std::span<const std::string_view> columns, std::size_t key_size);

    [[nodiscard]] Result<app::AppendCounts> upsert(const StagedRows::Wave& wave);

    Connection* connection_;
    std::size_t column_count_;
    std::size_t key_size_;
    std::string make_staging_;
    std::string empty_;
    std::string copy_;
    std::string insert_;
    std::string update_;
    bool staged_ = false;  ///< Whether the staging table holds rows.
};

}  // namespace seatsync::store_postgres
