#pragma once

#include "base/result.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::feed {

struct HttpField {
    std::string name = {};
    std::string value = {};
    bool secret = false;  ///< Never shown.
    friend bool operator==(const HttpField&, const HttpField&) = default;
};

struct HttpRequest {
    enum class Method { get, post };

    Method method = Method::get;
    /// "https://api.seatgeek.com/2/events": without query and without secrets.
    std::string url = {};
    std::vector<HttpField> query = {};  ///< Not yet percent-encoded.
    std::vector<HttpField> headers = {};
    std::string body = {};  ///< Of a post; may hold secrets.
    friend bool operator==(const HttpRequest&, const HttpRequest&) = default;
};

/// The URL with its query, percent-encoded, as it is sent.
[[nodiscard]] std::string full_url(const HttpRequest& request);
/// The same with each secret value as "***": for messages and logs.
[[nodiscard]] std::string shown_url(const HttpRequest& request);
/// "api.seatgeek.com", with the port where the URL names one.
[[nodiscard]] std::string host_of(const HttpRequest& request);

/// A whole answer: its body is complete and no longer compressed.
struct HttpResponse {
    int status = 0;
    std::vector<HttpField> headers = {};
    std::string body = {};

    /// By name, in any case of letters; the first of several.
    [[nodiscard]] std::optional<std::string> header(std::string_view name) const;
};

/// Sends one request and waits for the whole answer. Thread-safe.
class HttpClient {
  public:
    virtual ~HttpClient() = default;

    /// Any status is an answer, 500 too. Redirects are answers, not followed. Errors:
    /// deadline_exceeded when no whole answer came in time; unavailable when there is no
    /// connection, it broke off, the certificate is not good, or the body is too large.
    [[nodiscard]] virtual Result<HttpResponse> send(const HttpRequest& request,
                                                    std::chrono::milliseconds timeout) = 0;
};

}  // namespace seatsync::feed
