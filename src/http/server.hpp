#pragma once

#include "base/result.hpp"
#include "http/message.hpp"
#include "http/metrics.hpp"
#include "http/server_options.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace seatsync::http {

/// An HTTP/1.1 server. One loop, the thread in run(), owns all connections; `handle` is called on a
/// pool of `handler_threads` threads, so it must be thread-safe and may block.
///
/// A request whose header or body does not arrive in time loses its connection without an answer;
/// one that breaks the protocol or a limit gets a problem document and loses it then.
class Server {
  public:
    using Handle = std::function<Response(const Request&)>;

    /// Binds and listens; nothing is answered before run(). `metrics` outlives the server. Errors:
    /// invalid_argument when the host is no address; unavailable when it cannot be bound.
    [[nodiscard]] static Result<std::unique_ptr<Server>> listen(const ServerOptions& options,
                                                                Handle handle, Metrics& metrics);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    /// "http://127.0.0.1:8080"
    [[nodiscard]] std::string url() const;

    /// SIGINT and SIGTERM call stop(); a second one ends the process at once.
    void stop_on_signals();

    /// Serves until stop() and until every running request is answered. Errors: deadline_exceeded
    /// when the grace period cut some off.
    [[nodiscard]] Result<void> run();

    /// Stops accepting, closes idle connections, and lets run() return. From any thread, once run()
    /// was called or before.
    void stop();

  private:
    class Loop;
    explicit Server(std::unique_ptr<Loop> loop);
    std::unique_ptr<Loop> loop_;
};

}  // namespace seatsync::http
