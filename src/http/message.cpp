#include "http/message.hpp"

#include <boost/algorithm/string/predicate.hpp>

#include <algorithm>

namespace seatsync::http {

std::string_view header(const Headers& headers, std::string_view name) {
    const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& field) {
        return boost::algorithm::iequals(field.first, name);
    });
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

Response text_response(std::string body, std::string content_type) {
    return Response{.status = 200,
                    .headers = {{"Content-Type", std::move(content_type)},
                                {"Cache-Control", "no-store"},
                                {"X-Content-Type-Options", "nosniff"}},
                    .body = std::move(body),
                    .route = {}};
}

Response json_response(std::string body) {
    return text_response(std::move(body), "application/json");
}

}  // namespace seatsync::http
