#pragma once

#include "adapters/store_postgres/address.hpp"
#include "adapters/store_postgres/binary.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// libpq's own names, so that its header stays in the sources.
struct pg_conn;
struct pg_result;

namespace seatsync::store_postgres {

namespace detail {
struct CloseConnection {
    void operator()(pg_conn* handle) const;
};
struct ClearResult {
    void operator()(pg_result* handle) const;
};
}  // namespace detail

/// The values of $1, $2… of a statement, in order.
class Parameters {
  public:
    template <class... Values>
    explicit Parameters(const Values&... values) {
        (add(values), ...);
    }

    void add(std::int64_t value);
    void add(domain::Instant value);
    void add(const std::optional<domain::Instant>& value);
    void add(std::string_view value);
    void add(const std::string& value) { add(std::string_view(value)); }
    void add(const std::vector<std::int64_t>& values);
    void add(const std::vector<std::string_view>& values);
    void add(const std::vector<domain::Instant>& values);
    void add_blob(std::string_view bytes);

  private:
    friend class Connection;
    struct Value {
        unsigned int type;
        std::string bytes;  ///< With the length before them.
        bool is_null = false;
    };
    template <class Element>
    void add_array(unsigned int type, unsigned int element_type,
                   const std::vector<Element>& values);

    std::vector<Value> values_;
};

/// What a statement answered. Rows and columns count from 0; the types must be those of the
/// statement.
class Rows {
  public:
    explicit Rows(pg_result* handle) : handle_(handle) {}

    [[nodiscard]] std::size_t size() const;
    /// Rows that the statement inserted or updated.
    [[nodiscard]] std::size_t changed() const;
    [[nodiscard]] bool is_null(std::size_t row, int column) const;
    [[nodiscard]] std::string_view text(std::size_t row, int column) const;
    [[nodiscard]] std::int64_t integer(std::size_t row, int column) const;
    [[nodiscard]] double real(std::size_t row, int column) const;
    [[nodiscard]] domain::Instant time(std::size_t row, int column) const;
    [[nodiscard]] bool truth(std::size_t row, int column) const;
    [[nodiscard]] const pg_result* handle() const { return handle_.get(); }

  private:
    std::unique_ptr<pg_result, detail::ClearResult> handle_;
};

/// One connection, with the statements prepared on it so far. For one thread at a time. Errors:
/// unavailable when the server cannot be reached, shuts down or lacks room, deadline_exceeded when
/// a statement takes longer than the limit, invalid_argument when a value is out of PostgreSQL's
/// range (also text that is not UTF-8), corrupt_data when the server says so of its files, internal
/// else. No error holds the password.
class Connection {
  public:
    /// `statement_max`: how long one statement may take, waiting for locks included.
    [[nodiscard]] static Result<Connection> open(const Address& address,
                                                 std::chrono::milliseconds statement_max);

    /// Prepares once per text.
    [[nodiscard]] Result<Rows> query(const std::string& sql,
                                     const Parameters& parameters = Parameters());
    /// Statements without parameters whose answers are not wanted.
    [[nodiscard]] Result<void> execute(const std::string& script);
    /// The single number that a query answers.
    [[nodiscard]] Result<std::int64_t> number(const std::string& sql);
    /// `sql`: COPY … FROM STDIN BINARY; `bytes`: all of it, header and trailer included.
    [[nodiscard]] Result<void> copy_in(const std::string& sql, std::string_view bytes);

    /// False once the connection is lost for good.
    [[nodiscard]] bool is_alive() const;
    [[nodiscard]] const Address& address() const { return address_; }

  private:
    Connection(pg_conn* handle, Address address) : handle_(handle), address_(std::move(address)) {}

    [[nodiscard]] Error error_of(const pg_result* result) const;
    [[nodiscard]] Result<Rows> checked(pg_result* result) const;
    [[nodiscard]] Result<std::string> prepared(const std::string& sql,
                                               const Parameters& parameters);

    std::unique_ptr<pg_conn, detail::CloseConnection> handle_;
    Address address_;
    std::map<std::string, std::string> statements_;  ///< Name by text.
};

}  // namespace seatsync::store_postgres
