#include "http/connection.hpp"

#include "http/offload.hpp"
#include "http/problem.hpp"

#include <fmt/chrono.h>
#include <spdlog/spdlog.h>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/write.hpp>

#include <ctime>

namespace seatsync::http {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;

constexpr std::size_t kReadBytes = 4096;
constexpr std::size_t kDrainBytesMax = 1024 * 1024;
constexpr std::chrono::seconds kDrainTimeout{2};

Request taken_from(bhttp::request<bhttp::string_body>&& message) {
    Request request{.method = std::string(message.method_string()),
                    .target = std::string(message.target()),
                    .headers = {},
                    .body = std::move(message.body())};
    for (const auto& field : message)
        request.headers.emplace_back(field.name_string(), field.value());
    return request;
}

template <class Body>
void fill_head(bhttp::response<Body>& message, const Response& response, bool keep_alive) {
    message.version(11);
    message.result(response.status);
    message.set(bhttp::field::server, "seatsync");
    message.set(bhttp::field::date,
                fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(std::time(nullptr))));
    for (const auto& [name, value] : response.headers)
        message.set(name, value);
    constexpr unsigned kNotModified = 304;  // Its length would be that of the unsent file.
    if (response.status != kNotModified)
        message.content_length(response.body.size());
    message.keep_alive(keep_alive);
}

/// What is answered to bytes that are no acceptable request; nothing when nobody is left to answer.
std::optional<Response> answer_to(const boost::system::error_code& error,
                                  const ServerOptions& options) {
    if (error == bhttp::error::body_limit)
        return problem(413, "content_too_large",
                       fmt::format("the body is larger than {} bytes", options.body_bytes_max), "");
    if (error == bhttp::error::header_limit || error == bhttp::error::buffer_overflow)
        return problem(431, "header_too_large",
                       fmt::format("the header is larger than {} bytes", options.header_bytes_max),
                       "");
    const bool gone =
        error == bhttp::error::end_of_stream || error == bhttp::error::partial_message;
    if (gone || error.category() != bhttp::make_error_code(bhttp::error::bad_method).category())
        return std::nullopt;
    return problem(400, "bad_request", "the bytes are no HTTP/1.1 request: " + error.message(), "");
}

bool expects_continue(const bhttp::request<bhttp::string_body>& message) {
    return message.version() == 11 && beast::iequals(message[bhttp::field::expect], "100-continue");
}

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, Shared& shared)
    : stream_(std::move(socket)), shared_(shared) {}

asio::awaitable<void> Connection::serve() {
    try {
        bool more = true;
        while (more && !shared_.stopping)
            more = co_await serve_one();
    } catch (const std::exception& error) {
        spdlog::error("a connection ended by an exception: {}", error.what());
    }
    close_now();
}

void Connection::close_if_idle() {
    if (!busy_)
        close_now();
}

void Connection::close_now() {
    stream_.close();
}

asio::awaitable<bool> Connection::serve_one() {
    busy_ = buffer_.size() > 0;
    if (!busy_ && !co_await await_first_byte())
        co_return false;
    busy_ = true;
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(shared_.options.header_bytes_max));
    parser.body_limit(shared_.options.body_bytes_max);
    if (!co_await read_request(parser))
        co_return false;
    const bool wants_more = parser.get().keep_alive();
    Request request = taken_from(parser.release());
    const bool head = request.method == "HEAD";
    Response response = co_await answer(std::move(request));
    const bool keep_alive = wants_more && !shared_.stopping;
    co_return co_await write(std::move(response), head, keep_alive);
}

asio::awaitable<bool> Connection::await_first_byte() {
    stream_.expires_after(first_ ? shared_.options.header_timeout : shared_.options.idle_timeout);
    first_ = false;
    ErrorCondition error;
    const std::size_t bytes = co_await stream_.async_read_some(
        buffer_.prepare(kReadBytes), asio::redirect_error(asio::use_awaitable, error));
    buffer_.commit(bytes);
    co_return !error;
}

asio::awaitable<bool> Connection::read_request(Parser& parser) {
    ErrorCondition error;
    stream_.expires_after(shared_.options.header_timeout);
    co_await bhttp::async_read_header(stream_, buffer_, parser,
                                      asio::redirect_error(asio::use_awaitable, error));
    stream_.expires_after(shared_.options.body_timeout);
    if (!error && expects_continue(parser.get())) {
        bhttp::response<bhttp::empty_body> go_on(bhttp::status::continue_, 11);
        co_await bhttp::async_write(stream_, go_on,
                                    asio::redirect_error(asio::use_awaitable, error));
    }
    if (!error)
        co_await bhttp::async_read(stream_, buffer_, parser,
                                   asio::redirect_error(asio::use_awaitable, error));
    if (error)
        co_await refuse(error);
    co_return !error;
}

asio::awaitable<Response> Connection::answer(Request request) {
    stream_.expires_never();
    const std::string method = request.method;
    const auto started = std::chrono::steady_clock::now();
    shared_.metrics.request_started();
    std::optional<Response> response;
    if (shared_.requests_running >= shared_.options.requests_max) {
        response =
            problem(fail(ErrorCode::unavailable, "too many requests are waiting"), request.target);
        response->headers.emplace_back("Retry-After", "1");
    } else {
        ++shared_.requests_running;
        const std::string target = request.target;
        auto job = [handle = shared_.handle, request = std::move(request)] {
            return handle(request);
        };
        response = co_await offload(shared_.pool, std::move(job), shared_.options.handler_timeout);
        --shared_.requests_running;
        if (!response)
            response =
                problem(fail(ErrorCode::deadline_exceeded, "the answer took too long"), target);
    }
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - started;
    shared_.metrics.request_finished(response->route, method, response->status, elapsed.count());
    co_return std::move(*response);
}

asio::awaitable<bool> Connection::write(Response response, bool head, bool keep_alive) {
    ErrorCondition error;
    stream_.expires_after(shared_.options.write_timeout);
    if (head || response.status == 304) {
        bhttp::response<bhttp::empty_body> message;
        fill_head(message, response, keep_alive);
        co_await bhttp::async_write(stream_, message,
                                    asio::redirect_error(asio::use_awaitable, error));
    } else {
        bhttp::response<bhttp::string_body> message;
        fill_head(message, response, keep_alive);
        message.body() = std::move(response.body);
        co_await bhttp::async_write(stream_, message,
                                    asio::redirect_error(asio::use_awaitable, error));
    }
    co_return keep_alive && !error;
}

asio::awaitable<void> Connection::refuse(ErrorCondition error) {
    auto response = answer_to(error, shared_.options);
    if (!response)
        co_return;
    shared_.metrics.request_started();
    shared_.metrics.request_finished("", "unread", response->status, 0);
    co_await write(std::move(*response), false, false);
    busy_ = false;
    if (!shared_.stopping)
        co_await drain();
}

/// Closing with unread bytes would reset the connection, and the client might lose the answer that
/// says why: what it still sends is read, within bounds, until it has seen our end.
asio::awaitable<void> Connection::drain() {
    ErrorCondition error;
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
    stream_.expires_after(kDrainTimeout);
    std::size_t drained = 0;
    while (!error && drained < kDrainBytesMax) {
        buffer_.clear();
        drained += co_await stream_.async_read_some(
            buffer_.prepare(kReadBytes), asio::redirect_error(asio::use_awaitable, error));
    }
}

}  // namespace seatsync::http
