#include "adapters/store_postgres/connection.hpp"

#include "base/invariant.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <charconv>

namespace seatsync::store_postgres {

namespace detail {

void CloseConnection::operator()(pg_conn* handle) const {
    PQfinish(handle);
}

void ClearResult::operator()(pg_result* handle) const {
    PQclear(handle);
}

}  // namespace detail

namespace {

// Object identifiers of types. Source: PostgreSQL 15, src/include/catalog/pg_type.dat.
constexpr unsigned int kBytea = 17;
constexpr unsigned int kInt8 = 20;
constexpr unsigned int kText = 25;
constexpr unsigned int kTextArray = 1009;
constexpr unsigned int kInt8Array = 1016;
constexpr unsigned int kTimestamptz = 1184;
constexpr unsigned int kTimestamptzArray = 1185;

constexpr int kLengthBytes = 4;
constexpr int kBinary = 1;

// One plan per statement: to plan a read of the quotes anew for each call costs more than the read.
// The walk over everything reads to the end, so that its plan may start slowly.
constexpr std::string_view kSettings =
    "SET client_encoding = 'UTF8'; SET client_min_messages = warning; SET timezone = 'UTC'; "
    "SET synchronous_commit = on; SET jit = off; SET plan_cache_mode = force_generic_plan; "
    "SET cursor_tuple_fraction = 1.0; SET statement_timeout = {}";

constexpr std::string_view kPermissionDenied = "42501";
constexpr std::string_view kWhatToGrant =
    " (the user must own the tables, or for an empty database be given GRANT CREATE, USAGE ON "
    "SCHEMA public)";

/// What the caller should do about an SQLSTATE. Source: PostgreSQL 15 manual, appendix A.
ErrorCode code_of(std::string_view state) {
    if (state.empty() || state.starts_with("08") || state.starts_with("53") ||
        state.starts_with("58") || state == "55P03" || state.starts_with("57P"))
        return ErrorCode::unavailable;
    if (state == "57014")
        return ErrorCode::deadline_exceeded;
    if (state.starts_with("40"))
        return ErrorCode::conflict;
    if (state.starts_with("22") || state.starts_with("28"))
        return ErrorCode::invalid_argument;
    if (state == kPermissionDenied)
        return ErrorCode::invalid_argument;
    if (state == "3D000")
        return ErrorCode::not_found;
    return state.starts_with("XX00") && state != "XX000" ? ErrorCode::corrupt_data
                                                         : ErrorCode::internal;
}

std::string trimmed(std::string text) {
    while (!text.empty() && text.back() == '\n')
        text.pop_back();
    return text;
}

}  // namespace

void Parameters::add(std::int64_t value) {
    put(values_.emplace_back(Value{kInt8, {}}).bytes, value);
}

void Parameters::add(domain::Instant value) {
    put(values_.emplace_back(Value{kTimestamptz, {}}).bytes, value);
}

void Parameters::add(const std::optional<domain::Instant>& value) {
    add(value.value_or(domain::Instant()));
    values_.back().is_null = !value;
}

void Parameters::add(std::string_view value) {
    put(values_.emplace_back(Value{kText, {}}).bytes, value);
}

template <class Element>
void Parameters::add_array(unsigned int type, unsigned int element_type,
                           const std::vector<Element>& values) {
    std::string elements;
    for (const Element& value : values)
        put(elements, value);
    // Dimensions, whether there are nulls, type; then size and first index of the dimension.
    const auto word = [](std::size_t n) {
        std::string bytes;
        put(bytes, static_cast<std::int64_t>(n));
        return bytes.substr(bytes.size() - 4);
    };
    const std::string bytes = word(values.empty() ? 0 : 1) + word(0) + word(element_type) +
                              (values.empty() ? "" : word(values.size()) + word(1)) + elements;
    put(values_.emplace_back(Value{type, {}}).bytes, std::string_view(bytes));
}

void Parameters::add(const std::vector<std::int64_t>& values) {
    add_array(kInt8Array, kInt8, values);
}

void Parameters::add(const std::vector<std::string_view>& values) {
    add_array(kTextArray, kText, values);
}

void Parameters::add(const std::vector<domain::Instant>& values) {
    add_array(kTimestamptzArray, kTimestamptz, values);
}

void Parameters::add_blob(std::string_view bytes) {
    put(values_.emplace_back(Value{kBytea, {}}).bytes, bytes);
}

std::size_t Rows::size() const {
    return static_cast<std::size_t>(PQntuples(handle_.get()));
}

std::size_t Rows::changed() const {
    const std::string_view count = PQcmdTuples(handle_.get());
    std::size_t rows = 0;
    const auto read = std::from_chars(count.data(), count.data() + count.size(), rows);
    SEATSYNC_INVARIANT(read.ec == std::errc());
    return rows;
}

bool Rows::is_null(std::size_t row, int column) const {
    return PQgetisnull(handle_.get(), static_cast<int>(row), column) == 1;
}

std::string_view Rows::text(std::size_t row, int column) const {
    const int at = static_cast<int>(row);
    return {PQgetvalue(handle_.get(), at, column),
            static_cast<std::size_t>(PQgetlength(handle_.get(), at, column))};
}

std::int64_t Rows::integer(std::size_t row, int column) const {
    return read_integer(text(row, column));
}

double Rows::real(std::size_t row, int column) const {
    return read_real(text(row, column));
}

domain::Instant Rows::time(std::size_t row, int column) const {
    return read_time(text(row, column));
}

bool Rows::truth(std::size_t row, int column) const {
    return read_truth(text(row, column));
}

Result<Connection> Connection::open(const Address& address,
                                    std::chrono::milliseconds statement_max) {
    Connection connection(PQconnectdb(address.url().c_str()), address);
    if (!connection.is_alive())
        return connection.error_of(nullptr);
    if (PQserverVersion(connection.handle_.get()) < 150000)
        return fail(
            ErrorCode::invalid_argument,
            fmt::format("database {}: PostgreSQL 15 or later is needed", address.display()));
    SEATSYNC_CHECK(connection.execute(fmt::format(kSettings, statement_max.count())));
    return connection;
}

bool Connection::is_alive() const {
    return PQstatus(handle_.get()) == CONNECTION_OK;
}

Error Connection::error_of(const pg_result* result) const {
    const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char* message =
        result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    std::string what =
        trimmed(message == nullptr ? PQerrorMessage(handle_.get()) : std::string(message));
    const bool no_database = what.find("does not exist") != std::string::npos && state == nullptr;
    const std::string_view known_state = state == nullptr ? "" : state;
    return fail(no_database ? ErrorCode::not_found : code_of(known_state),
                fmt::format("database {}: {}{}", address_.display(), address_.covered(what),
                            known_state == kPermissionDenied ? kWhatToGrant : ""));
}

Result<Rows> Connection::checked(pg_result* result) const {
    Rows rows(result);
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return error_of(result);
    return rows;
}

Result<std::string> Connection::prepared(const std::string& sql, const Parameters& parameters) {
    if (const auto known = statements_.find(sql); known != statements_.end())
        return known->second;
    std::vector<Oid> types;
    for (const Parameters::Value& value : parameters.values_)
        types.push_back(value.type);
    const std::string name = fmt::format("s{}", statements_.size());
    SEATSYNC_CHECK(checked(PQprepare(handle_.get(), name.c_str(), sql.c_str(),
                                     static_cast<int>(types.size()), types.data())));
    statements_.emplace(sql, name);
    return name;
}

Result<Rows> Connection::query(const std::string& sql, const Parameters& parameters) {
    SEATSYNC_TRY(const std::string name, prepared(sql, parameters));
    std::vector<const char*> values;
    std::vector<int> lengths;
    for (const Parameters::Value& value : parameters.values_) {
        values.push_back(value.is_null ? nullptr : value.bytes.data() + kLengthBytes);
        lengths.push_back(static_cast<int>(value.bytes.size()) - kLengthBytes);
    }
    const std::vector<int> formats(values.size(), kBinary);
    return checked(PQexecPrepared(handle_.get(), name.c_str(), static_cast<int>(values.size()),
                                  values.data(), lengths.data(), formats.data(), kBinary));
}

Result<void> Connection::execute(const std::string& script) {
    SEATSYNC_CHECK(checked(PQexec(handle_.get(), script.c_str())));
    return {};
}

Result<std::int64_t> Connection::number(const std::string& sql) {
    SEATSYNC_TRY(const Rows rows, query(sql));
    SEATSYNC_INVARIANT(rows.size() == 1);
    return rows.integer(0, 0);
}

Result<void> Connection::copy_in(const std::string& sql, std::string_view bytes) {
    constexpr std::size_t kPieceBytes = 1 << 20;
    const Rows started(PQexec(handle_.get(), sql.c_str()));
    if (PQresultStatus(started.handle()) != PGRES_COPY_IN)
        return error_of(started.handle());
    while (!bytes.empty()) {
        const auto piece = bytes.substr(0, kPieceBytes);
        if (PQputCopyData(handle_.get(), piece.data(), static_cast<int>(piece.size())) != 1)
            return error_of(nullptr);
        bytes.remove_prefix(piece.size());
    }
    if (PQputCopyEnd(handle_.get(), nullptr) != 1)
        return error_of(nullptr);
    Result<void> done;
    while (pg_result* const result = PQgetResult(handle_.get()))
        if (const auto answer = checked(result); !answer)
            done = answer.error();
    return done;
}

}  // namespace seatsync::store_postgres
