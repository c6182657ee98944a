#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "emulator/switchboard.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace seatsync::emulator {

/// Where the emulator listens, and within which bounds.
struct ServerOptions {
    std::string host = "127.0.0.1";  ///< An address, not a name.
    std::uint16_t port = 0;          ///< 0 picks a free one.
    std::size_t connections_max = 256;
    std::chrono::milliseconds read_timeout{60'000};  ///< For a whole request, from the last one's
                                                     ///< answer on.
    std::chrono::milliseconds write_timeout{60'000};
    std::size_t body_bytes_max = 1024 * 1024;
};

/// A port with a loop of its own, which carries out what a switchboard decides, byte by byte. One
/// thread reads, decides and writes; what an API computes holds up the others.
class Server {
  public:
    /// Binds and listens; nothing is answered before begin(). Errors: invalid_argument when the
    /// host is no address; unavailable when it cannot be bound.
    [[nodiscard]] static Result<std::unique_ptr<Server>> listen(const ServerOptions& options);
    /// Stops.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    /// "http://127.0.0.1:8090"
    [[nodiscard]] std::string url() const;

    /// Starts the thread. Both outlive the server.
    void begin(Switchboard& switchboard, const base::Clock& clock);
    /// SIGINT and SIGTERM call stop().
    void stop_on_signals();
    /// Closes all connections and ends the thread; from any thread, more than once too.
    void stop();
    /// Waits until somebody stops it, or for this long. Whether it was stopped.
    bool wait(std::chrono::milliseconds limit);

  private:
    class Loop;
    explicit Server(std::unique_ptr<Loop> loop);
    std::unique_ptr<Loop> loop_;
};

}  // namespace seatsync::emulator
