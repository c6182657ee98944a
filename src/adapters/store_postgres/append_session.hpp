#pragma once

#include "adapters/store_postgres/bulk_table.hpp"
#include "adapters/store_postgres/newest_quotes.hpp"
#include "adapters/store_postgres/postgres_database.hpp"
#include "adapters/store_postgres/series_ids.hpp"
#include "app/market_store.hpp"

#include <chrono>
#include <set>

namespace seatsync::store_postgres {

/// One append transaction. `series_ids` must outlive it.
class PostgresAppendSession final : public app::AppendSession {
  public:
    PostgresAppendSession(Transaction transaction, SeriesIds& series_ids)
        : transaction_(std::move(transaction)), series_ids_(series_ids) {}

    [[nodiscard]] Result<app::AppendCounts> append(const domain::ObservationBatch& batch) override;
    [[nodiscard]] Result<void> commit() override;

  private:
    [[nodiscard]] Result<void> usable() const;
    [[nodiscard]] Connection& connection() { return transaction_->connection(); }
    [[nodiscard]] BulkTable& table(std::string_view name, std::span<const std::string_view> columns,
                                   std::size_t key_size);
    [[nodiscard]] Result<app::AppendCounts> append_all(const domain::ObservationBatch& batch);
    template <class Row>
    [[nodiscard]] Result<app::AppendCounts> append_rows(const std::vector<Row>& rows);
    [[nodiscard]] Result<app::AppendCounts> append_rows(const std::vector<domain::Quote>& quotes);
    struct NumberedQuote {
        std::int64_t series = 0;
        const domain::Quote* quote = nullptr;
    };
    /// With the numbers of their series; in the order of the keys, and of equals the last one last.
    [[nodiscard]] Result<std::vector<NumberedQuote>> numbered(
        const std::vector<domain::Quote>& quotes);
    [[nodiscard]] Result<void> number_new_series(const std::vector<domain::Quote>& quotes);
    [[nodiscard]] Result<void> look_up_newest(const std::vector<NumberedQuote>& quotes);
    [[nodiscard]] std::optional<std::int64_t> known_number(const domain::SeriesKey& series) const;
    [[nodiscard]] Result<void> make_partitions(const std::vector<domain::Quote>& quotes);
    [[nodiscard]] Result<void> commit_all();

    std::optional<Transaction> transaction_;  ///< Until the commit or the first failure.
    SeriesIds& series_ids_;
    NumbersOfSeries new_numbers_;  ///< Shared only when they are committed.
    std::map<std::string_view, BulkTable> tables_;
    NewestQuotes newest_;
    std::set<std::chrono::sys_days> quarters_;  ///< That have a partition.
    std::optional<domain::Instant> last_received_;
};

}  // namespace seatsync::store_postgres
