#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::source_csv {

/// Where the first record of a buffer ends.
struct RecordExtent {
    std::size_t text = 0;      ///< Bytes of the record without its line end.
    std::size_t consumed = 0;  ///< Bytes with it.
    std::size_t lines = 0;     ///< Line feeds among them; a quoted field may hold some.
    bool quoted = false;       ///< It holds a quotation mark.
    bool unclosed = false;     ///< The input ended inside a quoted field.
};

/// RFC 4180 with either line end; the last record may lack one. Nothing when the buffer ends before
/// the record does and more is to come (`at_end` is false), or when it is empty.
[[nodiscard]] std::optional<RecordExtent> find_record(std::string_view buffer, bool at_end);

/// One record's fields. The views point into the text that was split and into `unescaped`: they end
/// with either.
struct Record {
    std::vector<std::string_view> fields;
    std::string unescaped;
    std::size_t line = 0;
    std::string problem;  ///< Why the record as a whole is wrong; empty when it is not.
};

/// Splits a record's text at its commas. Sets `problem` when text follows a closing quotation mark.
/// A mark inside an unquoted field stands for itself.
void split_record(std::string_view text, bool quoted, Record& record);

}  // namespace seatsync::source_csv
