#pragma once

#include "adapters/store_sqlite/connection.hpp"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace seatsync::store_sqlite {

class SqliteDatabase;

/// The right to write, and the connection to do it on; given back at the end of the scope, from
/// whatever thread.
class Writer {
  public:
    ~Writer();
    Writer(Writer&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
    Writer& operator=(Writer&&) = delete;

    [[nodiscard]] Connection& connection() const;

  private:
    friend class SqliteDatabase;
    explicit Writer(SqliteDatabase& database) : database_(&database) {}
    SqliteDatabase* database_;
};

/// A connection for reading, lent until the end of the scope, in a transaction: everything read
/// through it is of one state of the database.
class Reader {
  public:
    ~Reader();
    Reader(Reader&&) noexcept = default;
    Reader& operator=(Reader&&) = delete;

    [[nodiscard]] Connection& connection() const { return *connection_; }

  private:
    friend class SqliteDatabase;
    Reader(SqliteDatabase& database, std::unique_ptr<Connection> connection, Transaction view)
        : database_(&database), connection_(std::move(connection)), view_(std::move(view)) {}

    SqliteDatabase* database_;
    std::unique_ptr<Connection> connection_;
    std::optional<Transaction> view_;
};

struct OpenOptions {
    /// Make the file when it is missing; else a missing file is not_found.
    bool create = true;
    /// How long a write waits for another one, in this program or another: then unavailable.
    std::chrono::milliseconds write_wait_max = std::chrono::seconds(60);
};

/// One SQLite file: the schema brought up to date, one connection that writes, and as many that
/// read as threads read at once. Reads neither wait for a write nor see an unfinished one (WAL).
///
/// A commit is on the disk when it returns (synchronous=FULL): it survives the end of the program,
/// and loss of power as far as the disk keeps its word about flushing.
///
/// Thread-safe. Outlives the stores, readers and writers made from it.
class SqliteDatabase {
  public:
    /// Errors: not_found (see OpenOptions), unavailable when the file cannot be opened or written,
    /// corrupt_data when it is no SQLite database, another program's, or of a newer schema.
    [[nodiscard]] static Result<std::unique_ptr<SqliteDatabase>> open(
        const std::filesystem::path& path, OpenOptions options = {});

    /// Waits for the one before. Errors: unavailable after the wait of the options.
    [[nodiscard]] Result<Writer> writer();
    [[nodiscard]] Result<Reader> reader();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    friend class Writer;
    friend class Reader;

    SqliteDatabase(std::filesystem::path path, OpenOptions options, Connection writer)
        : path_(std::move(path)), options_(options), writer_(std::move(writer)) {}

    [[nodiscard]] Result<std::unique_ptr<Connection>> idle_connection();
    void end_write();
    void end_read(std::unique_ptr<Connection> connection);

    const std::filesystem::path path_;
    const OpenOptions options_;
    Connection writer_;  ///< Used by the holder of the Writer alone.

    std::mutex mutex_;  ///< Guards what follows.
    std::condition_variable write_ended_;
    bool writing_ = false;
    std::vector<std::unique_ptr<Connection>> idle_readers_;
};

}  // namespace seatsync::store_sqlite
