#pragma once

#include "base/result.hpp"
#include "domain/time.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

struct sqlite3;
struct sqlite3_stmt;

namespace seatsync::store_sqlite {

namespace detail {
struct CloseDatabase {
    void operator()(sqlite3* handle) const;
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* handle) const;
};
}  // namespace detail

/// One use of a prepared statement: bind, step through the rows, and the end of the scope resets
/// it. Parameters count from 1, columns from 0. Text and blobs are not copied: what is bound must
/// live until the last step, what is read until the next one. A failed bind is told by the next
/// step.
class Query {
  public:
    explicit Query(sqlite3_stmt* statement) : statement_(statement) {}
    ~Query();
    Query(Query&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
    Query& operator=(Query&&) = delete;

    void bind(int parameter, std::int64_t value);
    void bind(int parameter, double value);
    void bind(int parameter, std::string_view text);
    void bind(int parameter, bool truth) { bind(parameter, std::int64_t{truth}); }
    void bind(int parameter, domain::Instant time) {
        bind(parameter, time.time_since_epoch().count());
    }
    template <class Value>
    void bind(int parameter, const std::optional<Value>& value) {
        value ? bind(parameter, *value) : bind_null(parameter);
    }
    void bind_null(int parameter);
    void bind_blob(int parameter, std::string_view bytes);

    /// True: a row is there to be read; false: the end.
    [[nodiscard]] Result<bool> step();
    /// For statements that answer no rows.
    [[nodiscard]] Result<void> run();
    /// Back to before the first step; the parameters stay bound.
    void restart();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string_view blob(int column) const;
    [[nodiscard]] domain::Instant time(int column) const;
    [[nodiscard]] bool is_null(int column) const;

  private:
    void note(int code);

    sqlite3_stmt* statement_;
    int bind_failure_ = 0;
};

/// One connection to a database file, with the statements prepared on it so far. For one thread at
/// a time. Errors of SQLite: unavailable when the file is locked for longer than the limit or the
/// disk fails, corrupt_data when the bytes are no database, internal else.
class Connection {
  public:
    /// Opens for reading and writing; a missing file is made only when `create` says so.
    [[nodiscard]] static Result<Connection> open(const std::filesystem::path& path, bool create,
                                                 std::chrono::milliseconds busy_timeout);

    /// Prepares once per text. Two queries of the same text at the same time share one statement
    /// and must not be.
    [[nodiscard]] Result<Query> query(std::string_view sql);
    /// Runs statements that answer no rows.
    [[nodiscard]] Result<void> execute(const std::string& script);
    /// The single number that a query answers.
    [[nodiscard]] Result<std::int64_t> number(std::string_view sql);

    /// Rows that the last statement inserted or updated.
    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] std::int64_t last_insert_id() const;

  private:
    explicit Connection(sqlite3* handle) : handle_(handle) {}

    std::unique_ptr<sqlite3, detail::CloseDatabase> handle_;
    std::map<std::string, std::unique_ptr<sqlite3_stmt, detail::FinalizeStatement>, std::less<>>
        statements_;
};

/// Rolls back at the end of the scope unless committed.
class Transaction {
  public:
    enum class Kind {
        read,   ///< One unchanging view of the database.
        write,  ///< Takes the write lock at once.
    };

    [[nodiscard]] static Result<Transaction> begin(Connection& connection, Kind kind);
    ~Transaction();
    Transaction(Transaction&& other) noexcept
        : connection_(std::exchange(other.connection_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;

    [[nodiscard]] Result<void> commit();

  private:
    explicit Transaction(Connection& connection) : connection_(&connection) {}
    Connection* connection_;
};

}  // namespace seatsync::store_sqlite
