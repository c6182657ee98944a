#pragma once

#include <optional>
#include <string_view>

namespace seatsync::market {

/// Whether an English text about a team or its tickets carries good news or bad.
///
/// Counts the words of a small lexicon of its own and returns (good - bad) / (good + bad), in
/// [-1, 1]. A negation ("not", "never", "can't") turns the lexicon words among the three words
/// after it around, as far as its sentence goes. Nothing when no word of the lexicon occurs: a text
/// that says nothing is not a neutral one. Irony and context are not seen. Pure.
[[nodiscard]] std::optional<double> tone_of(std::string_view text);

}  // namespace seatsync::market
