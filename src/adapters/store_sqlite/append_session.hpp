#pragma once

#include "adapters/store_sqlite/bulk_table.hpp"
#include "adapters/store_sqlite/series_ids.hpp"
#include "adapters/store_sqlite/sqlite_database.hpp"
#include "app/market_store.hpp"

namespace seatsync::store_sqlite {

/// One write transaction. `series_ids` must outlive it and is used by one session at a time.
class SqliteAppendSession final : public app::AppendSession {
  public:
    [[nodiscard]] static Result<std::unique_ptr<app::AppendSession>> begin(Writer writer,
                                                                           SeriesIds& series_ids);
    ~SqliteAppendSession() override;

    [[nodiscard]] Result<app::AppendCounts> append(const domain::ObservationBatch& batch) override;
    [[nodiscard]] Result<void> commit() override;

  private:
    /// By name; prepared when first needed.
    using Tables = std::map<std::string_view, BulkTable>;
    /// Destroyed from the last to the first: the statements end before the transaction, and the
    /// transaction before the right to write.
    struct Work {
        Writer writer;
        Transaction transaction;
        Tables tables;
    };

    SqliteAppendSession(Work work, SeriesIds& series_ids)
        : work_(std::move(work)), series_ids_(series_ids) {}

    [[nodiscard]] Result<void> usable() const;
    [[nodiscard]] Result<BulkTable*> table(std::string_view name,
                                           std::span<const std::string_view> columns,
                                           std::size_t key_size);
    [[nodiscard]] Result<app::AppendCounts> append_all(const domain::ObservationBatch& batch);
    template <class Row>
    [[nodiscard]] Result<app::AppendCounts> append_rows(const std::vector<Row>& rows);
    [[nodiscard]] Result<app::AppendCounts> append_rows(const std::vector<domain::Quote>& quotes);
    [[nodiscard]] Result<void> commit_all();
    void roll_back();

    std::optional<Work> work_;  ///< Until the commit or the first failure.
    SeriesIds& series_ids_;
    std::optional<domain::Instant> last_received_;
};

}  // namespace seatsync::store_sqlite
