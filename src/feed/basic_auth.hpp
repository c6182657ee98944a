#pragma once

#include "feed/http_message.hpp"

#include <string_view>

namespace seatsync::feed {

/// The header "Authorization: Basic …" of a name and a secret (RFC 7617), marked secret.
[[nodiscard]] HttpField basic_auth(std::string_view name, std::string_view secret);

}  // namespace seatsync::feed
