#include "adapters/http_curl/curl_client.hpp"

#include "base/invariant.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace seatsync::http_curl {

namespace {

constexpr std::size_t kIdlePerHost = 8;

void init_library_once() {
    static const CURLcode done = curl_global_init(CURL_GLOBAL_DEFAULT);
    SEATSYNC_INVARIANT(done == CURLE_OK);
}

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

void add(List& list, const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    SEATSYNC_INVARIANT(longer != nullptr);
    list.release();
    list.reset(longer);
}

/// Where one answer is gathered.
struct Gathered {
    feed::HttpResponse response = {};
    std::size_t body_bytes_max = 0;
    bool too_large = false;
};

std::size_t take_body(const char* bytes, std::size_t, std::size_t count, void* to) {
    auto& gathered = *static_cast<Gathered*>(to);
    if (gathered.response.body.size() + count > gathered.body_bytes_max) {
        gathered.too_large = true;
        return 0;
    }
    gathered.response.body.append(bytes, count);
    return count;
}

std::string_view trimmed(std::string_view text) {
    const auto is_space = [](unsigned char c) { return std::isspace(c) != 0; };
    while (!text.empty() && is_space(static_cast<unsigned char>(text.front())))
        text.remove_prefix(1);
    while (!text.empty() && is_space(static_cast<unsigned char>(text.back())))
        text.remove_suffix(1);
    return text;
}

std::size_t take_header(const char* bytes, std::size_t, std::size_t count, void* to) {
    auto& headers = static_cast<Gathered*>(to)->response.headers;
    const std::string_view line = trimmed({bytes, count});
    if (line.starts_with("HTTP/"))
        headers.clear();  // The fields of a "100 Continue" are not those of the answer.
    else if (const std::size_t colon = line.find(':'); colon != line.npos)
        headers.push_back({std::string(trimmed(line.substr(0, colon))),
                           std::string(trimmed(line.substr(colon + 1)))});
    return count;
}

/// Each setting can fail only for want of memory or by a wrong option, which is a bug.
template <class Value>
void set(void* handle, CURLoption option, Value value) {
    const CURLcode done = curl_easy_setopt(handle, option, value);
    SEATSYNC_INVARIANT(done == CURLE_OK);
}

List header_list(const feed::HttpRequest& request) {
    List list;
    add(list, "Expect:");  // No round trip before the body of a post.
    for (const feed::HttpField& field : request.headers)
        add(list, field.value.empty() ? field.name + ";" : field.name + ": " + field.value);
    return list;
}

void set_safety(void* handle) {
    set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(handle, CURLOPT_FOLLOWLOCATION, 0L);
    set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    set(handle, CURLOPT_NOSIGNAL, 1L);
}

void set_request(void* handle, const feed::HttpRequest& request, const std::string& url,
                 const CurlOptions& options) {
    set(handle, CURLOPT_URL, url.c_str());
    set(handle, CURLOPT_USERAGENT, options.user_agent.c_str());
    set(handle, CURLOPT_ACCEPT_ENCODING, "");  // All that this libcurl can undo.
    if (request.method == feed::HttpRequest::Method::post) {
        set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        set(handle, CURLOPT_POSTFIELDS, request.body.c_str());
    }
}

void set_timeout(void* handle, std::chrono::milliseconds timeout) {
    const long milliseconds = std::max<long>(1, static_cast<long>(timeout.count()));
    set(handle, CURLOPT_TIMEOUT_MS, milliseconds);
    set(handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds);
}

std::string with_plain_http(std::string url) {
    constexpr std::string_view kTls = "https://";
    return url.starts_with(kTls) ? "http://" + url.substr(kTls.size()) : url;
}

/// Names the host alone: the URL may hold keys.
Error error_of(CURLcode code, const Gathered& gathered, const std::string& host) {
    if (gathered.too_large)
        return fail(ErrorCode::unavailable, fmt::format("{}: the answer is larger than {} bytes",
                                                        host, gathered.body_bytes_max));
    if (code == CURLE_OPERATION_TIMEDOUT)
        return fail(ErrorCode::deadline_exceeded,
                    fmt::format("{}: no whole answer came in time", host));
    return fail(ErrorCode::unavailable, fmt::format("{}: {}", host, curl_easy_strerror(code)));
}

}  // namespace

void CurlClient::Close::operator()(void* handle) const {
    curl_easy_cleanup(handle);
}

CurlClient::CurlClient(CurlOptions options) : options_(std::move(options)) {
    init_library_once();
}

CurlClient::~CurlClient() = default;

CurlClient::Handle CurlClient::take(const std::string& host) {
    {
        const std::lock_guard lock(mutex_);
        auto& idle = idle_[host];
        if (!idle.empty()) {
            Handle handle = std::move(idle.back());
            idle.pop_back();
            return handle;
        }
    }
    Handle handle(curl_easy_init());
    SEATSYNC_INVARIANT(handle != nullptr);
    return handle;
}

void CurlClient::give_back(const std::string& host, Handle handle) {
    const std::lock_guard lock(mutex_);
    auto& idle = idle_[host];
    if (idle.size() < kIdlePerHost)
        idle.push_back(std::move(handle));
}

Result<feed::HttpResponse> CurlClient::send(const feed::HttpRequest& request,
                                            std::chrono::milliseconds timeout) {
    const std::string host = feed::host_of(request);
    const std::string true_url = feed::full_url(request);
    const std::string url = options_.connect_to.empty() ? true_url : with_plain_http(true_url);
    const List headers = header_list(request);
    List connect_to;
    if (!options_.connect_to.empty())
        add(connect_to, "::" + options_.connect_to);
    Gathered gathered{.body_bytes_max = options_.body_bytes_max};

    Handle handle = take(host);
    curl_easy_reset(handle.get());  // Keeps its connections.
    set_safety(handle.get());
    set_request(handle.get(), request, url, options_);
    set_timeout(handle.get(), timeout);
    set(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    set(handle.get(), CURLOPT_CONNECT_TO, connect_to.get());
    set(handle.get(), CURLOPT_WRITEFUNCTION, &take_body);
    set(handle.get(), CURLOPT_WRITEDATA, static_cast<void*>(&gathered));
    set(handle.get(), CURLOPT_HEADERFUNCTION, &take_header);
    set(handle.get(), CURLOPT_HEADERDATA, static_cast<void*>(&gathered));
    const CURLcode done = curl_easy_perform(handle.get());
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    give_back(host, std::move(handle));

    if (done != CURLE_OK)
        return error_of(done, gathered, host);
    gathered.response.status = static_cast<int>(status);
    return std::move(gathered.response);
}

}  // namespace seatsync::http_curl
