#pragma once

#include "http/server.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <optional>

namespace seatsync::http {

/// What all connections of a server share; used on the loop's thread alone.
struct Shared {
    const ServerOptions& options;
    const Server::Handle& handle;
    Metrics& metrics;
    boost::asio::thread_pool& pool;
    bool stopping = false;
    std::size_t requests_running = 0;
};

/// One client: reads requests one after the other (what was pipelined waits in the buffer) and
/// answers each before it reads the next.
class Connection {
  public:
    Connection(boost::asio::ip::tcp::socket socket, Shared& shared);

    /// Until the client or a limit ends it, or the server stops. Never throws.
    boost::asio::awaitable<void> serve();

    /// For the stop: closes the connection unless a request is under way, which then is its last.
    void close_if_idle();
    void close_now();

  private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    using ErrorCondition = boost::system::error_code;

    boost::asio::awaitable<bool> serve_one();
    boost::asio::awaitable<bool> await_first_byte();
    boost::asio::awaitable<bool> read_request(Parser& parser);
    boost::asio::awaitable<Response> answer(Request request);
    boost::asio::awaitable<bool> write(Response response, bool head, bool keep_alive);
    boost::asio::awaitable<void> refuse(ErrorCondition error);
    boost::asio::awaitable<void> drain();

    boost::beast::tcp_stream stream_;
    Shared& shared_;
    boost::beast::flat_buffer buffer_;
    bool first_ = true;
    bool busy_ = false;
};

}  // namespace seatsync::http
