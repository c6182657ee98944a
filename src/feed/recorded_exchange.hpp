#pragma once

#include "feed/http_message.hpp"

#include <string_view>

namespace seatsync::feed {

/// A request and its answer, kept in a file:
/// {"request": {"method": "GET", "url": "…"}, "status": 200, "headers": {…}, "body": …}, where the
/// body is the JSON that was sent, or a text when it was none.
struct RecordedExchange {
    HttpRequest request;  ///< Method and URL, with its query; get and empty when not told.
    HttpResponse response;
};

/// Errors: corrupt_data when it is no such envelope.
[[nodiscard]] Result<RecordedExchange> parse_recorded_exchange(std::string_view file);

/// Whether a file looks like one: an object with status and body.
[[nodiscard]] bool is_recorded_exchange(std::string_view file);

}  // namespace seatsync::feed
