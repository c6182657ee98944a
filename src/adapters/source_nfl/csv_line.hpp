#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::source_nfl {

/// Takes the next line off the text, without its end (LF or CRLF). A line end inside a quoted field
/// does not end it. Nothing when the text is empty.
[[nodiscard]] std::optional<std::string_view> take_line(std::string_view& text);

/// The fields of a line. A field in quotation marks may hold commas; a doubled mark in it is one.
/// Nothing when a quoted field does not end, or goes on after its end.
[[nodiscard]] std::optional<std::vector<std::string>> split_line(std::string_view line);

}  // namespace seatsync::source_nfl
