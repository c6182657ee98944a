#include "emulator/server_connection.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/socket_base.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <sys/socket.h>

namespace seatsync::emulator {

namespace {

namespace asio = boost::asio;
namespace bhttp = boost::beast::http;
using ErrorCondition = boost::system::error_code;

constexpr std::string_view kBadRequest =
    "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

http::Request taken_from(bhttp::request<bhttp::string_body>&& message) {
    http::Request request{.method = std::string(message.method_string()),
                          .target = std::string(message.target()),
                          .headers = {},
                          .body = std::move(message.body())};
    for (const auto& field : message)
        request.headers.emplace_back(field.name_string(), field.value());
    return request;
}

bool is_bad_request(const ErrorCondition& error) {
    return error.category() == bhttp::make_error_code(bhttp::error::bad_method).category() &&
           error != bhttp::error::end_of_stream && error != bhttp::error::partial_message;
}

/// Whether the other side tore the connection down: Linux does so when a socket is closed before
/// all that has come was read.
bool is_torn(const ErrorCondition& error) {
    return error == asio::error::connection_reset || error == asio::error::broken_pipe;
}

/// The same when it happened after the other side had ended its own stream, which a read tells as
/// the end of the stream: only the socket knows.
bool has_failed(asio::ip::tcp::socket& socket) {
    int error = 0;
    socklen_t size = sizeof error;
    return getsockopt(socket.native_handle(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 &&
           error != 0;
}

}  // namespace

ServerConnection::ServerConnection(asio::ip::tcp::socket socket, Shared& shared)
    : stream_(std::move(socket)), shared_(shared) {}

asio::awaitable<void> ServerConnection::serve() {
    try {
        bool more = true;
        while (more)
            more = co_await serve_one();
    } catch (const std::exception& error) {
        spdlog::error("emulator: a connection ended by an exception: {}", error.what());
    }
    close();
}

void ServerConnection::close() {
    stream_.close();
}

asio::awaitable<bool> ServerConnection::serve_one() {
    bhttp::request_parser<bhttp::string_body> parser;
    parser.body_limit(shared_.options.body_bytes_max);
    stream_.expires_after(shared_.options.read_timeout);
    ErrorCondition error;
    co_await bhttp::async_read(stream_, buffer_, parser,
                               asio::redirect_error(asio::use_awaitable, error));
    if (error) {
        settle(error);
        if (is_bad_request(error)) {
            const std::string refusal(kBadRequest);
            co_await write(refusal);
        }
        co_return false;
    }
    unconfirmed_.reset();  // Who asks again has read the last answer.
    const bool keep_alive = parser.get().keep_alive();
    const http::Request request = taken_from(parser.release());
    Delivery delivery = shared_.switchboard->answer(request, shared_.clock->now(), keep_alive);
    co_return co_await carry_out(std::move(delivery));
}

asio::awaitable<bool> ServerConnection::carry_out(Delivery delivery) {
    Account& account = shared_.switchboard->account();
    if (delivery.delay > std::chrono::milliseconds(0))
        co_await pause(delivery.delay);
    bool written = true;
    if (!delivery.bytes.empty())
        written = co_await write(delivery.bytes);
    if (delivery.whole && written) {
        account.note_sent(delivery.receipt);
        unconfirmed_ = delivery.receipt;
    }
    if (delivery.whole && !written)
        account.note_broken_off(delivery.receipt);
    if (delivery.ending == Ending::reset) {
        ErrorCondition ignored;  // The connection ends either way.
        stream_.socket().set_option(asio::socket_base::linger(true, 0), ignored);
    }
    co_return written&& delivery.ending == Ending::stays;
}

void ServerConnection::settle(const ErrorCondition& error) {
    if (unconfirmed_ && (is_torn(error) || has_failed(stream_.socket())))
        shared_.switchboard->account().note_unread(*unconfirmed_);
    unconfirmed_.reset();
}

asio::awaitable<void> ServerConnection::pause(std::chrono::milliseconds delay) {
    asio::steady_timer timer(stream_.get_executor(), delay);
    ErrorCondition ignored;  // Nobody cancels it.
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

asio::awaitable<bool> ServerConnection::write(const std::string& bytes) {
    stream_.expires_after(shared_.options.write_timeout);
    ErrorCondition error;
    co_await asio::async_write(stream_, asio::buffer(bytes),
                               asio::redirect_error(asio::use_awaitable, error));
    co_return !error;
}

}  // namespace seatsync::emulator
