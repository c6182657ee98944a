#pragma once

#include "feed/http_message.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace seatsync::http_curl {

struct CurlOptions {
    /// "127.0.0.1:8081": every host is asked there instead, over plain HTTP, with its true Host
    /// field and path. For the emulator. Empty: the true hosts.
    std::string connect_to = {};
    std::size_t body_bytes_max = 32U << 20U;  ///< After decompression.
    std::string user_agent = "SeatSync/0.1";  ///< Of requests that name none.
};

/// Asks over libcurl. Certificates are always verified; redirects are answers; connections are
/// kept alive, one per request in flight and host. Thread-safe.
class CurlClient final : public feed::HttpClient {
  public:
    explicit CurlClient(CurlOptions options = {});
    ~CurlClient() override;
    CurlClient(const CurlClient&) = delete;
    CurlClient& operator=(const CurlClient&) = delete;

    [[nodiscard]] Result<feed::HttpResponse> send(const feed::HttpRequest& request,
                                                  std::chrono::milliseconds timeout) override;

  private:
    struct Close {
        void operator()(void* handle) const;
    };
    using Handle = std::unique_ptr<void, Close>;

    [[nodiscard]] Handle take(const std::string& host);
    void give_back(const std::string& host, Handle handle);

    CurlOptions options_;
    std::mutex mutex_;
    std::map<std::string, std::vector<Handle>> idle_;  ///< By host; with their connections.
};

}  // namespace seatsync::http_curl
