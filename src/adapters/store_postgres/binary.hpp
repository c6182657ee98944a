#pragma once

#include "base/result.hpp"
#include "domain/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace seatsync::store_postgres {

// Values in PostgreSQL's binary form: big-endian, each with its length before it.
// Source: PostgreSQL 15 manual, "COPY", section "Binary Format".

/// Appends one value; no value is a length of -1.
void put(std::string& bytes, std::int64_t value);
void put(std::string& bytes, double value);
void put(std::string& bytes, bool value);
void put(std::string& bytes, std::string_view value);
/// timestamptz: microseconds since 2000. The first and the last instant are minus infinity and
/// infinity.
void put(std::string& bytes, domain::Instant value);
void put_null(std::string& bytes);
template <class Value>
void put(std::string& bytes, const std::optional<Value>& value) {
    value ? put(bytes, *value) : put_null(bytes);
}

/// How many values the row that follows has.
void put_row_size(std::string& bytes, std::size_t columns);

/// What stands before the first and after the last row of a COPY.
[[nodiscard]] std::string_view copy_header();
[[nodiscard]] std::string_view copy_trailer();

/// The value of so many bytes (without its length), as a server sends it. Precondition: 8, 8, 8 and
/// 1 bytes.
[[nodiscard]] std::int64_t read_integer(std::string_view bytes);
[[nodiscard]] double read_real(std::string_view bytes);
[[nodiscard]] domain::Instant read_time(std::string_view bytes);
[[nodiscard]] bool read_truth(std::string_view bytes);

}  // namespace seatsync::store_postgres
