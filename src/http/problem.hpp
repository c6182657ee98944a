#pragma once

#include "base/result.hpp"
#include "http/message.hpp"

#include <string>
#include <string_view>

namespace seatsync::http {

/// The HTTP status of a failure; the one place where codes become statuses.
[[nodiscard]] unsigned status_of(ErrorCode code);

/// An RFC 9457 document: type "urn:seatsync:problem:<kind>", the title of the status, what went
/// wrong with this request, and the path it was sent to.
[[nodiscard]] Response problem(unsigned status, std::string_view kind, std::string_view detail,
                               std::string_view instance);

/// The same from a failure; its code is the kind.
[[nodiscard]] Response problem(const Error& error, std::string_view instance);

/// "Not Found" for 404; "Error" for a status that is never answered here.
[[nodiscard]] std::string_view title_of(unsigned status);

}  // namespace seatsync::http
