#pragma once

#include "base/result.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <string>

namespace seatsync::http {

/// Opens the acceptor at this address and listens; returns where, which tells the port that was
/// chosen for port 0. Errors: invalid_argument when `host` is no IP address; unavailable when the
/// address is taken or not of this machine.
[[nodiscard]] Result<boost::asio::ip::tcp::endpoint> listen_at(
    boost::asio::ip::tcp::acceptor& acceptor, const std::string& host, std::uint16_t port);

/// "http://127.0.0.1:8080", "http://[::1]:8080".
[[nodiscard]] std::string url_of(const boost::asio::ip::tcp::endpoint& endpoint);

}  // namespace seatsync::http
