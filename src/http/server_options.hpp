#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace seatsync::http {

/// Every wait has a limit and every queue a bound.
struct ServerOptions {
    std::string host = "127.0.0.1";  ///< An address, not a name.
    std::uint16_t port = 8080;       ///< 0 picks a free one.
    std::size_t handler_threads = 2;
    std::size_t connections_max = 512;  ///< Further ones wait in the kernel's backlog.
    std::size_t requests_max = 256;     ///< Handed to the threads and not yet answered; further
                                        ///< ones are answered 503.
    std::size_t header_bytes_max = 16 * 1024;
    std::size_t body_bytes_max = 1024 * 1024;
    std::chrono::milliseconds header_timeout{10'000};   ///< From its first byte, or the connect.
    std::chrono::milliseconds body_timeout{30'000};     ///< From the end of the header.
    std::chrono::milliseconds handler_timeout{30'000};  ///< Then 504; the thread's work goes on.
    std::chrono::milliseconds write_timeout{30'000};
    std::chrono::milliseconds idle_timeout{60'000};  ///< Between two requests of a connection.
    std::chrono::milliseconds grace_period{10'000};  ///< For running requests after a stop.
    friend bool operator==(const ServerOptions&, const ServerOptions&) = default;
};

}  // namespace seatsync::http
