#pragma once

#include "emulator/server.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <optional>

namespace seatsync::emulator {

/// What the connections of a server share; used on the loop's thread alone.
struct Shared {
    const ServerOptions& options;
    Switchboard* switchboard = nullptr;
    const base::Clock* clock = nullptr;
};

/// One client, answered request by request.
class ServerConnection {
  public:
    ServerConnection(boost::asio::ip::tcp::socket socket, Shared& shared);

    /// Until the client, a fault or a limit ends it. Never throws.
    boost::asio::awaitable<void> serve();
    void close();

  private:
    boost::asio::awaitable<bool> serve_one();
    boost::asio::awaitable<bool> carry_out(Delivery delivery);
    boost::asio::awaitable<void> pause(std::chrono::milliseconds delay);
    boost::asio::awaitable<bool> write(const std::string& bytes);
    /// The connection ended after an answer: whether the reader took it.
    void settle(const boost::system::error_code& error);

    boost::beast::tcp_stream stream_;
    Shared& shared_;
    boost::beast::flat_buffer buffer_;
    std::optional<Receipt> unconfirmed_;  ///< Written whole; no sign yet that it was read.
};

}  // namespace seatsync::emulator
