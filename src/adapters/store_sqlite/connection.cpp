#include "adapters/store_sqlite/connection.hpp"

#include "base/invariant.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace seatsync::store_sqlite {

namespace detail {

void CloseDatabase::operator()(sqlite3* handle) const {
    sqlite3_close_v2(handle);
}

void FinalizeStatement::operator()(sqlite3_stmt* handle) const {
    sqlite3_finalize(handle);
}

}  // namespace detail

namespace {

ErrorCode code_of(int sqlite_code) {
    switch (sqlite_code & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_NOMEM:
            return ErrorCode::unavailable;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return ErrorCode::corrupt_data;
        default:
            return ErrorCode::internal;
    }
}

Error error_of(sqlite3* handle, int sqlite_code) {
    return fail(code_of(sqlite_code),
                fmt::format("database {}: {}", sqlite3_db_filename(handle, "main"),
                            sqlite3_errmsg(handle)));
}

constexpr std::string_view kBeginRead = "BEGIN DEFERRED";
constexpr std::string_view kBeginWrite = "BEGIN IMMEDIATE";
constexpr std::string_view kCommit = "COMMIT";
constexpr std::string_view kRollback = "ROLLBACK";

Result<void> run(Connection& connection, std::string_view sql) {
    SEATSYNC_TRY(Query query, connection.query(sql));
    return query.run();
}

}  // namespace

Query::~Query() {
    if (statement_ == nullptr)
        return;
    sqlite3_reset(statement_);  // Its code repeats the failure that the last step returned.
    sqlite3_clear_bindings(statement_);
}

void Query::note(int code) {
    if (code != SQLITE_OK)
        bind_failure_ = code;
}

void Query::bind(int parameter, std::int64_t value) {
    note(sqlite3_bind_int64(statement_, parameter, value));
}

void Query::bind(int parameter, double value) {
    note(sqlite3_bind_double(statement_, parameter, value));
}

void Query::bind(int parameter, std::string_view text) {
    // A view of nothing may hold a null pointer, which SQLite would read as NULL.
    const char* data = text.empty() ? "" : text.data();
    note(sqlite3_bind_text64(statement_, parameter, data, text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Query::bind_null(int parameter) {
    note(sqlite3_bind_null(statement_, parameter));
}

void Query::bind_blob(int parameter, std::string_view bytes) {
    const char* data = bytes.empty() ? "" : bytes.data();
    note(sqlite3_bind_blob64(statement_, parameter, data, bytes.size(), SQLITE_STATIC));
}

Result<bool> Query::step() {
    if (bind_failure_ != SQLITE_OK)
        return error_of(sqlite3_db_handle(statement_), bind_failure_);
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return error_of(sqlite3_db_handle(statement_), code);
}

Result<void> Query::run() {
    SEATSYNC_TRY(const bool row, step());
    SEATSYNC_INVARIANT(!row);
    return {};
}

void Query::restart() {
    sqlite3_reset(statement_);
}

bool Query::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Query::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

double Query::real(int column) const {
    return sqlite3_column_double(statement_, column);
}

std::string_view Query::text(int column) const {
    const auto* bytes = sqlite3_column_text(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return {reinterpret_cast<const char*>(bytes), size};
}

std::string_view Query::blob(int column) const {
    const void* bytes = sqlite3_column_blob(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return {static_cast<const char*>(bytes), size};
}

domain::Instant Query::time(int column) const {
    return domain::Instant(std::chrono::microseconds(integer(column)));
}

Result<Connection> Connection::open(const std::filesystem::path& path, bool create,
                                    std::chrono::milliseconds busy_timeout) {
    sqlite3* handle = nullptr;
    const int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    Connection connection(handle);  // Also what failed to open wants to be closed.
    if (code != SQLITE_OK)
        return fail(code_of(code), fmt::format("{} (is its folder there, and may it be written?)",
                                               sqlite3_errstr(code)));
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, static_cast<int>(busy_timeout.count()));
    return connection;
}

Result<Query> Connection::query(std::string_view sql) {
    if (const auto known = statements_.find(sql); known != statements_.end())
        return Query(known->second.get());
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return error_of(handle_.get(), code);
    statements_.try_emplace(std::string(sql), statement);
    return Query(statement);
}

Result<void> Connection::execute(const std::string& script) {
    const int code = sqlite3_exec(handle_.get(), script.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return error_of(handle_.get(), code);
    return {};
}

Result<std::int64_t> Connection::number(std::string_view sql) {
    SEATSYNC_TRY(Query answer, query(sql));
    SEATSYNC_TRY(const bool row, answer.step());
    SEATSYNC_INVARIANT(row);
    return answer.integer(0);
}

std::int64_t Connection::changes() const {
    return sqlite3_changes64(handle_.get());
}

std::int64_t Connection::last_insert_id() const {
    return sqlite3_last_insert_rowid(handle_.get());
}

Result<Transaction> Transaction::begin(Connection& connection, Kind kind) {
    SEATSYNC_CHECK(run(connection, kind == Kind::write ? kBeginWrite : kBeginRead));
    return Transaction(connection);
}

Transaction::~Transaction() {
    if (connection_ != nullptr)
        // A transaction that SQLite has rolled back by itself after an error needs no second time.
        (void)run(*connection_, kRollback);
}

Result<void> Transaction::commit() {
    SEATSYNC_INVARIANT(connection_ != nullptr);
    SEATSYNC_CHECK(run(*connection_, kCommit));
    connection_ = nullptr;
    return {};
}

}  // namespace seatsync::store_sqlite
