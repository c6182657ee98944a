#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace seatsync::http {

/// Header fields in the order of the message; names compare without case.
using Headers = std::vector<std::pair<std::string, std::string>>;

/// The value of the first field of that name; empty when there is none.
[[nodiscard]] std::string_view header(const Headers& headers, std::string_view name);

/// A request as it was received; nothing of it has been checked.
struct Request {
    std::string method = "GET";
    std::string target = "/";  ///< Path and query, still percent-encoded.
    Headers headers;
    std::string body;
};

/// A whole answer. The length, the connection's fate and the server's name are added when it is
/// sent; an answer to HEAD is sent without its body.
struct Response {
    unsigned status = 200;
    Headers headers;
    std::string body;
    std::string route;  ///< The pattern that answered, a label of the metrics; empty when none did.
};

[[nodiscard]] Response json_response(std::string body);
[[nodiscard]] Response text_response(std::string body, std::string content_type);

}  // namespace seatsync::http
