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
    struct Tables {
        BulkTable events;
        BulkTable quotes;
        BulkTable records;
        BulkTable results;
    };
    /// Destroyed from the last to the first: the statements end before the transaction, and the
    /// transaction before the right to write.
    struct Work {
        Writer writer;
        Transaction transaction;
        Tables tables;
    };

    SqliteAppendSession(Work work, SeriesIds& series_ids)
        : work_(std::move(work)), series_ids_(series_ids) {}

    [[nodiscard]] static Result<Tables> prepare_tables(Connection& connection);
    [[nodiscard]] Result<void> usable() const;
    [[nodiscard]] Result<app::AppendCounts> append_all(const domain::ObservationBatch& batch);
    [[nodiscard]] Result<app::AppendCounts> append_quotes(const std::vector<domain::Quote>& quotes);
    [[nodiscard]] Result<void> commit_all();
    void roll_back();

    std::optional<Work> work_;  ///< Until the commit or the first failure.
    SeriesIds& series_ids_;
    std::optional<domain::Instant> last_received_;
};

}  // namespace seatsync::store_sqlite
