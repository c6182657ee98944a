#pragma once

#include "adapters/store_postgres/connection.hpp"

#include <mutex>

namespace seatsync::store_postgres {

class PostgresDatabase;

/// A connection lent until the end of the scope, in a transaction that is rolled back unless
/// committed.
class Transaction {
  public:
    ~Transaction();
    Transaction(Transaction&&) noexcept = default;
    Transaction& operator=(Transaction&&) = delete;

    [[nodiscard]] Connection& connection() const { return *connection_; }
    /// When this returns, everything written survives a crash of the server. After an error of
    /// deadline_exceeded or unavailable it may have been committed all the same.
    [[nodiscard]] Result<void> commit();

  private:
    friend class PostgresDatabase;
    Transaction(PostgresDatabase& database, std::unique_ptr<Connection> connection)
        : database_(&database), connection_(std::move(connection)) {}

    PostgresDatabase* database_;
    std::unique_ptr<Connection> connection_;
    bool committed_ = false;
};

struct OpenOptions {
    /// How long one statement may take, the wait for another append included.
    std::chrono::milliseconds statement_max = std::chrono::seconds(60);
};

/// One PostgreSQL database (15 or later), or a schema of it: brought up to date, with as many
/// connections as threads use at once; a few are kept for the next. Thread-safe. Outlives the
/// stores and transactions made from it.
class PostgresDatabase {
  public:
    enum class Kind {
        read,    ///< One unchanging view of the database.
        write,   ///< Beside other writes.
        append,  ///< One at a time, in all programs; the others wait.
    };

    /// Errors: invalid_argument when the address is none or the server older than 15, not_found
    /// when there is no such database, unavailable when the server cannot be reached, corrupt_data
    /// when the schema is another program's or newer.
    [[nodiscard]] static Result<std::unique_ptr<PostgresDatabase>> open(const std::string& url,
                                                                        OpenOptions options = {});

    /// A connection that was lost while idle is replaced without a word. Errors: deadline_exceeded
    /// when another append takes longer than the limit.
    [[nodiscard]] Result<Transaction> begin(Kind kind);

    /// "PostgreSQL, schema version 3, range partitions"
    [[nodiscard]] const std::string& schema() const { return schema_; }

  private:
    friend class Transaction;

    PostgresDatabase(Address address, OpenOptions options, std::string schema)
        : address_(std::move(address)), options_(options), schema_(std::move(schema)) {}

    [[nodiscard]] std::unique_ptr<Connection> idle_connection();
    void give_back(std::unique_ptr<Connection> connection);

    const Address address_;
    const OpenOptions options_;
    const std::string schema_;
    std::mutex mutex_;  ///< Guards what follows.
    std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace seatsync::store_postgres
