#include "adapters/store_sqlite/sqlite_database.hpp"

#include "adapters/store_sqlite/migrations.hpp"

#include <fmt/format.h>

namespace seatsync::store_sqlite {

namespace {

// More would only hold memory after a burst of threads.
constexpr std::size_t kIdleReadersMax = 16;

constexpr std::string_view kUseWal = "PRAGMA journal_mode = WAL";

// The cache holds the inner pages of more than fifty million quotes, so that an append reads
// little; a negative number is KiB. The log is cut back after a large import.
constexpr const char* kWriterSettings =
    "PRAGMA synchronous = FULL;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA cache_size = -16384;"
    "PRAGMA journal_size_limit = 67108864";
constexpr const char* kReaderSettings =
    "PRAGMA query_only = ON;"
    "PRAGMA cache_size = -16384";

Result<void> use_wal(Connection& connection) {
    SEATSYNC_TRY(Query query, connection.query(kUseWal));
    SEATSYNC_TRY(const bool row, query.step());
    if (!row || query.text(0) != "wal")
        return fail(ErrorCode::unavailable,
                    "the file system does not carry a write-ahead log (a network drive?)");
    return {};
}

Result<Connection> open_writer(const std::filesystem::path& path, const OpenOptions& options) {
    SEATSYNC_TRY(Connection connection,
                 Connection::open(path, options.create, options.write_wait_max));
    SEATSYNC_CHECK(check_schema(connection, kEmbeddedMigrations));
    SEATSYNC_CHECK(use_wal(connection));
    SEATSYNC_CHECK(connection.execute(kWriterSettings));
    SEATSYNC_CHECK(migrate(connection, kEmbeddedMigrations));
    return connection;
}

}  // namespace

Writer::~Writer() {
    if (database_ != nullptr)
        database_->end_write();
}

Connection& Writer::connection() const {
    return database_->writer_;
}

Reader::~Reader() {
    if (!connection_)
        return;  // Moved from.
    view_.reset();
    database_->end_read(std::move(connection_));
}

Result<std::unique_ptr<SqliteDatabase>> SqliteDatabase::open(const std::filesystem::path& path,
                                                             OpenOptions options) {
    std::error_code unreadable;  // Opening tells more about it than this does.
    if (!options.create && !std::filesystem::exists(path, unreadable))
        return fail(ErrorCode::not_found, fmt::format("there is no database {}", path.string()));
    auto writer = open_writer(path, options);
    if (!writer)
        return in_context(writer.error(), fmt::format("cannot open {}", path.string()));
    return std::unique_ptr<SqliteDatabase>(new SqliteDatabase(path, options, *std::move(writer)));
}

Result<Writer> SqliteDatabase::writer() {
    std::unique_lock lock(mutex_);
    if (!write_ended_.wait_for(lock, options_.write_wait_max, [this] { return !writing_; }))
        return fail(
            ErrorCode::unavailable,
            fmt::format("{} is being written to by another part of this program", path_.string()));
    writing_ = true;
    return Writer(*this);
}

void SqliteDatabase::end_write() {
    {
        const std::lock_guard lock(mutex_);
        writing_ = false;
    }
    write_ended_.notify_one();
}

Result<std::unique_ptr<Connection>> SqliteDatabase::idle_connection() {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_readers_.empty()) {
            auto connection = std::move(idle_readers_.back());
            idle_readers_.pop_back();
            return connection;
        }
    }
    SEATSYNC_TRY(Connection connection, Connection::open(path_, false, options_.write_wait_max));
    SEATSYNC_CHECK(connection.execute(kReaderSettings));
    return std::make_unique<Connection>(std::move(connection));
}

Result<Reader> SqliteDatabase::reader() {
    SEATSYNC_TRY(auto connection, idle_connection());
    SEATSYNC_TRY(auto view, Transaction::begin(*connection, Transaction::Kind::read));
    return Reader(*this, std::move(connection), std::move(view));
}

void SqliteDatabase::end_read(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(mutex_);
    if (idle_readers_.size() < kIdleReadersMax)
        idle_readers_.push_back(std::move(connection));
}

}  // namespace seatsync::store_sqlite
