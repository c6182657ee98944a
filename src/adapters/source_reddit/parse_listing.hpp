#pragma once

#include "feed/source_api.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_reddit {

/// A Listing, or a list of them as a page of comments has it: posts (t3) and comments (t1) as
/// Mentions of `subject`, their text no further than its tone. Removed ones and other kinds are
/// passed over. Errors: unavailable for HTML, and for an error in place of a listing; corrupt_data
/// for anything else that is no listing.
[[nodiscard]] Result<feed::Answer> parse_listing(std::string_view body, const std::string& subject,
                                                 feed::Instant received_at);

/// Reddit's own words in the body of an error; empty when there are none.
[[nodiscard]] std::string words_of_error(std::string_view body);

}  // namespace seatsync::source_reddit
