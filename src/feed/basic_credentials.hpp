#pragma once

#include <string>
#include <string_view>

namespace seatsync::feed {

/// "Basic …": the value of the header Authorization of an OAuth2 client. Both parts are
/// form-encoded before they are joined, see RFC 6749, section 2.3.1.
[[nodiscard]] std::string basic_credentials(std::string_view id, std::string_view secret);

}  // namespace seatsync::feed
