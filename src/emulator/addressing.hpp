#pragma once

#include "emulator/api.hpp"

#include <set>
#include <string>

namespace seatsync::emulator {

/// Whom a request is for, and the request as he sees it. The host is the first path segment when
/// that is one of `hosts`, else the Host header without its port. `origin`:
/// "http://127.0.0.1:8090", where this server is reached. Errors: invalid_argument when the target
/// is no path and query, or holds a broken escape; not_found when no one of `hosts` is meant.
[[nodiscard]] Result<Request> addressed(const http::Request& request,
                                        const std::set<std::string>& hosts,
                                        const std::string& origin);

}  // namespace seatsync::emulator
