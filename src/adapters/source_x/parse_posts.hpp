#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_x {

/// Posts of a recent search, or the single post of a lookup, as Mentions of `subject`; the text
/// goes no further than its tone. A post without `created_at` has the time that its id holds.
/// What X says it could not find, beside the posts, are items with a problem.
/// Errors: unavailable for HTML, and for an error in place of posts; corrupt_data without either.
[[nodiscard]] Result<feed::Answer> parse_posts(std::string_view body, const std::string& subject,
                                               feed::Instant received_at);

/// Counts by hour as Readings "mentions_per_hour" of `subject`, valid at the start of the hour. The
/// broken hours at both ends are passed over. Errors: as above.
[[nodiscard]] Result<feed::Answer> parse_counts(std::string_view body, const std::string& subject,
                                                feed::Instant received_at);

/// X's own words in the body of an error; empty when there are none.
[[nodiscard]] std::string words_of_error(std::string_view body);

/// When a post was made, as its id tells: the bits above the lowest 22 are the milliseconds since
/// 2010-11-04T01:42:54.657Z. Errors: corrupt_data when the id is too short for that.
[[nodiscard]] Result<feed::Instant> posted_at(std::string_view id);

}  // namespace seatsync::source_x
