#include "http/server.hpp"

#include "http/connection.hpp"
#include "http/listening.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <csignal>
#include <set>

namespace seatsync::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr std::chrono::milliseconds kAcceptRetry{100};

}  // namespace

/// Members are destroyed in reverse order: first the pool's threads end, then the loop with the
/// connections that still wait in it, then what both used.
class Server::Loop {
  public:
    Loop(const ServerOptions& options, Handle handle, Metrics& metrics)
        : options_(options),
          handle_(std::move(handle)),
          acceptor_(io_),
          signals_(io_),
          room_(io_),
          grace_(io_),
          pool_(options.handler_threads),
          shared_{.options = options_, .handle = handle_, .metrics = metrics, .pool = pool_} {}

    ~Loop() {
        pool_.stop();
        pool_.join();
    }

    Result<void> bind();
    Result<void> run();
    void stop_on_signals();
    void post_stop() {
        asio::post(io_, [this] { stop(); });
    }
    [[nodiscard]] tcp::endpoint endpoint() const { return bound_; }

  private:
    asio::awaitable<void> accept_all();
    asio::awaitable<void> wait_for_room();
    asio::awaitable<void> keep(std::shared_ptr<Connection> connection);
    void stop();
    void cut_off();

    ServerOptions options_;
    Handle handle_;
    std::set<Connection*> connections_;
    std::size_t cut_off_count_ = 0;
    tcp::endpoint bound_;
    asio::io_context io_{1};
    tcp::acceptor acceptor_;
    asio::signal_set signals_;
    asio::steady_timer room_;   ///< Cancelled when a connection ends.
    asio::steady_timer grace_;  ///< Runs from the stop to the last connection's end.
    asio::thread_pool pool_;
    Shared shared_;
};

Result<void> Server::Loop::bind() {
    SEATSYNC_TRY(bound_, listen_at(acceptor_, options_.host, options_.port));
    asio::co_spawn(io_, accept_all(), asio::detached);
    return {};
}

void Server::Loop::stop_on_signals() {
    signals_.add(SIGINT);
    signals_.add(SIGTERM);
    signals_.async_wait([this](const boost::system::error_code& error, int) {
        if (!error)
            stop();
    });
}

Result<void> Server::Loop::run() {
    io_.run();
    if (cut_off_count_ > 0)
        return fail(ErrorCode::deadline_exceeded,
                    fmt::format("{} running requests were cut off after the grace period of {} ms",
                                cut_off_count_, options_.grace_period.count()));
    return {};
}

asio::awaitable<void> Server::Loop::accept_all() {
    while (!shared_.stopping) {
        co_await wait_for_room();
        boost::system::error_code error;
        tcp::socket socket =
            co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (shared_.stopping)
            co_return;
        if (error) {  // For instance no free file descriptor: one may become free.
            spdlog::error("accept: {}", error.message());
            room_.expires_after(kAcceptRetry);
            co_await room_.async_wait(asio::redirect_error(asio::use_awaitable, error));
            continue;
        }
        auto connection = std::make_shared<Connection>(std::move(socket), shared_);
        asio::co_spawn(io_, keep(std::move(connection)), asio::detached);
    }
}

asio::awaitable<void> Server::Loop::wait_for_room() {
    while (connections_.size() >= options_.connections_max && !shared_.stopping) {
        boost::system::error_code cancelled;
        room_.expires_at(asio::steady_timer::time_point::max());
        co_await room_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    }
}

asio::awaitable<void> Server::Loop::keep(std::shared_ptr<Connection> connection) {
    connections_.insert(connection.get());
    shared_.metrics.connection_opened();
    co_await connection->serve();
    shared_.metrics.connection_closed();
    connections_.erase(connection.get());
    room_.cancel();
    if (shared_.stopping && connections_.empty())
        grace_.cancel();
}

void Server::Loop::stop() {
    if (shared_.stopping)
        return;
    shared_.stopping = true;
    boost::system::error_code ignored;  // A closed acceptor is what is wanted, whatever it says.
    acceptor_.close(ignored);
    signals_.clear(ignored);  // The next signal ends the process at once.
    room_.cancel();
    for (Connection* connection : connections_)
        connection->close_if_idle();
    if (connections_.empty())
        return;
    grace_.expires_after(options_.grace_period);
    grace_.async_wait([this](const boost::system::error_code& error) {
        if (!error)
            cut_off();
    });
}

void Server::Loop::cut_off() {
    cut_off_count_ = connections_.size();
    for (Connection* connection : connections_)
        connection->close_now();
    io_.stop();
}

Server::Server(std::unique_ptr<Loop> loop) : loop_(std::move(loop)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::listen(const ServerOptions& options, Handle handle,
                                               Metrics& metrics) {
    auto loop = std::make_unique<Loop>(options, std::move(handle), metrics);
    SEATSYNC_CHECK(loop->bind());
    return std::unique_ptr<Server>(new Server(std::move(loop)));
}

std::uint16_t Server::port() const {
    return loop_->endpoint().port();
}

std::string Server::url() const {
    return url_of(loop_->endpoint());
}

void Server::stop_on_signals() {
    loop_->stop_on_signals();
}

Result<void> Server::run() {
    return loop_->run();
}

void Server::stop() {
    loop_->post_stop();
}

}  // namespace seatsync::http
