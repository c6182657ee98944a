#include "http/listening.hpp"

#include <fmt/format.h>
#include <boost/asio/ip/address.hpp>

namespace seatsync::http {

using boost::asio::ip::tcp;

Result<tcp::endpoint> listen_at(tcp::acceptor& acceptor, const std::string& host,
                                std::uint16_t port) {
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(host, error);
    if (error)
        return fail(ErrorCode::invalid_argument,
                    fmt::format("'{}' is no IP address such as 127.0.0.1", host));
    const tcp::endpoint wanted(address, port);
    acceptor.open(wanted.protocol(), error);
    if (!error)
        acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error)
        acceptor.bind(wanted, error);
    if (!error)
        acceptor.listen(tcp::acceptor::max_listen_connections, error);
    if (error)
        return fail(ErrorCode::unavailable,
                    fmt::format("cannot listen on {}:{}: {}", host, port, error.message()));
    return acceptor.local_endpoint();
}

std::string url_of(const tcp::endpoint& endpoint) {
    const std::string host = endpoint.address().to_string();
    return fmt::format("http://{}:{}", endpoint.address().is_v6() ? "[" + host + "]" : host,
                       endpoint.port());
}

}  // namespace seatsync::http
