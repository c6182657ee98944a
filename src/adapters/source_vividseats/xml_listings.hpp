#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace seatsync::source_vividseats {

/// The answer of version 1, <brokerListings><brokerListing><id>…, as the JSON that version 2 would
/// answer, all values being texts; so that both are read alike. Errors: unavailable for a page for
/// people, corrupt_data when it is no XML or another document.
[[nodiscard]] Result<std::string> json_of_xml_listings(std::string_view xml);

}  // namespace seatsync::source_vividseats
