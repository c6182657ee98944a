#include "feed/recorded_exchange.hpp"

#include "feed/json_fields.hpp"

namespace seatsync::feed {

namespace {

Result<std::string> body_in(JsonValue root) {
    SEATSYNC_TRY(const JsonValue body, required(root, "body"));
    if (body.is_string())
        return std::string(std::string_view(body.get_string().value_unsafe()));
    return simdjson::minify(body);
}

Result<std::vector<HttpField>> headers_in(JsonValue root) {
    std::vector<HttpField> headers;
    const auto found = find(root, "headers");
    if (!found)
        return headers;
    simdjson::dom::object object;
    if (found->get(object) != simdjson::SUCCESS)
        return fail(ErrorCode::corrupt_data, "headers: they are no object");
    for (const auto& [name, value] : object) {
        std::string_view text;
        headers.push_back({std::string(name), value.get(text) == simdjson::SUCCESS
                                                  ? std::string(text)
                                                  : simdjson::minify(value)});
    }
    return headers;
}

Result<HttpRequest> request_in(JsonValue root) {
    HttpRequest request;
    SEATSYNC_TRY(request.url, text_or_empty(root, "request.url"));
    SEATSYNC_TRY(const std::string method, text_or_empty(root, "request.method"));
    if (method == "POST")
        request.method = HttpRequest::Method::post;
    return request;
}

}  // namespace

Result<RecordedExchange> parse_recorded_exchange(std::string_view file) {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(file));
    RecordedExchange exchange;
    SEATSYNC_TRY(exchange.request, request_in(document.root()));
    SEATSYNC_TRY(const auto status, integer_at(document.root(), "status"));
    if (!status || *status < 100 || *status > 599)
        return fail(ErrorCode::corrupt_data, "status: it is no HTTP status");
    exchange.response.status = static_cast<int>(*status);
    SEATSYNC_TRY(exchange.response.headers, headers_in(document.root()));
    SEATSYNC_TRY(exchange.response.body, body_in(document.root()));
    return exchange;
}

bool is_recorded_exchange(std::string_view file) {
    const auto document = JsonDocument::parse(file);
    return document && find(document->root(), "status") && find(document->root(), "body") &&
           find(document->root(), "headers");
}

}  // namespace seatsync::feed
