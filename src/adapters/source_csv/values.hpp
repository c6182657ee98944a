#pragma once

#include "base/result.hpp"
#include "domain/money.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace seatsync::source_csv {

// What the text of one field means. Pure. An error's detail is the reason for the reject report; it
// does not repeat the value.

/// Without spaces around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Null, nothing, "." and their kin all mean that the source did not tell: "", ".", "-", "null",
/// "none", "NA", "N/A", "NaN", in any case of letters. `text` is trimmed.
[[nodiscard]] bool is_missing(std::string_view text);

/// Cents of a price per ticket, rounded half to even below a cent; nothing when it is missing or 0.
/// Errors: not a number, below 0, out of range.
[[nodiscard]] Result<std::optional<std::int64_t>> read_price(std::string_view text,
                                                             domain::Currency currency);

/// A count; "12.0" is 12. Errors: not a whole number, below 0, out of range.
[[nodiscard]] Result<std::optional<std::int64_t>> read_count(std::string_view text);

/// The part before the dash of "4-6", or a plain count. Errors as for counts.
[[nodiscard]] Result<std::optional<std::int64_t>> read_wins(std::string_view text);

/// Errors: not a finite decimal number.
[[nodiscard]] Result<std::optional<double>> read_number(std::string_view text);

/// A finite number, not below 0. Errors: anything else.
[[nodiscard]] Result<std::optional<double>> read_score(std::string_view text);

/// 1, true, yes and 0, false, no; missing is false. Errors: any other word.
[[nodiscard]] Result<bool> read_flag(std::string_view text);

/// "7:10 PM" or "19:10" as minutes after midnight. Errors: anything else.
[[nodiscard]] Result<int> read_minutes_of_day(std::string_view text);

/// Errors: bytes that are not UTF-8, control characters, more than 500 bytes.
[[nodiscard]] Result<std::string_view> read_text(std::string_view text);

}  // namespace seatsync::source_csv
